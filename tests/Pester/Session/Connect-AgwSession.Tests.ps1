BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Connect-AgwSession' {
    BeforeAll {
        $gateway = Get-TestGateway
        $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
        $signIn = $reach + @{ Credential = Get-TestCredential }
    }

    Context 'signing in' {
        It 'sends the documented request with the password, the phone, and no parameters that aren''t specified' {
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
            $expected = @(
                '{"agenttype":4,"autoanswer":false,"autoenteridle":false,"ip":"10.1.2.3",'
                '"listenStatus":true,"password":"***","phonenum":"40038","releasephone":false,"status":5}'
            ) -join ''
            $body | Should -BeExactly $expected
        }

        It 'returns a session with its current state' {
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

        It 'accepts agents, phones and states from a CSV file' {
            $agents = Get-TestAgent -Count 2
            $csv = Join-Path -Path $TestDrive -ChildPath 'agents.csv'
            'WorkNo,PhoneNumber,InitialState', "$($agents[0]),41001,Busy", "$($agents[1]),41002,Idle" | Set-Content -Path $csv

            $sessions = @(Import-Csv -Path $csv | Connect-AgwSession @signIn)

            $sessions.Count | Should -Be 2
            Format-TestBody -Body (Get-TestRequest -AgentId $agents[0] -Operation login).body |
                Should -BeExactly '{"password":"***","phonenum":"41001","status":3}'
            Format-TestBody -Body (Get-TestRequest -AgentId $agents[1] -Operation login).body |
                Should -BeExactly '{"password":"***","phonenum":"41002","status":4}'
        }

        It 'accepts a script block that returns a password for each agent' {
            $agents = Get-TestAgent -Count 3

            $sessions = @(
                $agents |
                    Connect-AgwSession @reach -Credential {
                        Get-TestCredential -Word $(if ($_ -eq $agents[1]) { 'wrong' } else { 'secret' })
                    } @collectErrors
            )

            $sessions.AgentId | Sort-Object | Should -Be $agents[0], $agents[2]
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuthenticationFailed,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $problems[0].TargetObject | Should -Be $agents[1]
        }

        It 'accepts a SecureString as the password: <Name>' -ForEach @(
            @{ Name = 'for all agents'; Credential = { param($word) $word } }
            @{ Name = 'from a script block, as Get-Secret returns it'; Credential = { param($word) { $word }.GetNewClosure() } }
        ) {
            $agents = Get-TestAgent -Count 2

            $sessions = @($agents | Connect-AgwSession @reach -Credential (& $Credential (Get-TestCredential).Password))

            $sessions.AgentId | Sort-Object | Should -Be $agents
        }

        It 'accepts a SecureString in a property of the input' {
            $agent = Get-TestAgent

            $session = [pscustomobject]@{ AgentId = $agent; Credential = (Get-TestCredential).Password } | Connect-AgwSession @reach

            $session.AgentId | Should -Be $agent
        }

        It 'refuses <Name> as a credential once for each agent, without a prompt, and doesn''t show it' -ForEach @(
            @{ Name = 'text'; Text = "'hunter2secret'" }
            @{ Name = 'text from a script block'; Text = "{ 'hunter2secret' }" }
            @{ Name = 'null'; Text = '$null' }
            @{ Name = 'null from a script block'; Text = '{ $null }' }
            @{ Name = 'an empty credential'; Text = '([pscredential]::Empty)' }
            @{ Name = 'a number'; Text = '4711' }
            @{ Name = 'a list'; Text = "@('hunter2secret', 'b')" }
        ) {
            $agents = Get-TestAgent -Count 2

            $run = Invoke-TestRunspace -Variable @{
                reach  = $reach
                agents = $agents
            } -Script "`$agents | Connect-AgwSession @reach -Credential $Text"

            $run.Failure | Should -BeNullOrEmpty
            $run.Errors.FullyQualifiedErrorId |
                Select-Object -Unique |
                Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            $run.Errors.TargetObject | Should -Be $agents
            $run.Errors[0].Exception.Message | Should -Match "^Agent $($agents[0]): .*-Credential .*SecureString"
            "$($run.Text)$($run.Errors | Format-List -Property * -Force | Out-String)" -replace [regex]::Escape($Text) |
                Should -Not -Match 'hunter2|4711'
            Get-TestRequest -AgentId $agents | Should -BeNullOrEmpty
        }

        It 'refuses a proxy credential that is text, and doesn''t show it' {
            $run = Invoke-TestRunspace -Variable @{
                reach  = $reach
                signIn = $signIn
                agent  = Get-TestAgent
            } -Script "try { Connect-AgwSession @signIn -AgentId `$agent -ProxyCredential (-join ('hunter2', 'secret')) } catch { `$_ }"

            $run.Output[0].Exception.Message | Should -Match 'PSCredential'
            $run.Output | Out-String | Should -Not -Match 'hunter2secret'
        }

        It 'shows the media type only in its documented form' {
            $agent = Get-TestAgent
            foreach ($media in 'FTF', 'hunter2') {
                Add-TestFault -AgentId $agent -Operation login -Fault retCode -Detail @{
                    retCode = '0'
                    result  = @{ guid = 'abc.Gw'; mediatype = $media }
                }
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

        It 'sends nothing and creates no session with -WhatIf' {
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
                Connect-AgwSession @option -AgentId $agent @collectErrors
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

        It 'refuses a named pipe as the trace file immediately' -Skip:(-not (Get-Command -Name mkfifo -ErrorAction SilentlyContinue)) {
            $pipe = Join-Path -Path $TestDrive -ChildPath 'pipe'
            mkfifo $pipe
            $run = Invoke-TestRunspace -Variable @{
                signIn = $signIn
                agent  = Get-TestAgent
                pipe   = $pipe
            } -Script 'Connect-AgwSession @signIn -AgentId $agent -TracePath $pipe'

            $run.Errors.Count | Should -Be 1
            $run.Errors[0].Exception.Message | Should -Match 'not a file'
        }

        It 'refuses an agent ID out of range before anything is sent: <_>' -ForEach 100, 60000, 0, -1 {
            $before = (Invoke-TestControl -Path state).lastRequest

            Connect-AgwSession @signIn -AgentId $_ @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].TargetObject | Should -Be $_
            @(Invoke-TestControl -Path "requests?since=$before" | Where-Object operation -Like '*login*') | Should -BeNullOrEmpty
        }

        It 'sends a larger agent ID with -MaximumAgentId' {
            Connect-AgwSession @signIn -AgentId 60000 -MaximumAgentId 999999 @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].Exception.RetCode | Should -BeExactly '000-002'
        }
    }
}
