<#
.SYNOPSIS
Returns a certificate that can sign code, from the certificate store or from a file.

.DESCRIPTION
The certificate needs its private key, the purpose "code signing", and dates that include now. Otherwise, the error says what is missing.
A certificate in the store can have its key in hardware or in a service. The stores My of the user and of the machine are searched.
#>
#Requires -Version 7.4
[CmdletBinding(DefaultParameterSetName = 'Store')]
[OutputType([System.Security.Cryptography.X509Certificates.X509Certificate2])]
param(
    [Parameter(Mandatory, ParameterSetName = 'Store')] [string] $CertificateThumbprint,
    [Parameter(Mandatory, ParameterSetName = 'File')] [string] $CertificatePath,
    [Parameter(ParameterSetName = 'File')] [securestring] $CertificatePassword
)

$ErrorActionPreference = 'Stop'
$codeSigning = '1.3.6.1.5.5.7.3.3'

function Find-StoredCertificate([string] $Thumbprint) {
    # A thumbprint that is copied from a dialog can contain spaces and invisible characters.
    $digits = $Thumbprint -replace '[^0-9a-fA-F]'
    $locations = if ($IsWindows) { 'CurrentUser', 'LocalMachine' } else { 'CurrentUser' }
    foreach ($location in $locations) {
        $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', $location)
        try {
            $store.Open('ReadOnly')
            $store.Certificates | Where-Object Thumbprint -EQ $digits
        }
        finally { $store.Dispose() }
    }
}

if ($PSCmdlet.ParameterSetName -eq 'Store') {
    $source = "The certificate $CertificateThumbprint"
    # The same certificate can be in both stores, and only one of them has the key.
    $certificate = Find-StoredCertificate -Thumbprint $CertificateThumbprint | Sort-Object -Property HasPrivateKey -Descending -Top 1
    if (-not $certificate) { throw "$source is not in the store My of the user or of the machine." }
}
else {
    $source = "The certificate in $CertificatePath"
    if (-not (Test-Path -LiteralPath $CertificatePath -PathType Leaf)) { throw "There is no file $CertificatePath." }
    $options = if ($CertificatePassword) { @{ Password = $CertificatePassword } } else { @{ NoPromptForPassword = $true } }
    try { $certificate = Get-PfxCertificate -LiteralPath $CertificatePath @options }
    catch { throw "$source can't be read, or the password is wrong: $($_.Exception.Message)" }
}

if (-not $certificate.HasPrivateKey) { throw "$source has no private key." }
$purposes = $certificate.Extensions |
    Where-Object { $_ -is [System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension] } |
    ForEach-Object { $_.EnhancedKeyUsages.Value }
if ($purposes -notcontains $codeSigning) { throw "$source is not for code signing." }
if ($certificate.NotBefore -gt (Get-Date) -or $certificate.NotAfter -lt (Get-Date)) {
    throw "$source is valid from $($certificate.NotBefore.ToString('u')) to $($certificate.NotAfter.ToString('u'))."
}

$certificate
