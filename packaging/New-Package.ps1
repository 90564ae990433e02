<#
.SYNOPSIS
Creates the packages of a built module: a .nupkg for a gallery, and a .zip for a folder of $env:PSModulePath.

.DESCRIPTION
The packages are reproducible: the entries are sorted, and their time is always 1980-01-01. The metadata of the .nupkg comes from the
manifest of the module.

Compress-PSResource of Microsoft.PowerShell.PSResourceGet creates a package with the same files. Its bytes differ with each run, and it
has no tags for the commands, so this script exists. tests/Pester/Package.Tests.ps1 compares the two packages.
#>
#Requires -Version 7.4
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
$ModulePath = (Resolve-Path -Path $ModulePath).Path
$name = Split-Path -Path $ModulePath -Leaf
$manifest = Import-PowerShellDataFile -Path (Join-Path -Path $ModulePath -ChildPath "$name.psd1")
$version = $manifest.ModuleVersion
$data = $manifest.PrivateData.PSData

function Write-Archive([string] $Path, [System.Collections.IDictionary] $Entry) {
    Remove-Item -Path $Path -Force -ErrorAction Ignore
    $archive = [System.IO.Compression.ZipFile]::Open($Path, 'Create')
    try {
        foreach ($entryName in $Entry.Keys | Sort-Object -CaseSensitive -Culture '') {
            $zipEntry = $archive.CreateEntry($entryName, 'Optimal')
            $zipEntry.LastWriteTime = [System.DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [timespan]::Zero)
            $stream = $zipEntry.Open()
            try { $stream.Write($Entry[$entryName], 0, $Entry[$entryName].Length) } finally { $stream.Dispose() }
        }
    }
    finally {
        $archive.Dispose()
    }

    Get-Item -Path $Path
}

function ConvertTo-XmlText([string] $Text) { [System.Security.SecurityElement]::Escape($Text) }

function ConvertTo-Byte([string] $Text) { , [System.Text.UTF8Encoding]::new($false).GetBytes($Text.Replace("`r`n", "`n")) }

$files = [ordered]@{}
foreach ($file in Get-ChildItem -Path $ModulePath -Recurse -File) {
    $entryName = [System.IO.Path]::GetRelativePath($ModulePath, $file.FullName).Replace('\', '/')
    $files[$entryName] = [System.IO.File]::ReadAllBytes($file.FullName)
}

# PSResourceGet and PowerShellGet find a module by its commands and editions with these tags.
$commandTags = $manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_"; "PSCommand_$_" }
$tags = @('PSModule') + $data.Tags + 'PSIncludes_Cmdlet' + $commandTags
$nuspec = ConvertTo-Byte @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>$name</id>
    <version>$version</version>
    <authors>$(ConvertTo-XmlText $manifest.Author)</authors>
    <owners>$(ConvertTo-XmlText $manifest.CompanyName)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <licenseUrl>$(ConvertTo-XmlText $data.LicenseUri)</licenseUrl>
    <projectUrl>$(ConvertTo-XmlText $data.ProjectUri)</projectUrl>
    <description>$(ConvertTo-XmlText $manifest.Description)</description>
    <releaseNotes>$(ConvertTo-XmlText $data.ReleaseNotes)</releaseNotes>
    <copyright>$(ConvertTo-XmlText $manifest.Copyright)</copyright>
    <tags>$(ConvertTo-XmlText ($tags -join ' '))</tags>
  </metadata>
</package>
"@

$extensions = @($files.Keys | ForEach-Object { [System.IO.Path]::GetExtension($_).TrimStart('.') } | Where-Object { $_ })
$extensions = $extensions + 'nuspec', 'rels' | Sort-Object -Unique
$defaults = foreach ($extension in $extensions) {
    $type = if ($extension -eq 'rels') { 'application/vnd.openxmlformats-package.relationships+xml' } else { 'application/octet-stream' }
    "  <Default Extension=`"$extension`" ContentType=`"$type`" />"
}
$overrides = foreach ($key in $files.Keys | Where-Object { -not [System.IO.Path]::GetExtension($_) }) {
    "  <Override PartName=`"/$key`" ContentType=`"application/octet-stream`" />"
}
$types = ConvertTo-Byte @"
<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
$($defaults -join "`n")
$($overrides -join "`n")
</Types>
"@
$relations = ConvertTo-Byte @"
<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/$name.nuspec" Id="R1" />
</Relationships>
"@

$null = New-Item -Path $Destination -ItemType Directory -Force
$package = [ordered]@{ "$name.nuspec" = $nuspec; '[Content_Types].xml' = $types; '_rels/.rels' = $relations }
foreach ($key in $files.Keys) { $package[$key] = $files[$key] }
Write-Archive -Path (Join-Path -Path $Destination -ChildPath "$name.$version.nupkg") -Entry $package

$zip = [ordered]@{}
foreach ($key in $files.Keys) { $zip["$name/$key"] = $files[$key] }
Write-Archive -Path (Join-Path -Path $Destination -ChildPath "$name.$version.zip") -Entry $zip
