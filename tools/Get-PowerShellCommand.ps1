<#
.SYNOPSIS
Returns how to start another process of the PowerShell that runs this script.

.DESCRIPTION
The image of the process isn't always PowerShell: for the .NET tool it is dotnet, and for an application that hosts PowerShell it is that
application. The rules, in order:

- Windows PowerShell: powershell.exe in $PSHOME.
- The process image is in $PSHOME: the image, whatever its name.
- The process image is dotnet and $PSHOME contains pwsh.dll: that dotnet with that file.
- $PSHOME contains pwsh: that program.
- $PSHOME contains pwsh.dll: the dotnet of the PATH with that file.

The output has the properties FilePath, ArgumentList (the arguments before those of PowerShell itself), Version and DotNetVersion.

.PARAMETER AsJson
Indicates that the output is one line of JSON, for callers outside PowerShell.

.EXAMPLE
$command = & tools/Get-PowerShellCommand.ps1
& $command.FilePath @($command.ArgumentList) -NoProfile -File build.ps1
#>
[CmdletBinding()]
[OutputType([pscustomobject], [string])]
param([switch] $AsJson)

$ErrorActionPreference = 'Stop'

function Get-StartCommand {
    if ($PSVersionTable.PSEdition -eq 'Desktop') {
        return @([System.IO.Path]::Combine($PSHOME, 'powershell.exe'))
    }

    $image = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $comparison = if ($IsWindows) { 'OrdinalIgnoreCase' } else { 'Ordinal' }
    if ([string]::Equals([System.IO.Path]::GetDirectoryName($image), $PSHOME.TrimEnd('\', '/'), $comparison)) {
        return @($image)
    }

    # The .NET tool also contains a pwsh, but only for one platform, and it isn't always executable.
    $library = [System.IO.Path]::Combine($PSHOME, 'pwsh.dll')
    $isDotNet = [System.IO.Path]::GetFileNameWithoutExtension($image) -eq 'dotnet'
    if ($isDotNet -and (Test-Path -LiteralPath $library -PathType Leaf)) {
        return @($image, $library)
    }

    $program = [System.IO.Path]::Combine($PSHOME, $(if ($IsWindows) { 'pwsh.exe' } else { 'pwsh' }))
    if (Test-Path -LiteralPath $program -PathType Leaf) {
        return @($program)
    }

    if (Test-Path -LiteralPath $library -PathType Leaf) {
        return @('dotnet', $library)
    }

    throw "There is no pwsh in $PSHOME."
}

$start = @(Get-StartCommand)
$command = [pscustomobject]@{
    FilePath      = $start[0]
    ArgumentList  = [string[]]@($start | Select-Object -Skip 1)
    Version       = "$($PSVersionTable.PSVersion)"
    DotNetVersion = [System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription -replace '^\D+'
}
if ($AsJson) { ConvertTo-Json -InputObject $command -Compress } else { $command }
