BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"
    Import-TestModule
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

    # The session, or the error: Connect-AgwSession gives exactly one of them.
    function Connect-Listener($Listener, [hashtable] $Option = @{}) {
        $problems = @()
        $session = Connect-AgwSession -Uri $Listener.Address -AgentId 101 -Credential (Get-TestCredential -Word $password) -NoProxy -NoDefault -MaximumRetryCount 0 @Option @collectErrors -WarningAction SilentlyContinue
        if ($session) { $session } else { $problems[0] }
    }

    function Assert-Refused($Listener, [hashtable] $Option, [string] $Why) {
        $given = $Option.Clone()
        if ($given['CACertificate']) { $given.CACertificate = $authorityPem }
        if ($given['CertificateThumbprint'] -eq 'own') { $given.CertificateThumbprint = $Listener.Pin }

        $problem = Connect-Listener $Listener $given

        $problem.FullyQualifiedErrorId | Should -BeExactly 'TlsFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
        $problem.CategoryInfo.Category | Should -Be 'SecurityError'
        $problem.TargetObject | Should -Be 101
        $problem.Exception.Message | Should -BeLike "*$Why*"
        $Listener.Connections | Should -Be 1
        $Listener.Received | Should -BeNullOrEmpty
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'The certificate of a gateway' {
    BeforeEach { $opened = [System.Collections.Generic.List[object]]::new() }

    AfterEach {
        Get-AgwSession | Where-Object { $_.Gateway.Port -in $opened.Port } | Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue
        foreach ($listener in $opened) { $listener.Dispose() }
    }

    It 'is refused before a credential leaves: <Name>' -ForEach @(
        @{ Name = 'it signs itself'; Made = @{ SelfSigned = $true }; Option = @{}; Why = 'certificate CN=gateway' }
        @{ Name = 'it signs itself, and a CA is given'; Made = @{ SelfSigned = $true }; Option = @{ CACertificate = 'authority' }; Why = 'not issued by the given certificate authority' }
        @{ Name = 'it is for another host'; Made = @{ HostName = 'gateway.example.com' }; Option = @{ CACertificate = 'authority' }; Why = 'it is for another name' }
        @{ Name = 'it is for another address'; Made = @{ HostName = '127.0.0.2' }; Option = @{ CACertificate = 'authority' }; Why = 'it is for another name' }
        @{ Name = 'it has expired'; Made = @{ From = -30; To = -1 }; Option = @{ CACertificate = 'authority' }; Why = 'expired' }
        @{ Name = 'it is not valid yet'; Made = @{ From = 1; To = 30 }; Option = @{ CACertificate = 'authority' }; Why = 'expired' }
        @{ Name = 'it is not the pinned one'; Made = @{}; Option = @{ CertificateThumbprint = 'AB' * 32 }; Why = 'it is not the pinned one' }
        @{ Name = 'it is the pinned one and has expired'; Made = @{ From = -30; To = -1 }; Option = @{ CertificateThumbprint = 'own' }; Why = 'it has expired' }
        @{ Name = 'its CA is trusted and another is pinned'; Made = @{}; Option = @{ CACertificate = 'authority'; CertificateThumbprint = 'AB' * 32 }; Why = 'it is not the pinned one' }
    ) {
        Assert-Refused -Listener (Open-Listener $Made) -Option $Option -Why $Why
    }

    # Wine takes an incomplete chain for a good one, Windows does not.
    It 'is refused before a credential leaves: nobody vouches for it' -Tag NoWine {
        Assert-Refused -Listener (Open-Listener) -Option @{} -Why 'certificate CN=gateway'
    }

    It 'is accepted by its SHA-256, written as <Name>' -ForEach @(
        @{ Name = 'one word'; Write = { $_ } }
        @{ Name = 'small letters'; Write = { $_.ToLowerInvariant() } }
        @{ Name = 'pairs with colons'; Write = { $_ -replace '..(?=.)', '$0:' } }
    ) {
        $listener = Open-Listener @{ HostName = 'elsewhere.example.com'; SelfSigned = $true }

        $session = Connect-Listener $listener @{ CertificateThumbprint = $listener.Pin | ForEach-Object $Write }

        $session | Should -BeOfType ([AgentGateway.AgwSession])
        $listener.Received | Should -Match $password
    }

    It 'is accepted from a CA file in <Format>' -ForEach @(@{ Format = 'PEM' }, @{ Format = 'DER' }) {
        $file = $authorityPem
        if ($Format -eq 'DER') {
            $file = "$TestDrive/authority.cer"
            [System.IO.File]::WriteAllBytes($file, $authority)
        }

        Connect-Listener (Open-Listener) @{ CACertificate = $file } | Should -BeOfType ([AgentGateway.AgwSession])
    }

    It 'is not looked for in a CA file that <Name>' -ForEach @(@{ Name = 'is not there'; Content = $null }, @{ Name = 'holds none'; Content = 'no certificate' }) {
        $listener = Open-Listener
        $file = "$TestDrive/none.pem"
        if ($Content) { Set-Content -LiteralPath $file -Value $Content }

        $problem = Connect-Listener $listener @{ CACertificate = $file }

        $problem.FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        $listener.Connections | Should -Be 0
    }

    It 'is not looked at with -SkipCertificateCheck, and a warning says so each time' {
        $listener = Open-Listener @{ HostName = 'elsewhere.example.com'; From = -30; To = -1; SelfSigned = $true }
        $option = @{ Uri = $listener.Address; Credential = Get-TestCredential; NoProxy = $true; NoDefault = $true; SkipCertificateCheck = $true }

        $first = Connect-AgwSession @option -AgentId 101 -WarningVariable warned -WarningAction SilentlyContinue
        $second = Connect-AgwSession @option -AgentId 102 -WarningVariable +warned -WarningAction SilentlyContinue

        $first, $second | Should -BeOfType ([AgentGateway.AgwSession])
        $warned.Count | Should -Be 2
        $warned[1].Message | Should -Match "$([regex]::Escape(([uri]$listener.Address).Authority)) is not checked"
    }

    It 'is looked at for every other gateway than that with -SkipCertificateCheck' {
        $unchecked, $checked = (Open-Listener @{ SelfSigned = $true }), (Open-Listener @{ SelfSigned = $true })

        Connect-Listener $unchecked @{ SkipCertificateCheck = $true } | Should -BeOfType ([AgentGateway.AgwSession])

        (Connect-Listener $checked).FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        # The same gateway, asked for without the switch, is not the same gateway.
        (Connect-Listener $unchecked).FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $checked.Received | Should -BeNullOrEmpty
    }

    # Wine does not find the private key.
    It 'is the client''s, where the gateway asks for one' -Tag NoWine {
        $listener = Open-Listener @{ AsksForCertificate = $true }
        $own = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Get-TestClientCertificate -Subject 'CN=agent tools'))

        $null = Connect-Listener $listener @{ CACertificate = $authorityPem; ClientCertificate = $own }

        $listener.ClientSubject | Should -BeExactly 'CN=agent tools'
    }

    It 'is none of the client''s, where none is given' {
        $listener = Open-Listener @{ AsksForCertificate = $true }

        Connect-Listener $listener @{ CACertificate = $authorityPem } | Should -BeOfType ([AgentGateway.AgwSession])

        $listener.ClientSubject | Should -BeNullOrEmpty
    }

    It 'is asked for by TLS 1.2 and later only' {
        $listener = Open-Listener

        $null = Connect-Listener $listener @{ CACertificate = $authorityPem }

        # 0303 is TLS 1.2, 0304 is TLS 1.3.
        # A Windows before 11 has no TLS 1.3.
        $expected = if ((Get-TestFramework) -eq 'net472') { '0303' } elseif ($IsWindows) { '0303 0304', '0303' } else { '0303 0304' }
        ($listener.OfferedVersions | Where-Object { $_ -match '^03' } | Sort-Object) -join ' ' | Should -BeIn $expected
    }
}

Describe 'A request' {
    BeforeEach { $opened = [System.Collections.Generic.List[object]]::new() }

    AfterEach {
        Get-AgwSession | Where-Object { $_.Gateway.Port -in $opened.Port } | Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue
        foreach ($listener in $opened) { $listener.Dispose() }
    }

    It 'names its content type, a poll without a body like the others' {
        $listener = Open-Listener

        Connect-Listener $listener @{ CACertificate = $authorityPem } | Should -BeOfType ([AgentGateway.AgwSession])

        Wait-TestCondition { $listener.Received -match '(?s)GET /agentgateway/resource/agentevent/101 .*\r\n\r\n' }
        $heads = $listener.Received -split '(?=(?:GET|PUT|POST|DELETE) /)' -ne ''
        $heads[0] | Should -Match '^PUT '
        foreach ($head in $heads) { $head | Should -Match '\r\nContent-Type: application/json; charset=UTF-8\r\n' }
    }
}

Describe 'The address of a gateway' {
    It 'is plain http on this machine only: <Uri>' -ForEach @(@{ Uri = 'http://192.0.2.1:8043' }, @{ Uri = 'http://gateway.example.com' }, @{ Uri = 'http://127.0.0.1.example.com' }) {
        { Connect-AgwSession -Uri $Uri -AgentId 101 -Credential (Get-TestCredential) } | Should -Throw -ExpectedMessage '*http is for this machine only*' -ErrorId 'ParameterArgumentTransformationError,AgentGateway.Commands.ConnectAgwSessionCommand'
    }

    It 'may be plain http on this machine' {
        $plain = Open-TestGateway -Option '--agents', '101-110', '--plain-http'
        try {
            $session = Connect-AgwSession -Uri $plain.Address -AgentId 101 -Credential (Get-TestCredential) -NoProxy -NoDefault

            $session.Gateway.Scheme | Should -BeExactly 'http'
            Get-AgwAgent -Session $session | ForEach-Object AgentId | Should -Be 101
            Disconnect-AgwSession -Session $session -Confirm:$false
        }
        finally {
            $plain | Close-TestGateway
        }
    }

    It 'may be an IPv6 address' {
        if (-not [System.Net.Sockets.Socket]::OSSupportsIPv6) { Set-ItResult -Skipped -Because 'this machine has no IPv6' }
        $sixth = Open-TestGateway -Option '--agents', '101-110', '--host', '::1'
        try {
            $port = ([uri]$sixth.Address).Port
            $session = Connect-AgwSession -Uri "[::1]:$port" -AgentId 101 -Credential (Get-TestCredential) -CertificateThumbprint $sixth.Thumbprint -NoProxy -NoDefault

            "$($session.Gateway)" | Should -BeExactly "https://[::1]:$port/"
            Get-AgwAgent -Session $session | ForEach-Object AgentId | Should -Be 101
            Disconnect-AgwSession -Session $session -Confirm:$false
        }
        finally {
            $sixth | Close-TestGateway
        }
    }
}

Describe 'The process' {
    It 'has the same settings after every option as before' {
        $gateway = Get-TestGateway
        $own = [System.Convert]::ToBase64String((Get-TestClientCertificate))
        $run = Invoke-TestProcess -Script @"
function Get-Setting {
    foreach (`$type in [System.Net.ServicePointManager], [System.Net.WebRequest], [System.Net.Http.HttpClient], [System.Globalization.CultureInfo], [System.Text.Encoding], [System.Environment], [System.AppContext]) {
        foreach (`$property in `$type.GetProperties('Public, Static') | Where-Object { `$_.Name -notmatch 'TickCount|WorkingSet|StackTrace|CpuUsage|ManagedThreadId' }) { "`$type.`$(`$property.Name) = `$(`$property.GetValue(`$null))" }
    }
    Get-ChildItem Env: | ForEach-Object { "`$(`$_.Name) = `$(`$_.Value)" }
    Get-Variable -Scope Global -Name *Preference, PSDefaultParameterValues, OutputEncoding, MaximumHistoryCount | ForEach-Object { "`$(`$_.Name) = `$(`$_.Value | ConvertTo-Json -Depth 2 -Compress)" }
    [System.Threading.ThreadPool]::GetMinThreads([ref]`$workers, [ref]`$ports); "`$workers `$ports"
    [System.Threading.ThreadPool]::GetMaxThreads([ref]`$workers, [ref]`$ports); "`$workers `$ports"
    "`$PWD"; "`$([Console]::OutputEncoding.WebName)"
}
Remove-Module AgentGateway
`$workers = `$ports = 0
`$before = Get-Setting
Import-Module `$modulePath
`$own = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([System.Convert]::FromBase64String('$own'))
`$null = Connect-AgwSession -Uri `$uri -AgentId 5001 -Credential `$credential -SkipCertificateCheck -NoProxy -ClientCertificate `$own -TracePath '$TestDrive/settings.jsonl' -WarningAction SilentlyContinue
`$null = Connect-AgwSession -Uri `$uri -AgentId 5002 -Credential `$credential -Proxy http://127.0.0.1:9 -ProxyCredential `$credential -MaximumRetryCount 0 -ErrorAction SilentlyContinue
`$null = Connect-AgwSession -Uri `$uri -AgentId 5003 -Credential `$credential -CertificateThumbprint $($gateway.Thumbprint) -ConnectionTimeoutSeconds 5 -OperationTimeoutSeconds 5
Set-AgwAgent -AgentId 5001, 5003 -State Busy -Confirm:`$false | ForEach-Object RetCode
Get-AgwSession | Disconnect-AgwSession -Confirm:`$false
`$after = Get-Setting
"settings: `$(`$before.Count)"
Compare-Object `$before `$after | ForEach-Object { "`$(`$_.SideIndicator) `$(`$_.InputObject)" }
"@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Match "^0\r?\n0\r?\nsettings: \d{3,}$"
    }
}
