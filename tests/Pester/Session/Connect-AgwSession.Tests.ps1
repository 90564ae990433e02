BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Connect-AgwSession' {
    BeforeAll {
        $gateway = Get-TestGateway
        $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
        $signIn = $reach + @{ Credential = Get-TestCredential }
    }

    Context 'signing in' {
        It 'sends the documented request: the password, the phone, and nothing that was not given' {
            $agent = Get-TestAgent

            $null = Connect-AgwSession @signIn -AgentId $agent -PhoneNumber 40038

            $request = @(Get-TestRequest -AgentId $agent)
            $request.Count | Should -Be 1
            $request[0].operation | Should -BeExactly 'login'
            $request[0].method | Should -BeExactly 'PUT'
            $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$agent"
            $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
            Format-TestBody -Body $request[0].body | Should -BeExactly '{"password":"***","phonenum":"40038"}'
        }

        It 'sends every parameter in the documented spelling and type' {
            $agent = Get-TestAgent
            $given = @{ PhoneNumber = '40038'; AgentType = 'PcPhone'; InitialState = 'WrapUp'; IPAddress = '10.1.2.3' }

            $null = Connect-AgwSession @signIn @given -AgentId $agent -NoAutoAnswer -NoAutoEnterIdle -KeepPhoneConnected -NotifyInspectors

            $body = Format-TestBody -Body (Get-TestRequest -AgentId $agent -Operation login).body
            $body | Should -BeExactly '{"agenttype":4,"autoanswer":false,"autoenteridle":false,"ip":"10.1.2.3","listenStatus":true,"password":"***","phonenum":"40038","releasephone":false,"status":5}'
        }

        It 'returns a live session that says how it is' {
            $agent = Get-TestAgent

            $session = Connect-AgwSession @signIn -AgentId $agent

            $session | Should -BeOfType ([AgentGateway.AgwSession])
            $session.AgentId | Should -Be $agent
            $session.State | Should -Be 'SignedIn'
            $session.IsPolling | Should -BeTrue
            $session.VdnId | Should -Be 1
            $session.PhoneNumber | Should -Be "$agent"
            $session.Gateway | Should -Be ([uri]$gateway.Address)
            (Get-TestAgentState -AgentId $agent).signedIn | Should -BeTrue
        }

        It 'signs in a list of agents, each once' {
            $agents = Get-TestAgent -Count 5

            $sessions = @($agents | Connect-AgwSession @signIn)

            $sessions.AgentId | Sort-Object | Should -Be $agents
            @(Get-TestRequest -AgentId $agents -Operation login).Count | Should -Be 5
        }

        It 'takes agents, phones and states from a CSV file' {
            $agents = Get-TestAgent -Count 2
            $csv = Join-Path -Path $TestDrive -ChildPath 'agents.csv'
            'WorkNo,PhoneNumber,InitialState', "$($agents[0]),41001,Busy", "$($agents[1]),41002,Idle" | Set-Content -Path $csv

            $sessions = @(Import-Csv -Path $csv | Connect-AgwSession @signIn)

            $sessions.Count | Should -Be 2
            Format-TestBody -Body (Get-TestRequest -AgentId $agents[0] -Operation login).body | Should -BeExactly '{"password":"***","phonenum":"41001","status":3}'
            Format-TestBody -Body (Get-TestRequest -AgentId $agents[1] -Operation login).body | Should -BeExactly '{"password":"***","phonenum":"41002","status":4}'
        }

        It 'takes a password for each agent from a script block' {
            $agents = Get-TestAgent -Count 3

            $sessions = @($agents | Connect-AgwSession @reach -Credential { Get-TestCredential -Word $(if ($_ -eq $agents[1]) { 'wrong' } else { 'secret' }) } -ErrorVariable problems -ErrorAction SilentlyContinue)

            $sessions.AgentId | Sort-Object | Should -Be $agents[0], $agents[2]
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuthenticationFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $problems[0].TargetObject | Should -Be $agents[1]
        }

        It 'takes a SecureString as the password: <Name>' -ForEach @(
            @{ Name = 'for all agents'; Credential = { param($word) $word } }
            @{ Name = 'from a script block, as Get-Secret returns it'; Credential = { param($word) { $word }.GetNewClosure() } }
        ) {
            $agents = Get-TestAgent -Count 2

            $sessions = @($agents | Connect-AgwSession @reach -Credential (& $Credential (Get-TestCredential).Password))

            $sessions.AgentId | Sort-Object | Should -Be $agents
        }

        It 'takes a SecureString from a property of the input' {
            $agent = Get-TestAgent

            $session = [pscustomobject]@{ AgentId = $agent; Credential = (Get-TestCredential).Password } | Connect-AgwSession @reach

            $session.AgentId | Should -Be $agent
        }

        It 'reports <Name> as a credential once for each agent, asks nobody and does not repeat it' -ForEach @(
            @{ Name = 'text'; Text = "'hunter2secret'" }
            @{ Name = 'text from a script block'; Text = "{ 'hunter2secret' }" }
            @{ Name = 'null'; Text = '$null' }
            @{ Name = 'null from a script block'; Text = '{ $null }' }
            @{ Name = 'a number'; Text = '4711' }
            @{ Name = 'a list'; Text = "@('hunter2secret', 'b')" }
        ) {
            $agents = Get-TestAgent -Count 2

            $run = Invoke-TestRunspace -Variable @{ reach = $reach; agents = $agents } -Script "`$agents | Connect-AgwSession @reach -Credential $Text"

            $run.Failure | Should -BeNullOrEmpty
            $run.Errors.FullyQualifiedErrorId | Select-Object -Unique | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            $run.Errors.TargetObject | Should -Be $agents
            $run.Errors[0].Exception.Message | Should -Match "^Agent $($agents[0]): .*-Credential .*SecureString"
            "$($run.Text)$($run.Errors | Format-List -Property * -Force | Out-String)" -replace [regex]::Escape($Text) | Should -Not -Match 'hunter2|4711'
            Get-TestRequest -AgentId $agents | Should -BeNullOrEmpty
        }

        It 'reports a proxy credential that is text, and does not repeat it' {
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; signIn = $signIn; agent = Get-TestAgent } -Script "try { Connect-AgwSession @signIn -AgentId `$agent -ProxyCredential (-join ('hunter2', 'secret')) } catch { `$_ }"

            $run.Output[0].Exception.Message | Should -Match 'PSCredential'
            $run.Output | Out-String | Should -Not -Match 'hunter2secret'
        }

        It 'shows the media type only in its documented form' {
            $agent = Get-TestAgent
            foreach ($media in 'FTF', 'hunter2') {
                Add-TestFault -AgentId $agent -Operation login -Fault retCode -Detail @{ retCode = '0'; result = @{ guid = 'abc.Gw'; mediatype = $media } }
                $warnings = @()

                $null = Connect-AgwSession @signIn -AgentId $agent -NoDefault -WarningVariable warnings -WarningAction SilentlyContinue

                "$warnings" | Should -Match 'without the CTI server'
                "$warnings" | Should -Not -Match 'hunter2'
                "$warnings".Contains('FTF') | Should -Be ($media -eq 'FTF')
                Get-AgwSession -AgentId $agent | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
            }
        }

        It 'signs in to the platform only with -PlatformOnly' {
            $agent = Get-TestAgent

            $null = Connect-AgwSession @signIn -AgentId $agent -PlatformOnly -WarningAction SilentlyContinue

            $request = Get-TestRequest -AgentId $agent
            $request.operation | Should -BeExactly 'loginEx'
            $request.path | Should -BeExactly "/agentgateway/resource/onlineagent/$agent/loginex"
            Format-TestBody -Body $request.body | Should -BeExactly '{"password":"***"}'
        }

        It 'sends nothing with -WhatIf, and makes no session' {
            $agent = Get-TestAgent

            Connect-AgwSession @signIn -AgentId $agent -WhatIf | Should -BeNullOrEmpty

            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'creates no trace file with -WhatIf' {
            $trace = Join-Path -Path $TestDrive -ChildPath 'whatif.jsonl'

            Connect-AgwSession @signIn -AgentId (Get-TestAgent) -TracePath $trace -WhatIf | Should -BeNullOrEmpty

            Test-Path -LiteralPath $trace | Should -BeFalse
        }

        It 'refuses a path outside the file system: <Parameter> <Path>' -ForEach @(
            @{ Parameter = 'TracePath'; Path = 'Env:/x' }
            @{ Parameter = 'TracePath'; Path = 'Variable:trace.jsonl' }
            @{ Parameter = 'TracePath'; Path = 'Nowhere:/x' }
            @{ Parameter = 'CACertificate'; Path = 'Env:/PATH' }
        ) {
            $agent = Get-TestAgent
            $option = $signIn.Clone()
            $option[$Parameter] = $Path
            Push-Location -LiteralPath $TestDrive
            try {
                Connect-AgwSession @option -AgentId $agent -ErrorVariable problems -ErrorAction SilentlyContinue
            }
            finally {
                Pop-Location
            }

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].Exception.Message | Should -Match "-$Parameter"
            Get-ChildItem -LiteralPath $TestDrive -Filter 'x' | Should -BeNullOrEmpty
            Get-ChildItem -LiteralPath $TestDrive -Filter 'trace.jsonl' | Should -BeNullOrEmpty
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'refuses a named pipe as the trace file at once' -Skip:(-not (Get-Command -Name mkfifo -ErrorAction SilentlyContinue)) {
            $pipe = Join-Path -Path $TestDrive -ChildPath 'pipe'
            mkfifo $pipe
            $run = Invoke-TestRunspace -Variable @{ signIn = $signIn; agent = Get-TestAgent; pipe = $pipe } -Script 'Connect-AgwSession @signIn -AgentId $agent -TracePath $pipe'

            $run.Errors.Count | Should -Be 1
            $run.Errors[0].Exception.Message | Should -Match 'not a file'
        }

        It 'refuses an agent ID out of range before anything is sent: <_>' -ForEach 100, 60000, 0, -1 {
            $before = (Invoke-TestControl -Path state).lastRequest

            Connect-AgwSession @signIn -AgentId $_ -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].TargetObject | Should -Be $_
            @(Invoke-TestControl -Path "requests?since=$before" | Where-Object operation -Like '*login*') | Should -BeNullOrEmpty
        }

        It 'takes a larger agent ID with -MaximumAgentId, and leaves it to the gateway' {
            Connect-AgwSession @signIn -AgentId 60000 -MaximumAgentId 999999 -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].Exception.RetCode | Should -BeExactly '000-002'
        }
    }

    Context 'an agent that is signed in already' {
        It 'is refused with the id AlreadySignedIn, whose remedy names -Force' {
            $session = Connect-TestAgent

            Connect-AgwSession @signIn -AgentId $session.AgentId -PhoneNumber 40001 -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AlreadySignedIn,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '-Force'
        }

        It 'is taken over with -Force; the other session ends' {
            $first = Connect-TestAgent

            $second = Connect-AgwSession @signIn -AgentId $first.AgentId -PhoneNumber 40002 -Force -Confirm:$false

            $second.State | Should -Be 'SignedIn'
            $request = Get-TestRequest -AgentId $first.AgentId -Operation forceLogin
            $request.path | Should -BeExactly "/agentgateway/resource/onlineagent/$($first.AgentId)/forcelogin"
            (Get-AgwSession -AgentId $first.AgentId) | Should -Be $second
            $first.IsPolling | Should -BeFalse
            Stop-AgwConfVoice -Session $first -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
        }

        It 'is not taken over where nobody can be asked' {
            $agent = Get-TestAgent
            $script = 'Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Credential $credential -AgentId $agent -Force'

            $run = Invoke-TestRunspace -Script $script -Variable @{ gateway = $gateway; credential = Get-TestCredential; agent = $agent }

            $run.Errors.Count + @($run.Failure).Count | Should -BeGreaterThan 0
            $run.Output | Should -BeNullOrEmpty
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }
    }

    Context 'a session that replaces another one' {
        BeforeAll {
            # Nothing public tells whether connections are open.
            function Test-GatewayClosed($Session) {
                $hidden = [System.Reflection.BindingFlags]'Instance, NonPublic'
                $gateway = $Session.GetType().GetProperty('Transport', $hidden).GetValue($Session)
                $gateway.GetType().GetProperty('IsClosed', $hidden).GetValue($gateway)
            }
        }

        It 'closes the gateway of the replaced one where nothing else uses it' {
            $agent = Get-TestAgent
            $replaced = Connect-AgwSession @signIn -AgentId $agent -OperationTimeoutSeconds 91
            Test-GatewayClosed $replaced | Should -BeFalse

            $null = Connect-AgwSession @signIn -AgentId $agent -Force -Confirm:$false

            $replaced.State | Should -BeIn 'Ended', 'SignedOut'
            Test-GatewayClosed $replaced | Should -BeTrue
        }

        It 'leaves the gateway of the replaced one open where another session uses it' {
            $first, $second = (Get-TestAgent), (Get-TestAgent)
            $sessions = @($first, $second | Connect-AgwSession @signIn -OperationTimeoutSeconds 92)

            $null = Connect-AgwSession @signIn -AgentId $first -Force -Confirm:$false

            Test-GatewayClosed $sessions[0] | Should -BeFalse
            Test-AgwSession -AgentId $second | Should -BeTrue
        }
    }

    Context 'the timeout of polls' {
        It 'is -PollTimeoutSeconds, and a gateway that holds polls longer keeps its sessions' {
            $slow = Open-TestGateway -Option '--agents', '101-110', '--poll-hold', '3000'
            try {
                $option = @{ Uri = $slow.Address; CACertificate = $slow.Certificate; NoProxy = $true; NoDefault = $true; Credential = Get-TestCredential }
                $session = Connect-AgwSession @option -AgentId 101 -PollTimeoutSeconds 1
                Wait-TestCondition -Seconds 20 { $session.State -eq 'Reconnecting' }

                Wait-TestCondition -Seconds 30 { $session.State -eq 'SignedIn' }

                $session | Test-AgwSession | Should -BeTrue
                $session | Disconnect-AgwSession -Confirm:$false
            }
            finally {
                $slow | Close-TestGateway
            }
        }

        It 'is refused: <_> s' -ForEach 0, -1, 3601 {
            { Connect-AgwSession @signIn -AgentId 101 -PollTimeoutSeconds $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }

    Context 'the default session' {
        It 'is the one that was connected last and alone, unless -NoDefault is given' {
            $agents = Get-TestAgent -Count 3

            $first = Connect-AgwSession @signIn -AgentId $agents[0]
            $first.IsDefault | Should -BeTrue
            $second = Connect-AgwSession @signIn -AgentId $agents[1]
            $second.IsDefault | Should -BeTrue
            $first.IsDefault | Should -BeFalse
            $third = Connect-AgwSession @signIn -AgentId $agents[2] -NoDefault
            $third.IsDefault | Should -BeFalse
            $second.IsDefault | Should -BeTrue
        }
    }

    Context 'attaching by GUID' {
        It 'takes the GUID as SecureString, checks it by one read, and neither polls nor signs in' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
                Connect-AgwSession @reach -Guid $guid -AgentId $agent
'@

            $run.Errors | Should -BeNullOrEmpty
            $run.Output[0].State | Should -Be 'Attached'
            $run.Output[0].IsPolling | Should -BeFalse
            $run.Output[0].SignedInAt | Should -BeNullOrEmpty
            (Get-TestRequest -AgentId $owner.AgentId).operation | Should -Be 'login', 'getAgentStatus'
        }

        It 'takes the GUID as a plain string' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = Get-TestGuid -Session $owner; agent = $owner.AgentId } -Script @'
                Connect-AgwSession @reach -Guid $guid -AgentId $agent
'@

            $run.Output[0].State | Should -Be 'Attached'
        }

        It 'gives the session itself where this runspace has signed the agent in: it stays alive and is signed out at the end' {
            $owner = Connect-TestAgent

            $attached = Connect-AgwSession @reach -Guid $owner.GetGuid() -AgentId $owner.AgentId

            [object]::ReferenceEquals($attached, $owner) | Should -BeTrue
            $owner.State | Should -Be 'SignedIn'
            $owner.IsPolling | Should -BeTrue
            $owner.IsDefault | Should -BeTrue
            (Get-TestRequest -AgentId $owner.AgentId).operation | Should -Be 'login'
        }

        It 'refuses a GUID that the gateway does not know' {
            $owner = Connect-TestAgent

            Connect-AgwSession @reach -Guid '11111111-2222-3333-4444-555555555555.AgentGateway0' -AgentId $owner.AgentId -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.ConnectAgwSessionCommand'
            "$($problems[0])" | Should -Not -Match '11111111'
        }

        It 'refuses <Name> before anything is sent, and does not repeat it' -ForEach @(
            @{ Name = 'a GUID with a line break'; Guid = "aaaa`r`nX-Injected: yes" }
            @{ Name = 'a GUID with a space'; Guid = 'aaaa bbbb' }
            @{ Name = 'an empty GUID'; Guid = '' }
            @{ Name = 'a GUID of 129 characters'; Guid = 'a' * 129 }
            @{ Name = 'a GUID with a letter outside ASCII'; Guid = "aaaa$([char]0xE9)" }
        ) {
            $agent = Get-TestAgent

            $problem = { Connect-AgwSession @reach -Guid $Guid -AgentId $agent -ErrorAction Stop } | Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'

            "$($Error[0])" | Should -Not -Match 'aaaa'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'sends the cookies of -Cookie with each call: <Name>' -ForEach @(
            @{ Name = 'one'; Cookie = 'loadbalance=node7'; Sent = 'loadbalance=node7' }
            @{ Name = 'several'; Cookie = 'loadbalance=node7;affinity=a=b'; Sent = 'loadbalance=node7; affinity=a=b' }
            @{ Name = 'a whole Set-Cookie'; Cookie = 'loadbalance=node7; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly'; Sent = 'loadbalance=node7' }
            @{ Name = 'a SecureString'; Cookie = [System.Net.NetworkCredential]::new('', 'loadbalance=node7').SecurePassword; Sent = 'loadbalance=node7' }
        ) {
            $owner = Connect-TestAgent
            $attached = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $owner.GetGuid(); agent = $owner.AgentId; cookie = $Cookie } -Script {
                $session = Connect-AgwSession @reach -Guid $guid -AgentId $agent -Cookie $cookie -Verbose
                $session | Set-AgwAgent -State Busy -Verbose
                $session | Format-List -Property *
            }

            $attached.Errors | Should -BeNullOrEmpty
            $attached.Text | Should -Not -Match 'node7'
            (Get-TestRequest -AgentId $owner.AgentId -Operation sayBusy).cookie | Should -BeExactly $Sent
            (Get-TestRequest -AgentId $owner.AgentId -Operation getAgentStatus).cookie | Should -BeExactly $Sent
        }

        It 'refuses a cookie that could not be sent, before anything is sent: <_>' -ForEach 'node7', '=node7', 'a=b c', 'a="b"', "a=b`r`nX-Evil: 1", 'Path=/', ' ' {
            $owner = Connect-TestAgent
            $guid = Get-TestGuid -Session $owner
            $null = Invoke-TestControl -Method Delete -Path requests

            $attached = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $guid; agent = $owner.AgentId; cookie = $_ } -Script {
                Connect-AgwSession @reach -Guid $guid -AgentId $agent -Cookie $cookie
            }

            $attached.Output | Should -BeNullOrEmpty
            $attached.Errors.Count | Should -Be 1
            $attached.Errors[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            @(Get-TestRequest -AgentId $owner.AgentId -Operation getAgentStatus) | Should -BeNullOrEmpty
        }

        It 'keeps the session alive with -Poll' {
            $owner = Connect-TestAgent
            $run = Invoke-TestRunspace -Variable @{ reach = $reach; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
                (Connect-AgwSession @reach -Guid $guid -AgentId $agent -Poll).IsPolling
'@

            $run.Output | Should -Be $true
        }
    }

    Context 'the address' {
        It 'is a bare host, which means https and port 8043' {
            Connect-AgwSession -Uri localhost -Credential (Get-TestCredential) -AgentId 101 -NoProxy -MaximumRetryCount 0 -ConnectionTimeoutSeconds 2 -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConnectFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $problems[0].Exception.Gateway | Should -Be ([uri]'https://localhost:8043/')
        }

        It 'is refused: <_>' -ForEach 'http://gateway.example.com:8043', 'https://gateway:8043/agentgateway/resource', 'https://user:word@gateway:8043', 'ftp://gateway', '' {
            $problem = { Connect-AgwSession -Uri $_ -Credential (Get-TestCredential) -AgentId 101 -ErrorAction Stop } | Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        }
    }

    Context 'the certificate' {
        BeforeAll { $plain = @{ Uri = $gateway.Address; NoProxy = $true; Credential = Get-TestCredential } }

        It 'is checked: one that nobody trusts is refused, and nothing is sent' {
            $agent = Get-TestAgent

            Connect-AgwSession @plain -AgentId $agent -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'TlsFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'SecurityError'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '-CACertificate'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'is not checked with -SkipCertificateCheck, which warns once for a list of agents' {
            $agents = Get-TestAgent -Count 2

            $sessions = @($agents | Connect-AgwSession @plain -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue)

            $sessions.Count | Should -Be 2
            $warnings.Count | Should -Be 1
        }

        It 'is pinned by its thumbprint, written with or without colons' -ForEach @(
            @{ Form = { $args[0] } }
            @{ Form = { $args[0].ToLowerInvariant() } }
            @{ Form = { $args[0] -replace '(..)(?!$)', '$1:' } }
        ) {
            $agent = Get-TestAgent

            $session = Connect-AgwSession @plain -AgentId $agent -CertificateThumbprint (& $Form $gateway.Thumbprint)

            $session.State | Should -Be 'SignedIn'
        }

        It 'is refused when it is not the pinned one' {
            $agent = Get-TestAgent

            Connect-AgwSession @plain -AgentId $agent -CertificateThumbprint ('0' * 64) -ErrorVariable problems -ErrorAction SilentlyContinue

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }

        It 'needs a certificate file that exists' {
            { Connect-AgwSession @plain -AgentId 101 -CACertificate (Join-Path -Path $TestDrive -ChildPath 'none.pem') -ErrorAction Stop } |
                Should -Throw -ExceptionType ([AgentGateway.GatewayException]) -ErrorId 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        }
    }
}
