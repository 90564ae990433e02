<#
.SYNOPSIS
Signs a built module: its files, then a catalog of all files. Needs PowerShell on Windows.

.DESCRIPTION
Get-SignableFile.ps1 selects the files. The catalog is AgentGateway.cat in the folder of the module, and contains the hashes of all files:
Test-FileCatalog compares them. Install-PSResource -AuthenticodeCheck checks only the signatures of the scripts and of the catalog.

The script signs a copy, checks every signature and the catalog, and compares the copy with the module. Only then does the copy replace the
module. If anything fails, the module is as before. Windows must trust the issuer of the certificate, because it checks the signatures.

.PARAMETER CertificateThumbprint
Specifies a certificate in the store My of the user or of the machine.

.PARAMETER CertificatePath
Specifies a .pfx file.

.PARAMETER TimestampServer
Specifies a timestamp server. Without its timestamp, the signatures end with the certificate. The address begins with http://, because
Set-AuthenticodeSignature doesn't support https. The timestamp itself is signed.
#>
#Requires -Version 7.4
[CmdletBinding(DefaultParameterSetName = 'Store')]
[OutputType([System.Management.Automation.Signature])]
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory, ParameterSetName = 'Store')] [string] $CertificateThumbprint,
    [Parameter(Mandatory, ParameterSetName = 'File')] [string] $CertificatePath,
    [Parameter(ParameterSetName = 'File')] [securestring] $CertificatePassword,
    [string] $TimestampServer
)

$ErrorActionPreference = 'Stop'
if (-not $IsWindows) {
    throw 'The module can be signed on Windows only: other systems have neither Set-AuthenticodeSignature nor New-FileCatalog.'
}

if ($TimestampServer -and $TimestampServer -notmatch '^http://') {
    throw "The address of the timestamp server must begin with http://, and is $TimestampServer."
}

if (-not (Test-Path -LiteralPath $ModulePath -PathType Container)) { throw "There is no module in $ModulePath. Build it first." }

$selection = @{} + $PSBoundParameters
$selection.Remove('ModulePath')
$selection.Remove('TimestampServer')
$certificate = & (Join-Path -Path $PSScriptRoot -ChildPath 'Get-SigningCertificate.ps1') @selection
$options = @{ Certificate = $certificate; HashAlgorithm = 'SHA256' }
if ($TimestampServer) { $options.TimestampServer = $TimestampServer }
else { Write-Warning -Message "Without a timestamp server, the signatures end on $($certificate.NotAfter.ToString('yyyy-MM-dd'))." }

function Add-Signature([string] $Path) {
    $label = [System.IO.Path]::GetRelativePath($copy, $Path)
    try { $signature = Set-AuthenticodeSignature -LiteralPath $Path @options }
    catch { throw "$label can't be signed: $($_.Exception.Message)" }
    if ($signature.Status -ne 'Valid') { throw "The signature of $label isn't valid: $($signature.StatusMessage)" }
    if ($TimestampServer -and -not $signature.TimeStamperCertificate) { throw "The signature of $label has no timestamp." }
    $signature
}

$ModulePath = (Resolve-Path -LiteralPath $ModulePath).Path
$name = Split-Path -Path $ModulePath -Leaf
# The copy has the name of the module, because the names of the assemblies and of the catalog begin with it.
$stage = Join-Path -Path (Split-Path -Path $ModulePath) -ChildPath "signing-$PID"
$copy = Join-Path -Path $stage -ChildPath $name
$catalog = Join-Path -Path $copy -ChildPath "$name.cat"
$null = New-Item -Path $stage -ItemType Directory -Force
try {
    Copy-Item -LiteralPath $ModulePath -Destination $stage -Recurse
    # New-FileCatalog would add an old catalog to the new one.
    Remove-Item -LiteralPath $catalog -Force -ErrorAction Ignore
    $signatures = @(
        foreach ($file in & (Join-Path -Path $PSScriptRoot -ChildPath 'Get-SignableFile.ps1') -ModulePath $copy) {
            Add-Signature -Path $file.FullName
        }

        # Version 2 uses SHA-256.
        try { $null = New-FileCatalog -Path $copy -CatalogFilePath $catalog -CatalogVersion 2.0 }
        catch { throw "The catalog can't be created: $($_.Exception.Message)" }
        Add-Signature -Path $catalog
    )
    $test = Test-FileCatalog -Path $copy -CatalogFilePath $catalog -Detailed
    if ("$($test.Status)" -ne 'Valid' -or "$($test.Signature.Status)" -ne 'Valid') { throw "The catalog isn't valid." }

    & (Join-Path -Path $PSScriptRoot -ChildPath 'Compare-SignedModule.ps1') -ModulePath $copy -TestedPath $ModulePath
    Remove-Item -LiteralPath $ModulePath -Recurse -Force
    Move-Item -LiteralPath $copy -Destination $ModulePath
    $signatures
}
finally {
    Remove-Item -LiteralPath $stage -Recurse -Force -ErrorAction Ignore
}
