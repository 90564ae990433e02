# Certificates for code signing that nobody trusts, and signatures that only have the form of one.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if ($env:AGW_TEST_SERVER) {
    Import-Module -Name "$PSScriptRoot/TestServer.psm1"
}

function Get-TestSigningCertificate {
    <#
    .SYNOPSIS
    Returns a self-signed certificate for code signing with its key, as PKCS #12 with the password "secret".
    #>
    param([string] $Purpose = '1.3.6.1.5.5.7.3.3', [int] $DaysValid = 30)

    # Wine can't create certificates.
    if ($env:AGW_TEST_SERVER) {
        $argument = @{ Purpose = $Purpose; DaysValid = $DaysValid }
        return , [System.Convert]::FromBase64String((Invoke-TestServer -Command GetSigningCertificate -Argument $argument))
    }

    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $padding = [System.Security.Cryptography.RSASignaturePadding]::Pkcs1
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=AgentGateway test', $key, 'SHA256', $padding)
    $purposes = [System.Security.Cryptography.OidCollection]::new()
    $null = $purposes.Add([System.Security.Cryptography.Oid]::new($Purpose))
    $type = [System.Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]
    $request.CertificateExtensions.Add($type::new($purposes, $false))
    $now = [System.DateTimeOffset]::UtcNow
    , $request.CreateSelfSigned($now.AddDays(-60), $now.AddDays($DaysValid)).Export('Pkcs12', 'secret')
}

function Add-TestSignature {
    <#
    .SYNOPSIS
    Adds a signature block to a script or an assembly, in the place and the form of a real one.
    #>
    param([Parameter(Mandatory)] [string] $Path)

    $bytes = [System.IO.File]::ReadAllBytes($Path)
    if ([System.IO.Path]::GetExtension($Path) -ne '.dll') {
        $start, $end = if ($Path -like '*.ps1xml') { '<!-- ', ' -->' } else { '# ', '' }
        $lines = 'SIG # Begin signature block', 'U2lnbmF0dXJl', 'SIG # End signature block' | ForEach-Object { "$start$_$end" }
        $block = [System.Text.Encoding]::ASCII.GetBytes("`r`n" + ($lines -join "`r`n") + "`r`n")
        [System.IO.File]::WriteAllBytes($Path, $bytes + $block)
        return
    }

    $header = [System.BitConverter]::ToInt32($bytes, 0x3C) + 24
    $entry = $header + $(if ([System.BitConverter]::ToUInt16($bytes, $header) -eq 0x20B) { 144 } else { 128 })
    $offset = [int][System.Math]::Ceiling($bytes.Length / 8) * 8
    foreach ($field in @{ At = $header + 64; Value = 4711 }, @{ At = $entry; Value = $offset }, @{ At = $entry + 4; Value = 16 }) {
        [System.BitConverter]::GetBytes([int] $field.Value).CopyTo($bytes, $field.At)
    }

    [System.Array]::Resize([ref] $bytes, $offset)
    [System.IO.File]::WriteAllBytes($Path, $bytes + [byte[]](1..16))
}

Export-ModuleMember -Function Get-TestSigningCertificate, Add-TestSignature
