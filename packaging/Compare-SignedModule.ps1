<#
.SYNOPSIS
Fails unless a signed module is the tested module plus signatures.

.DESCRIPTION
Both modules must have the same files with the same bytes, after the signatures are removed. The files of Get-SignableFile.ps1 must have a
signature, and only the catalog may be added. Removing a signature reverts everything that signing changes: in an assembly, the checksum,
the entry for the signature, and the signature at the end; in a script, the last comment, which must contain Base64 only.

The script doesn't check whether a signature is valid. Windows does that.

.PARAMETER ModulePath
Specifies the folder of the signed module.

.PARAMETER TestedPath
Specifies the folder of the module that was tested.
#>
#Requires -Version 7.4
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $TestedPath
)

$ErrorActionPreference = 'Stop'
$name = Split-Path -Path (Resolve-Path -LiteralPath $ModulePath).Path -Leaf

# Latin-1 converts each byte to one character and back.
$latin1 = [System.Text.Encoding]::Latin1
$block = '\r\n{0}SIG # Begin signature block{1}\r\n(?:{0}[A-Za-z0-9+/=]+{1}\r\n)+{0}SIG # End signature block{1}(?:\r\n)?\z'
$signatureComment = @{
    '.ps1xml' = [regex]($block -f '<!-- ', ' -->')
    '.ps1'    = [regex]($block -f '# ', '')
}
$signatureComment['.psm1'] = $signatureComment['.psd1'] = $signatureComment['.ps1']

# The bytes of a script without the signature, and whether it has one.
function Get-UnsignedScript([string] $Path) {
    $text = $latin1.GetString([System.IO.File]::ReadAllBytes($Path))
    $pattern = $signatureComment[[System.IO.Path]::GetExtension($Path)]
    @{ Bytes = $latin1.GetBytes($pattern.Replace($text, '')); IsSigned = $pattern.IsMatch($text) }
}

# The same for an assembly. The positions are those of the format PE: the checksum, and the fifth data directory.
function Get-UnsignedAssembly([string] $Path) {
    $bytes = [System.IO.File]::ReadAllBytes($Path)
    $header = [System.BitConverter]::ToInt32($bytes, 0x3C) + 24
    $is64Bit = [System.BitConverter]::ToUInt16($bytes, $header) -eq 0x20B
    $entry = $header + $(if ($is64Bit) { 112 } else { 96 }) + 4 * 8
    $offset = [System.BitConverter]::ToInt32($bytes, $entry)
    $size = [System.BitConverter]::ToInt32($bytes, $entry + 4)
    [System.Array]::Clear($bytes, $header + 64, 4)
    [System.Array]::Clear($bytes, $entry, 8)
    if ($offset) {
        if ($offset + $size -ne $bytes.Length) { throw "$Path contains something after its signature." }
        [System.Array]::Resize([ref] $bytes, $offset)
    }

    # A signature begins at a multiple of eight.
    [System.Array]::Resize([ref] $bytes, [int][System.Math]::Ceiling($bytes.Length / 8) * 8)
    @{ Bytes = $bytes; IsSigned = $offset -ne 0 }
}

function Get-Unsigned([string] $Path) {
    if ([System.IO.Path]::GetExtension($Path) -eq '.dll') { Get-UnsignedAssembly -Path $Path } else { Get-UnsignedScript -Path $Path }
}

function Get-RelativePath([string] $Folder, [System.IO.FileInfo[]] $File) {
    $root = (Resolve-Path -LiteralPath $Folder).Path
    $File | ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/') }
}

$signed, $tested = foreach ($folder in $ModulePath, $TestedPath) {
    , @(Get-RelativePath -Folder $folder -File (Get-ChildItem -LiteralPath $folder -Recurse -File -Force))
}
$getSignable = Join-Path -Path $PSScriptRoot -ChildPath 'Get-SignableFile.ps1'
$signable = @(Get-RelativePath -Folder $ModulePath -File (& $getSignable -ModulePath $ModulePath))
$catalog = "$name.cat"
$problems = @(
    if ($signed -cnotcontains $catalog) { "$catalog is missing" }
    foreach ($file in $tested -cne $catalog | Where-Object { $_ -cnotin $signed }) { "$file is missing" }
    foreach ($file in $signed -cne $catalog) {
        $path, $testedFile = $ModulePath, $TestedPath | ForEach-Object { Join-Path -Path $_ -ChildPath $file }
        if ($file -cnotin $tested) {
            "$file wasn't tested"
        }
        elseif ($file -cin $signable) {
            $content, $testedContent = $path, $testedFile | ForEach-Object { Get-Unsigned -Path $_ }
            if (-not $content.IsSigned) { "$file has no signature" }
            if (-not [System.Linq.Enumerable]::SequenceEqual($content.Bytes, $testedContent.Bytes)) { "$file has changed" }
        }
        elseif ((Get-FileHash -LiteralPath $path).Hash -ne (Get-FileHash -LiteralPath $testedFile).Hash) {
            "$file has changed"
        }
    }
)
if ($problems) { throw "The signed module isn't the tested one: $($problems -join ', ')." }
