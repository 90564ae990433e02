<#
.SYNOPSIS
Writes the software bill of materials (SBOM) of a built module: a CycloneDX file that lists the third-party assemblies in it.

.DESCRIPTION
The .NET tool CycloneDX lists the packages that the project uses, including those that only the compilation needs. From this list, the
script keeps the packages whose assemblies are in the module, and adds where each assembly is. It fails if an assembly in the module isn't,
byte for byte, in the package that the list names, or if the license of a package isn't known. Signing the module changes none of this.

The file has no time and no serial number, so that the same module always has the same file. packaging/dotnet-tools.json pins the tool,
because everything in .config/dotnet-tools.json is downloaded for each test run.
#>
#Requires -Version 7.4
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $ProjectPath,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
$ModulePath = (Resolve-Path -LiteralPath $ModulePath).Path
$ProjectPath = (Resolve-Path -LiteralPath $ProjectPath).Path
$name = Split-Path -Path $ModulePath -Leaf
$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $ModulePath -ChildPath "$name.psd1")
$version = $manifest.ModuleVersion
$assets = Join-Path -Path (Split-Path -Path $ProjectPath) -ChildPath 'obj/project.assets.json'
$packageFolders = @((Get-Content -LiteralPath $assets -Raw | ConvertFrom-Json -AsHashtable).packageFolders.Keys)

function Invoke-DotNetTool([string[]] $Argument) {
    # The tool manifest of this folder applies only in this folder.
    Push-Location -LiteralPath $PSScriptRoot
    try { $output = & dotnet tool @Argument 2>&1 } finally { Pop-Location }
    if ($LASTEXITCODE -ne 0) { throw "dotnet tool $($Argument[0]) failed: $($output -join ' ')" }
}

# All packages that the project uses for Windows PowerShell. The module for PowerShell 7 has no third-party assemblies.
function Get-ProjectSbom {
    $folder = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath "agw-sbom-$PID"
    $null = New-Item -Path $folder -ItemType Directory -Force
    $options = @(
        '--output', $folder, '--filename', 'sbom.json', '--output-format', 'UnsafeJson', '--no-serial-number'
        '--framework', 'net472', '--disable-package-restore'
    )
    # NuGet leaves files in the temporary folder.
    $saved = $env:TMPDIR, $env:TEMP, $env:TMP
    try {
        $env:TMPDIR = $env:TEMP = $env:TMP = $folder
        Invoke-DotNetTool -Argument 'restore'
        Invoke-DotNetTool -Argument (@('run', 'dotnet-CycloneDX', '--', $ProjectPath) + $options)
        Get-Content -LiteralPath (Join-Path -Path $folder -ChildPath 'sbom.json') -Raw | ConvertFrom-Json -AsHashtable
    }
    finally {
        $env:TMPDIR, $env:TEMP, $env:TMP = $saved
        Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction Ignore
    }
}

function Get-PackageFolder($Component) {
    $folder = $packageFolders | ForEach-Object { [System.IO.Path]::Combine($_, $Component.name.ToLowerInvariant(), $Component.version) } |
        Where-Object { Test-Path -LiteralPath $_ } | Select-Object -First 1
    if (-not $folder) { throw "The package $($Component.name) $($Component.version) is not in the NuGet cache." }
    $folder
}

# Older packages name only the address of their license, and contain its text.
function Get-License($Component, [string] $PackageFolder) {
    $license = $Component.licenses.license
    if ($license.id) { return $Component.licenses }
    $text = Get-ChildItem -LiteralPath $PackageFolder -File | Where-Object Name -EQ 'LICENSE.TXT' | Get-Content -TotalCount 1
    if ($text -ne 'The MIT License (MIT)') { throw "The license of the package $($Component.name) $($Component.version) is not known." }
    [ordered]@{ license = [ordered]@{ id = 'MIT'; url = $license.url } }
}

function ConvertTo-Component($Component, [System.IO.FileInfo[]] $Assembly) {
    $folder = Get-PackageFolder -Component $Component
    $locations = foreach ($file in $Assembly) {
        $hash = (Get-FileHash -LiteralPath $file.FullName).Hash
        $origin = Get-ChildItem -LiteralPath $folder -Filter $file.Name -Recurse |
            Where-Object { (Get-FileHash -LiteralPath $_.FullName).Hash -eq $hash }
        $location = [System.IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
        if (-not $origin) { throw "$location is not the file of the package $($Component.name) $($Component.version)." }
        [ordered]@{ location = $location }
    }
    $result = [ordered]@{}
    foreach ($key in 'type', 'bom-ref', 'authors', 'name', 'version', 'scope', 'hashes') { $result[$key] = $Component[$key] }
    $result.licenses = @(Get-License -Component $Component -PackageFolder $folder)
    foreach ($key in 'copyright', 'purl', 'externalReferences') { $result[$key] = $Component[$key] }
    $result.evidence = [ordered]@{ occurrences = @($locations) }
    $result
}

$project = Get-ProjectSbom
$assemblies = Get-ChildItem -LiteralPath $ModulePath -Filter *.dll -Recurse | Where-Object Name -NotLike "$name.*"
# The packages have the names of their assemblies.
$components = @(
    foreach ($group in $assemblies | Group-Object -Property BaseName | Sort-Object -Property Name -Culture '') {
        $component = $project.components | Where-Object { $_.name -eq $group.Name }
        if (-not $component) { throw "The project uses no package for the assembly $($group.Name).dll." }
        ConvertTo-Component -Component $component -Assembly $group.Group
    }
)
$shipped = @($components.'bom-ref')
$root = "$name@$version"
$dependencies = @(
    [ordered]@{ ref = $root; dependsOn = $shipped }
    foreach ($reference in $shipped) {
        $dependency = $project.dependencies | Where-Object { $_.ref -eq $reference }
        [ordered]@{ ref = $reference; dependsOn = @($dependency.dependsOn | Where-Object { $_ -in $shipped }) }
    }
)
$sbom = [ordered]@{
    bomFormat    = $project.bomFormat
    specVersion  = $project.specVersion
    version      = 1
    metadata     = [ordered]@{
        tools     = $project.metadata.tools
        component = [ordered]@{
            type        = 'library'
            'bom-ref'   = $root
            authors     = @([ordered]@{ name = $manifest.Author })
            name        = $name
            version     = $version
            description = $manifest.Description
            licenses    = @([ordered]@{ license = [ordered]@{ id = 'MIT' } })
            copyright   = $manifest.Copyright
        }
    }
    components   = $components
    dependencies = $dependencies
}

$null = New-Item -Path $Destination -ItemType Directory -Force
$path = Join-Path -Path (Resolve-Path -LiteralPath $Destination).Path -ChildPath "$name.$version.cdx.json"
[System.IO.File]::WriteAllText($path, (ConvertTo-Json -InputObject $sbom -Depth 20).Replace("`r`n", "`n") + "`n")
Get-Item -LiteralPath $path
