# TLS servers with their own certificates, which replace a gateway. One authority issues all certificates of a process.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Authority = $null

if ($env:AGW_TEST_SERVER) {
    Import-Module -Name "$PSScriptRoot/TestServer.psm1"
}
elseif (-not ('AgentGatewayTest.TlsListener' -as [type])) {
    Add-Type -Path "$PSScriptRoot/TlsListener.cs"
}

function Get-TestAuthority {
    <#
    .SYNOPSIS
    The certificate of the authority, as DER.
    #>
    if ($env:AGW_TEST_SERVER) {
        return , [System.Convert]::FromBase64String((Invoke-TestServer -Command GetAuthority))
    }

    , (Get-Authority).RawData
}

function Open-TestListener {
    <#
    .SYNOPSIS
    Opens a server with Address, Port, Pin, Connections, Received, ClientSubject, OfferedVersions. Dispose() closes it.
    #>
    param(
        [string] $Subject = 'CN=gateway',
        # The host that the certificate is for.
        [string] $HostName = $(if ($env:AGW_TEST_SERVER) { 'localhost' } else { '127.0.0.1' }),
        # The start and the end of the certificate's validity, in days from now.
        [int] $From = -1,
        [int] $To = 30,
        # Not issued by the authority.
        [switch] $SelfSigned,
        [switch] $AsksForCertificate,
        # The reply as bytes. The default reply reports success.
        [string] $Answer
    )

    if ($env:AGW_TEST_SERVER) {
        return Open-RemoteListener -Argument @{
            Subject = $Subject; HostName = $HostName; From = $From; To = $To; Answer = $Answer
            SelfSigned = $SelfSigned.IsPresent; AsksForCertificate = $AsksForCertificate.IsPresent
        }
    }

    $issuer = if (-not $SelfSigned) { Get-Authority }
    $certificate = [AgentGatewayTest.Certificates]::Make($Subject, $HostName, $From, $To, $issuer)
    $listener = [AgentGatewayTest.TlsListener]::new($certificate, $AsksForCertificate)
    if ($Answer) { $listener.Answer = $Answer }
    $listener | Add-Member -PassThru -NotePropertyMembers @{
        Address = "https://127.0.0.1:$($listener.Port)"
        Pin     = [AgentGatewayTest.Certificates]::Pin($certificate)
    }
}

function Get-TestClientCertificate {
    <#
    .SYNOPSIS
    A client's certificate with its private key, as PKCS #12 without a password.
    #>
    param([string] $Subject = 'CN=agent tools')

    if ($env:AGW_TEST_SERVER) {
        return , [System.Convert]::FromBase64String((Invoke-TestServer -Command GetClientCertificate -Argument @{ Subject = $Subject }))
    }

    , [AgentGatewayTest.Certificates]::Make($Subject, 'client', -1, 30, $null).Export('Pkcs12')
}

function Get-Authority {
    if (-not $script:Authority) {
        $script:Authority = [AgentGatewayTest.Certificates]::Authority('CN=Test authority')
    }

    $script:Authority
}

# A listener of another process. Each property is queried from that process.
function Open-RemoteListener([hashtable] $Argument) {
    $opened = Invoke-TestServer -Command OpenListener -Argument $Argument
    $listener = [pscustomobject]@{ Address = "https://localhost:$($opened.Port)"; Port = $opened.Port; Pin = $opened.Pin }
    $read = '(Invoke-TestServer -Command ReadListener -Argument @{ Port = $this.Port }).'
    foreach ($name in 'Connections', 'Received', 'ClientSubject', 'OfferedVersions') {
        $listener |
            Add-Member -MemberType ScriptProperty -Name $name -Value ([scriptblock]::Create($read + $name))
    }

    $listener |
        Add-Member -PassThru -MemberType ScriptMethod -Name Dispose -Value {
            $null = Invoke-TestServer -Command CloseListener -Argument @{ Port = $this.Port }
        }
}

Export-ModuleMember -Function Get-TestAuthority, Get-TestClientCertificate, Open-TestListener
