BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $tinyproxy = Get-Command -Name tinyproxy -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    $gateway = Get-TestGateway
    $started = [System.Collections.Generic.List[object]]::new()

    # A real proxy on loopback: its address and its log.
    function Open-Proxy([string] $BasicAuth) {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $folder = (New-Item -ItemType Directory -Path "$TestDrive/proxy-$port").FullName
        Set-Content -LiteralPath "$folder/proxy.conf" -Value @(
            "Port $port", 'Listen 127.0.0.1', 'Allow 127.0.0.1'
            'Timeout 60', 'MaxClients 50', 'LogLevel Info', "LogFile `"$folder/proxy.log`""
            if ($BasicAuth) { "BasicAuth $BasicAuth" }
        )
        $output = @{ RedirectStandardOutput = "$folder/out"; RedirectStandardError = "$folder/err" }
        $process = Start-Process -FilePath $tinyproxy.Source -ArgumentList '-d', '-c', "$folder/proxy.conf" -PassThru @output
        $started.Add($process)
        Wait-TestCondition {
            $log = Get-Content -LiteralPath "$folder/proxy.log" -ErrorAction SilentlyContinue
            $log -match 'Accepting connections|Setting the current listening|Initialized'
        }
        Wait-TestCondition { try { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port).Dispose(); $true } catch { $false } }
        [pscustomobject]@{ Address = "http://127.0.0.1:$port"; Log = "$folder/proxy.log" }
    }

    function Get-Tunnel($Proxy) {
        @(Get-Content -LiteralPath $Proxy.Log | Where-Object { $_ -match "CONNECT $(([uri]$gateway.Address).Authority) " })
    }

    function Get-ProxyCredential([string] $Word) {
        [pscredential]::new('clerk', [System.Net.NetworkCredential]::new('', $Word).SecurePassword)
    }

    function Connect-Through([hashtable] $Option) {
        $problems = @()
        $agent = Get-TestAgent
        $common = @{
            Uri               = $gateway.Address
            AgentId           = $agent
            Credential        = (Get-TestCredential)
            CACertificate     = $gateway.Certificate
            NoDefault         = $true
            MaximumRetryCount = 0
        }
        $session = Connect-AgwSession @common @Option @collectErrors
        [pscustomobject]@{ AgentId = $agent; Session = $session; Error = $problems | Select-Object -First 1 }
    }
}

AfterAll {
    Disconnect-TestAgent
    foreach ($process in $started) {
        $process.Kill()
        $process.WaitForExit()
    }
}

Describe 'A gateway behind a proxy' -Tag Tinyproxy {
    BeforeAll { if (-not $tinyproxy) { throw 'tinyproxy is not installed.' } }

    It 'is reached through an encrypted tunnel' {
        $proxy = Open-Proxy

        $connected = Connect-Through @{ Proxy = $proxy.Address }

        (Set-AgwAgent -Session $connected.Session -State Busy -Confirm:$false).RetCode | Should -BeExactly '0'
        (Get-Tunnel $proxy).Count | Should -BeGreaterThan 0
        Get-Content -Raw -LiteralPath $proxy.Log | Should -Not -Match "secret|$(Get-TestGuid $connected.Session)|onlineagent"
    }

    It 'is reached if the proxy requires a name and a password' {
        $proxy = Open-Proxy -BasicAuth 'clerk Proxy-Wort-1'

        $connected = Connect-Through @{ Proxy = $proxy.Address; ProxyCredential = Get-ProxyCredential 'Proxy-Wort-1' }

        (Set-AgwAgent -Session $connected.Session -State Busy -Confirm:$false).RetCode | Should -BeExactly '0'
        (Get-Tunnel $proxy).Count | Should -BeGreaterThan 0
    }

    It 'causes ConnectFailed if the proxy refuses, <Name>, and nothing is sent' -ForEach @(
        @{ Name = 'without a credential'; Word = $null }
        @{ Name = 'with a wrong one'; Word = 'Falsches-Wort-2' }
    ) {
        $proxy = Open-Proxy -BasicAuth 'clerk Proxy-Wort-1'
        $option = @{ Proxy = $proxy.Address }
        if ($Word) { $option.ProxyCredential = Get-ProxyCredential $Word }

        $connected = Connect-Through $option

        $connected.Error.FullyQualifiedErrorId | Should -BeExactly 'ConnectFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
        $connected.Error | Format-List -Property * -Force | Out-String | Should -Not -Match 'Falsches-Wort-2|Proxy-Wort-1'
        Get-TestRequest -AgentId $connected.AgentId | Should -BeNullOrEmpty
    }

    It 'is used only for its own session' {
        $proxy = Open-Proxy

        $through, $straight = (Connect-Through @{ Proxy = $proxy.Address }), (Connect-Through @{ NoProxy = $true })
        $before = (Get-Tunnel $proxy).Count
        $null = Set-AgwAgent -Session $straight.Session -State Busy -Confirm:$false

        $through.Session, $straight.Session | Should -BeOfType ([AgentGateway.AgwSession])
        (Get-Tunnel $proxy).Count | Should -Be $before
    }

    It 'is reached through the proxy of the system, or around it with -NoProxy' {
        $proxy = Open-Proxy
        $agents = Get-TestAgent -Count 2
        $connect = "Connect-AgwSession -Uri `$uri -Credential `$credential -CACertificate `$certificate -NoDefault -AgentId"
        $run = Invoke-TestProcess -Script @"
`$env:HTTPS_PROXY = '$($proxy.Address)'
`$env:NO_PROXY = ''
(& { $connect $($agents[0]) -NoProxy }).State
@(Select-String -LiteralPath '$($proxy.Log)' -Pattern 'CONNECT 127').Count
(& { $connect $($agents[1]) }).State
@(Select-String -LiteralPath '$($proxy.Log)' -Pattern 'CONNECT 127').Count -gt 0
Get-AgwSession | Disconnect-AgwSession -Confirm:`$false
"@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output -split '\r?\n' | Should -Be @('SignedIn', '0', 'SignedIn', 'True')
    }

    It 'doesn''t show the password of the system''s proxy address in errors' {
        $proxy = Open-Proxy -BasicAuth 'clerk Proxy-Wort-1'
        $run = Invoke-TestProcess -Script @"
`$env:HTTPS_PROXY = 'http://clerk:Falsches-Wort-3@$(([uri]$proxy.Address).Authority)'
`$env:NO_PROXY = ''
`$option = @{ Uri = `$uri; Credential = `$credential; CACertificate = `$certificate; AgentId = $(Get-TestAgent) }
Connect-AgwSession @option -MaximumRetryCount 0 -Verbose -ErrorAction SilentlyContinue -ErrorVariable problems
`$problems[0].FullyQualifiedErrorId
`$problems | Format-List -Property * -Force | Out-String -Width 1000
Get-Error -InputObject `$problems[0] | Out-String -Width 1000
"@

        $run.Output | Should -Match '(?m)^ConnectFailed,'
        $run.Output | Should -Match ([regex]::Escape("http://***@$(([uri]$proxy.Address).Authority)"))
        $run.Output | Should -Not -Match 'Falsches'
    }
}

Describe 'The address of a proxy' {
    It 'can''t contain a password' {
        $option = @{
            Uri        = $gateway.Address
            Proxy      = 'http://clerk:Falsches-Wort-4@127.0.0.1:9'
            AgentId    = (Get-TestAgent)
            Credential = (Get-TestCredential)
        }
        $null = Connect-AgwSession @option @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        $problems[0].Exception.Message | Should -Match 'they belong to ProxyCredential'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-ProxyCredential'
        $problems[0].Exception.Message | Should -Not -Match 'Falsches'
    }
}
