BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"
    Import-TestModule
    . "$PSScriptRoot/ListenerScene.ps1"
}

AfterAll { Disconnect-TestAgent }

Describe 'A request' {
    BeforeEach { $opened = [System.Collections.Generic.List[object]]::new() }

    AfterEach {
        Get-AgwSession |
            Where-Object { $_.Gateway.Port -in $opened.Port } |
            Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue
        foreach ($listener in $opened) { $listener.Dispose() }
    }

    It 'has a content type, also a poll without a body' {
        $listener = Open-Listener

        Connect-Listener $listener @{ CACertificate = $authorityPem } | Should -BeOfType ([AgentGateway.AgwSession])

        Wait-TestCondition { $listener.Received -match '(?s)GET /agentgateway/resource/agentevent/101 .*\r\n\r\n' }
        $heads = $listener.Received -split '(?=(?:GET|PUT|POST|DELETE) /)' -ne ''
        $heads[0] | Should -Match '^PUT '
        foreach ($head in $heads) { $head | Should -Match '\r\nContent-Type: application/json; charset=UTF-8\r\n' }
    }
}

Describe 'The address of a gateway' {
    It 'can''t be http for other machines: <Uri>' -ForEach @(
        @{ Uri = 'http://192.0.2.1:8043' }
        @{ Uri = 'http://gateway.example.com' }
        @{ Uri = 'http://127.0.0.1.example.com' }
    ) {
        $errorId = 'ParameterArgumentTransformationError,AgentGateway.Commands.ConnectAgwSessionCommand'
        { Connect-AgwSession -Uri $Uri -AgentId 101 -Credential (Get-TestCredential) } |
            Should -Throw -ExpectedMessage '*http is only for this machine*' -ErrorId $errorId
    }

    It 'can be http on this machine' {
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

    It 'can be an IPv6 address' {
        if (-not [System.Net.Sockets.Socket]::OSSupportsIPv6) { Set-ItResult -Skipped -Because 'this machine has no IPv6' }
        $sixth = Open-TestGateway -Option '--agents', '101-110', '--host', '::1'
        try {
            $port = ([uri]$sixth.Address).Port
            $option = @{
                Uri                   = "[::1]:$port"
                AgentId               = 101
                Credential            = (Get-TestCredential)
                CertificateThumbprint = $sixth.Thumbprint
                NoProxy               = $true
                NoDefault             = $true
            }
            $session = Connect-AgwSession @option

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
    It 'has the same settings after every option of Connect-AgwSession' {
        $gateway = Get-TestGateway
        $own = [System.Convert]::ToBase64String((Get-TestClientCertificate))
        $run = Invoke-TestProcess -Script @"
function Get-Setting {
    `$types = @(
        [System.Net.ServicePointManager]
        [System.Net.WebRequest]
        [System.Net.Http.HttpClient]
        [System.Globalization.CultureInfo]
        [System.Text.Encoding]
        [System.Environment]
        [System.AppContext]
    )
    foreach (`$type in `$types) {
        foreach (`$property in `$type.GetProperties('Public, Static')) {
            if (`$property.Name -notmatch 'TickCount|WorkingSet|StackTrace|CpuUsage|ManagedThreadId') {
                "`$type.`$(`$property.Name) = `$(`$property.GetValue(`$null))"
            }
        }
    }
    Get-ChildItem Env: | ForEach-Object { "`$(`$_.Name) = `$(`$_.Value)" }
    Get-Variable -Scope Global -Name *Preference, PSDefaultParameterValues, OutputEncoding, MaximumHistoryCount |
        ForEach-Object { "`$(`$_.Name) = `$(`$_.Value | ConvertTo-Json -Depth 2 -Compress)" }
    [System.Threading.ThreadPool]::GetMinThreads([ref]`$workers, [ref]`$ports); "`$workers `$ports"
    [System.Threading.ThreadPool]::GetMaxThreads([ref]`$workers, [ref]`$ports); "`$workers `$ports"
    "`$PWD"; "`$([Console]::OutputEncoding.WebName)"
}
Remove-Module AgentGateway
`$workers = `$ports = 0
`$before = Get-Setting
Import-Module `$modulePath
`$own = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([System.Convert]::FromBase64String('$own'))
`$signIn = @{ Uri = `$uri; Credential = `$credential }
`$option = @{ SkipCertificateCheck = `$true; NoProxy = `$true; ClientCertificate = `$own; TracePath = '$TestDrive/settings.jsonl' }
`$null = Connect-AgwSession @signIn @option -AgentId 5001 -WarningAction SilentlyContinue
`$option = @{ Proxy = 'http://127.0.0.1:9'; ProxyCredential = `$credential; MaximumRetryCount = 0 }
`$null = Connect-AgwSession @signIn @option -AgentId 5002 -ErrorAction SilentlyContinue
`$option = @{ CertificateThumbprint = '$($gateway.Thumbprint)'; ConnectionTimeoutSeconds = 5; OperationTimeoutSeconds = 5 }
`$null = Connect-AgwSession @signIn @option -AgentId 5003
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
