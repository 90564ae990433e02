BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/../Listener.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Get-TestGateway
    $direct = @{ NoProxy = $true; ConnectionTimeoutSeconds = 5 }

    # The steps that succeeded, and the one that failed.
    function Assert-Failure([object[]] $Step, [string] $Name, [string] $Detail, [string] $Recommendation) {
        $Step[-1].Step | Should -Be $Name
        $Step[-1].Succeeded | Should -BeFalse
        $Step[-1].Detail | Should -BeLike $Detail
        $Step[-1].Recommendation | Should -BeLike $Recommendation
        @($Step | Where-Object { -not $_.Succeeded }).Count | Should -Be 1
    }
}

Describe 'Test-AgwGateway' {
    AfterEach { Clear-TestRegistration }

    It 'returns success for every step, without a password' {
        $steps = @(Test-AgwGateway $gateway.Address -CACertificate $gateway.Certificate @direct)

        $steps.Step | Should -Be 'NameResolution', 'Connection', 'Tls', 'Http', 'Gateway', 'Clock'
        $steps.Succeeded | Select-Object -Unique | Should -Be $true
        $steps | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.ProbeStep]) }
        $steps | ForEach-Object { $_.Elapsed | Should -BeGreaterOrEqual ([timespan]::Zero) }
        $steps[2].Detail | Should -Match '^TLS 1\.[23]; CN=.*; names .*; issued by CN=.*; valid until 20\d\d-\d\d-\d\d; SHA-256 [0-9A-F]+$'
        $steps[2].CertificateThumbprint | Should -Be $gateway.Thumbprint
        $steps[4].Detail | Should -BeLike '*100-006*'
    }

    It 'tests a registered gateway with its settings' {
        Register-AgwGateway prod $gateway.Address -CACertificate $gateway.Certificate -NoProxy

        $steps = @(Test-AgwGateway prod)
        $steps.Count | Should -Be 6
        (Get-AgwGateway prod | Test-AgwGateway).Count | Should -Be 6
    }

    It 'ends with the name resolution if the name has no address' {
        $steps = @(Test-AgwGateway gateway.invalid @direct)

        $steps.Count | Should -Be 1
        Assert-Failure -Step $steps -Name NameResolution -Detail 'gateway.invalid: *' -Recommendation '*spelling of the host*'
    }

    It 'ends with the connection if nothing listens at the port' {
        $steps = @(Test-AgwGateway https://127.0.0.1:1 @direct)

        $steps.Step | Should -Be 'NameResolution', 'Connection'
        Assert-Failure -Step $steps -Name Connection -Detail 'port 1: *' -Recommendation '*8043*firewall*'
    }

    It 'ends with the proxy if it is not there' {
        $steps = @(Test-AgwGateway $gateway.Address -Proxy http://127.0.0.1:1 -ConnectionTimeoutSeconds 5)

        Assert-Failure -Step $steps -Name Connection -Detail 'proxy 127.0.0.1:1: *' -Recommendation '*-Proxy*'
    }

    It 'ends with TLS if the certificate is not trusted, and shows it' {
        $steps = @(Test-AgwGateway $gateway.Address @direct)

        $steps.Step | Should -Be 'NameResolution', 'Connection', 'Tls'
        $detail = 'the certificate is not trusted: *; CN=*; names *; issued by CN=*; valid until *; SHA-256 *'
        Assert-Failure -Step $steps -Name Tls -Detail $detail -Recommendation '*-CACertificate*-CertificateThumbprint*'
        $steps[2].CertificateThumbprint | Should -Be $gateway.Thumbprint

        $pinned = @(Test-AgwGateway $gateway.Address -CertificateThumbprint $steps[2].CertificateThumbprint @direct)
        $pinned[-1].Step | Should -Be 'Clock'
    }

    It 'shows why a certificate would be refused if it is not checked' {
        $steps = @(Test-AgwGateway $gateway.Address -SkipCertificateCheck @direct)

        $steps[-1].Step | Should -Be 'Clock'
        $steps[2].Succeeded | Should -BeTrue
        $steps[2].Detail | Should -BeLike '*; the certificate isn''t checked; a check would refuse it: *'
        $steps[2].Recommendation | Should -BeLike 'Replace -SkipCertificateCheck*'
    }

    It 'ends with TLS if the certificate <Name>' -ForEach @(
        @{ Name = 'has expired'; In = @{ From = -30; To = -1 }; Text = '*' }
        @{ Name = 'is for another host'; In = @{ HostName = 'other.example.com' }; Text = '*it was issued for another name*' }
    ) {
        $listener = Open-TestListener @In
        try {
            $file = Join-Path -Path $TestDrive -ChildPath ca.der
            [System.IO.File]::WriteAllBytes($file, (Get-TestAuthority))

            $steps = @(Test-AgwGateway $listener.Address -CACertificate $file @direct)
        }
        finally { $listener.Dispose() }

        Assert-Failure -Step $steps -Name Tls -Detail $Text -Recommendation '*-CACertificate*'
        $steps[-1].CertificateThumbprint | Should -Be $listener.Pin
    }

    It 'recommends renewing a certificate that expires soon' {
        $listener = Open-TestListener -To 5
        try { $steps = @(Test-AgwGateway $listener.Address -CertificateThumbprint $listener.Pin @direct) } finally { $listener.Dispose() }

        $steps[2].Succeeded | Should -BeTrue
        $steps[2].Recommendation | Should -BeLike 'The certificate expires soon*'
    }

    It 'ends with TLS if the port speaks plain HTTP' {
        $server = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $server.Start()
        try {
            $shell = [powershell]::Create().AddScript({
                    param($server)
                    $client = $server.AcceptTcpClient()
                    $stream = $client.GetStream()
                    $null = $stream.Read([byte[]]::new(4096), 0, 4096)
                    $answer = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 400 Bad Request`r`nContent-Length: 0`r`n`r`n")
                    $stream.Write($answer, 0, $answer.Length)
                    $stream.Flush()
                    $null = $stream.Read([byte[]]::new(4096), 0, 4096)
                    $client.Dispose()
                }).AddArgument($server)
            $running = $shell.BeginInvoke()

            $steps = @(Test-AgwGateway "https://127.0.0.1:$($server.LocalEndpoint.Port)" @direct)
            $null = $shell.EndInvoke($running)
        }
        finally { $server.Stop(); $shell.Dispose() }

        Assert-Failure -Step $steps -Name Tls -Detail 'the port does not speak TLS: *' -Recommendation '*https port*'
    }

    It 'ends with the gateway if another web server answers with <Name>' -ForEach @(
        @{
            Name   = 'a page'
            Answer = "HTTP/1.1 200 OK`r`nServer: nginx`r`nContent-Length: 13`r`n`r`n<html></html>"
            Status = 'HTTP 200, server nginx'
        }
        @{ Name = 'an error'; Answer = "HTTP/1.1 404 Not Found`r`nContent-Length: 0`r`n`r`n"; Status = 'HTTP 404' }
        @{
            Name   = 'success'
            Answer = "HTTP/1.1 200 OK`r`nContent-Length: 30`r`n`r`n{`"retcode`":`"0`",`"message`":`"ok`"}"
            Status = 'HTTP 200'
        }
    ) {
        $listener = Open-TestListener -Answer $Answer
        try { $steps = @(Test-AgwGateway $listener.Address -CertificateThumbprint $listener.Pin @direct) } finally { $listener.Dispose() }

        $steps.Step | Should -Be 'NameResolution', 'Connection', 'Tls', 'Http', 'Gateway'
        $steps[3].Detail | Should -BeExactly $Status
        Assert-Failure -Step $steps -Name Gateway -Detail '*' -Recommendation 'This is another server.*'
    }

    It 'recommends checking the gateway behind a load balancer that answers 502' {
        $listener = Open-TestListener -Answer "HTTP/1.1 502 Bad Gateway`r`nContent-Length: 0`r`n`r`n"
        try { $steps = @(Test-AgwGateway $listener.Address -CertificateThumbprint $listener.Pin @direct) } finally { $listener.Dispose() }

        Assert-Failure -Step $steps -Name Gateway -Detail '*' -Recommendation '*load balancer*'
    }

    It 'ends with HTTP if the reply is not HTTP' {
        $listener = Open-TestListener -Answer "220 mail.example.com ESMTP`r`n`r`n"
        try { $steps = @(Test-AgwGateway $listener.Address -CertificateThumbprint $listener.Pin @direct) } finally { $listener.Dispose() }

        Assert-Failure -Step $steps -Name Http -Detail '*' -Recommendation '*8043*'
    }

    It 'ends with the clock if the clocks differ by more than a minute' {
        $date = [DateTimeOffset]::UtcNow.AddMinutes(-10).ToString('r')
        $body = '{"retcode":"000-003","message":"no right"}'
        $listener = Open-TestListener -Answer "HTTP/1.1 200 OK`r`nDate: $date`r`nContent-Length: $($body.Length)`r`n`r`n$body"
        try { $steps = @(Test-AgwGateway $listener.Address -CertificateThumbprint $listener.Pin @direct) } finally { $listener.Dispose() }

        Assert-Failure -Step $steps -Name Clock -Detail '* s behind this machine' -Recommendation '*-OlderThan*'
    }

    It 'changes nothing at the gateway, and needs no GUID' {
        $null = Invoke-TestControl -Method Delete -Path requests

        $null = Test-AgwGateway $gateway.Address -CACertificate $gateway.Certificate @direct

        $requests = @(Invoke-TestControl -Path requests)
        $requests.Count | Should -Be 1
        $requests[0].method | Should -BeExactly 'GET'
        $requests[0].operation | Should -BeExactly 'getAgentStatus'
    }

    It 'shows the steps in a table with their recommendation' {
        $text = Test-AgwGateway https://127.0.0.1:1 @direct | Out-String -Width 120

        $text | Should -Match 'Gateway: 127\.0\.0\.1:1'
        $text | Should -Match 'Step\s+Succeeded\s+Elapsed\s+Detail'
        $text | Should -Match 'Connection\s+False\s+\d+ ms port 1: '
    }

    It 'is recommended by the error of a failed connection' {
        $session = @{ Uri = 'https://127.0.0.1:1'; AgentId = 101; Credential = Get-TestCredential; MaximumRetryCount = 0; NoProxy = $true }
        Connect-AgwSession @session @collectErrors

        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike 'Run Test-AgwGateway*'
    }
}
