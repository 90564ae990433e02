# Fails unless the files in out/package are those in out/tested, except for the signatures in both packages.
param([switch] $IsSigned)

$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$package, $tested = 'package', 'tested' | ForEach-Object { Join-Path -Path $root -ChildPath "out/$_" }
$work = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath "agw-compare-$PID"

# The files that describe the .nupkg itself differ, because one of them lists the extension of the catalog.
function Expand-Package([string] $Path, [string] $Name) {
    $folder = Join-Path -Path $work -ChildPath "$Name/AgentGateway"
    $null = New-Item -Path $folder -ItemType Directory -Force
    [System.IO.Compression.ZipFile]::ExtractToDirectory($Path, $folder)
    if ($Path -like '*.zip') { return Join-Path -Path $folder -ChildPath 'AgentGateway' }
    '_rels', '[Content_Types].xml' | ForEach-Object { Remove-Item -LiteralPath (Join-Path -Path $folder -ChildPath $_) -Recurse -Force }
    $folder
}

try {
    $names, $testedNames = $package, $tested | ForEach-Object { (Get-ChildItem -LiteralPath $_ -File).Name -join ', ' }
    if ($names -cne $testedNames) { throw "The files are $names instead of $testedNames." }

    foreach ($file in Get-ChildItem -LiteralPath $package -File) {
        $other = Join-Path -Path $tested -ChildPath $file.Name
        if ($IsSigned -and $file.Extension -in '.zip', '.nupkg') {
            $options = @{
                ModulePath = Expand-Package -Path $file.FullName -Name "signed$($file.Extension)"
                TestedPath = Expand-Package -Path $other -Name "tested$($file.Extension)"
            }
            & (Join-Path -Path $root -ChildPath 'packaging/Compare-SignedModule.ps1') @options
            "$($file.Name): the tested one with signatures"
        }
        elseif ((Get-FileHash -LiteralPath $file.FullName).Hash -ne (Get-FileHash -LiteralPath $other).Hash) {
            throw "$($file.Name) is not the tested one."
        }
        else { "$($file.Name): the tested one" }
    }
}
finally {
    Remove-Item -Path $work -Recurse -Force -ErrorAction Ignore
}
