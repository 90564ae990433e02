# Shared by the tests of the transport, for dot-sourcing: a certificate authority, and sign-ins at TLS listeners.
$collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
$authority = Get-TestAuthority
$authorityPem = "$TestDrive/authority.pem"
Set-Content -LiteralPath $authorityPem -Value ([System.Security.Cryptography.PemEncoding]::WriteString('CERTIFICATE', $authority))
$password = 'Unter-uns-gesagt-42'

function Open-Listener([hashtable] $Made = @{}) {
    $listener = Open-TestListener @Made
    $opened.Add($listener)
    $listener
}

# Connect-AgwSession returns a session or writes an error, but never both.
function Connect-Listener($Listener, [hashtable] $Option = @{}) {
    $problems = @()
    $common = @{
        Uri               = $Listener.Address
        AgentId           = 101
        Credential        = (Get-TestCredential -Word $password)
        NoProxy           = $true
        NoDefault         = $true
        MaximumRetryCount = 0
        WarningAction     = 'SilentlyContinue'
    }
    $session = Connect-AgwSession @common @Option @collectErrors
    if ($session) { $session } else { $problems[0] }
}
