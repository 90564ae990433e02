BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Pipelines' {
    Context 'agents' {
        BeforeAll {
            $sessions = @(Connect-TestChairperson -Count 3)
            $agents = $sessions.AgentId
        }

        It 'can be piped' {
            $results = @($agents | Stop-AgwConfVoice)

            $results.AgentId | Sort-Object | Should -Be $agents
        }

        It 'can be piped as text' {
            $results = @("$($agents[0])", "$($agents[1])" | Stop-AgwConfVoice)

            $results.AgentId | Sort-Object | Should -Be $agents[0], $agents[1]
        }

        It 'can be a list in a parameter' {
            @(Stop-AgwConfVoice -AgentId $agents).AgentId | Sort-Object | Should -Be $agents
        }

        It 'can be in the property <_>' -ForEach 'AgentId', 'WorkNo' {
            $name = $_

            $results = @($agents | ForEach-Object { [pscustomobject]@{ $name = $_ } } | Stop-AgwConfVoice)

            $results.AgentId | Sort-Object | Should -Be $agents
        }

        It 'can be in a CSV file with other columns' {
            $csv = Join-Path -Path $TestDrive -ChildPath 'agents.csv'
            @('Name,WorkNo,Site') + @($agents | ForEach-Object { "Somebody,$_,Kassel" }) | Set-Content -Path $csv

            $results = @(Import-Csv -Path $csv | Stop-AgwConfVoice)

            $results.AgentId | Sort-Object | Should -Be $agents
        }

        It 'can be results of the previous command' {
            $results = @($agents | Stop-AgwConfVoice | Stop-AgwConfVoice)

            $results.Count | Should -Be 3
        }

        It 'are sent once and have one outcome each if there are many' {
            $many = (Connect-TestChairperson -Count 40).AgentId

            $results = @($many | Stop-AgwConfVoice -ThrottleLimit 8)

            $results.AgentId | Sort-Object | Should -Be $many
            @(Get-TestRequest -AgentId $many -Operation stopVoiceToConf).Count | Should -Be 40
        }

        It 'keep their order if an agent is piped in twice' {
            $session = Connect-TestAgent
            $null = Add-TestConference -AgentId $session.AgentId

            $results = @($session.AgentId, $session.AgentId | Remove-AgwConference -Confirm:$false @collectErrors)

            $results.Count | Should -Be 1
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceNotFound,*'
            (Get-TestRequest -AgentId $session.AgentId -Operation releaseAgentConf).retCode | Should -Be '0', '101-001'
        }
    }

    Context 'sessions' {
        BeforeAll {
            $sessions = @(Connect-TestChairperson -Count 3)
        }

        It 'can be piped' {
            @($sessions | Stop-AgwConfVoice).AgentId | Sort-Object | Should -Be $sessions.AgentId
        }

        It 'can be a list in -Session' {
            @(Stop-AgwConfVoice -Session $sessions).AgentId | Sort-Object | Should -Be $sessions.AgentId
        }

        It 'are selected with -AgentId' {
            $result = Stop-AgwConfVoice -Session $sessions -AgentId $sessions[1].AgentId

            $result.AgentId | Should -Be $sessions[1].AgentId
        }

        It 'are not used for another agent' {
            $other = (Connect-TestChairperson).AgentId

            Stop-AgwConfVoice -Session $sessions -AgentId $other @collectErrors | Should -BeNullOrEmpty

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            Get-TestRequest -AgentId $other -Operation stopVoiceToConf | Should -BeNullOrEmpty
        }

        It 'are optional if there is a default session' {
            Select-AgwSession -Session $sessions[2]

            (Stop-AgwConfVoice).AgentId | Should -Be $sessions[2].AgentId
        }
    }

    Context 'a shared GUID' {
        It 'acts for the specified agents' {
            $owner = Connect-TestChairperson
            $gateway = Get-TestGateway
            $run = Invoke-TestRunspace -Variable @{
                gateway = $gateway
                guid    = $owner.GetGuid()
                agents  = @($owner.AgentId, (Get-TestAgent))
            } -Script @'
                $lender = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid
                "lender $($lender.AgentId)"
                $agents | Stop-AgwConfVoice
'@

            # Like most gateways, this one accepts a GUID only for its own agent. The other request was sent nevertheless.
            $run.Output[0] | Should -BeExactly 'lender '
            @($run.Output | Where-Object AgentId -EQ $owner.AgentId).Count | Should -Be 1
            $run.Errors.Count | Should -Be 1
            $run.Errors[0].Exception.RetCode | Should -Not -BeNullOrEmpty
        }

        It 'requires an agent' {
            $owner = Connect-TestAgent
            $gateway = Get-TestGateway
            $run = Invoke-TestRunspace -Variable @{ gateway = $gateway; guid = $owner.GetGuid() } -Script @'
                $null = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid
                Stop-AgwConfVoice
                100, 60000 | Stop-AgwConfVoice
'@

            $run.Output | Should -BeNullOrEmpty
            $run.Errors.Count | Should -Be 3
            $run.Errors | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*' }
        }
    }

    Context 'the end of a pipeline' {
        It 'comes immediately if a downstream command ends it, and the remaining calls are not sent' {
            $agents = (Connect-TestChairperson -Count 30).AgentId

            $results = @($agents | Stop-AgwConfVoice -ThrottleLimit 1 | Select-Object -First 1)

            $results.Count | Should -Be 1
            @(Get-TestRequest -AgentId $agents -Operation stopVoiceToConf).Count | Should -BeLessThan 30
        }

        It 'comes within two seconds after Ctrl+C while the gateway doesn''t reply' {
            $session = Connect-TestChairperson
            Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault noAnswer
            $shell = [powershell]::Create()
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-TestModule)).AddStatement()
            $null = $shell.AddCommand('Stop-AgwConfVoice').AddParameter('Session', $session)
            $running = $shell.BeginInvoke()
            Wait-TestCondition { Get-TestRequest -AgentId $session.AgentId -Operation stopVoiceToConf }

            # Stop may return an instant before the invocation is marked as completed; both have to be within the limit.
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $isCompleted = $running.AsyncWaitHandle.WaitOne(2000)
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 2

            $isCompleted | Should -BeTrue
            $shell.Dispose()
        }

        It 'comes after the first results while other calls are in progress' {
            $sessions = @(Connect-TestChairperson -Count 2)
            Add-TestFault -AgentId $sessions[1].AgentId -Operation stopVoiceToConf -Fault latency -Detail @{ milliseconds = 1500 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()

            $arrivals = @($sessions | Stop-AgwConfVoice | ForEach-Object { $watch.ElapsedMilliseconds })

            $arrivals.Count | Should -Be 2
            $arrivals[0] | Should -BeLessThan 1000
        }
    }
}
