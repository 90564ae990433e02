BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Wait-AgwEvent' {
    It 'returns the first matching event, also if it arrived before the command' {
        $session = Connect-TestAgent

        $received = Wait-AgwEvent -Session $session -EventType 'AgentState_*'

        $received | Should -BeOfType ([AgentGateway.AgentEvent])
        $received.EventType | Should -BeExactly 'AgentState_Ready'
        (Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login'
    }

    It 'waits for an event that arrives later' {
        $session = Connect-TestAgent
        $shell = [powershell]::Create()
        $null = $shell.AddCommand('Import-Module').AddParameter('Name', (Get-TestModule)).AddStatement()
        $null = $shell.AddCommand('Wait-AgwEvent').AddParameter('Session', $session).AddParameter('EventType', 'Test_Late')
        $running = $shell.BeginInvoke()

        Add-TestEvent -AgentId $session.AgentId -EventType 'Test_Late'

        $running.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
        $shell.EndInvoke($running)[0].EventType | Should -BeExactly 'Test_Late'
        $shell.Dispose()
    }

    It 'waits for many agents at the same time, and returns one event or one error for each' {
        $sessions = @(Connect-TestAgent -Count 3)
        Add-TestEvent -AgentId $sessions[1].AgentId -EventType 'Test_Come'
        $watch = [System.Diagnostics.Stopwatch]::StartNew()

        $events = @($sessions | Wait-AgwEvent -EventType Test_Come -TimeoutSeconds 1 @collectErrors)

        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
        $events.AgentId | Should -Be $sessions[1].AgentId
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'WaitTimeout,AgentGateway.Commands.WaitAgwEventCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problems.TargetObject | Sort-Object | Should -Be $sessions[0].AgentId, $sessions[2].AgentId
    }

    It 'reports NotSignedIn if the session ends' {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/signout"

        Wait-AgwEvent -Session $session -EventType Test_Never -TimeoutSeconds 10 @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.WaitAgwEventCommand'
    }

    It 'doesn''t remove events that it doesn''t return' {
        $sessions = @(Connect-TestAgent -Count 2)
        $sessions | ForEach-Object { Add-TestEvent -AgentId $_.AgentId -EventType 'Test_Both' }
        Wait-TestDelivery -AgentId $sessions.AgentId

        $first = $sessions | Wait-AgwEvent -EventType Test_Both | Select-Object -First 1

        $other = $sessions | Where-Object AgentId -NE $first.AgentId
        (Receive-AgwEvent -Session $other).EventType | Should -Contain 'Test_Both'
        (Receive-AgwEvent -AgentId $first.AgentId).EventType | Should -Not -Contain 'Test_Both'
    }

    It 'removes no event if the expected one doesn''t arrive' {
        $session = Connect-TestAgent
        Add-TestEvent -AgentId $session.AgentId -EventType 'Test_Other'

        Wait-AgwEvent -Session $session -EventType Test_Never -TimeoutSeconds 1 -ErrorAction SilentlyContinue

        (Receive-AgwEvent -Session $session).EventType | Should -Contain 'Test_Other'
    }

    It 'returns different events for an agent that is piped in twice' {
        $session = Connect-TestAgent
        'Test_One', 'Test_Two' | ForEach-Object { Add-TestEvent -AgentId $session.AgentId -EventType $_ }

        $events = @($session, $session | Wait-AgwEvent -EventType Test_*)

        $events.EventType | Should -Be 'Test_One', 'Test_Two'
    }

    Context 'with -After' {
        BeforeAll {
            $change = {
                param($Session, $Participant, $ConferenceId, $ChangeType = 5)
                $null = Invoke-TestControl -Method Post -Path "agents/$($Session.AgentId)/events" -Body @{
                    eventType = 'AgentConf_ParticipantChanged'
                    content   = @{
                        result          = 0
                        changeType      = $ChangeType
                        changeReason    = 255
                        confId          = $ConferenceId
                        participant     = $Participant
                        participantType = 6
                    }
                }
            }
        }

        It 'returns the first event after the operation was sent' {
            $session = Connect-TestAgent
            Add-TestEvent -AgentId $session.AgentId -EventType 'Test_Before'
            Wait-TestCondition { (Receive-AgwEvent -Session $session).EventType -contains 'Test_Before' }
            Add-TestEvent -AgentId $session.AgentId -EventType 'Test_Before'
            Wait-TestDelivery -AgentId $session.AgentId
            $result = Set-AgwAgent -Session $session -State Busy
            Add-TestEvent -AgentId $session.AgentId -EventType 'Test_After'

            (Wait-AgwEvent -EventType Test_* -After $result).EventType | Should -BeExactly 'Test_After'
            Receive-AgwEvent -Session $session | Should -BeNullOrEmpty
        }

        It 'returns the event about the participant of each result' {
            $session = Connect-TestAgent
            $conference = Add-TestConference -AgentId $session.AgentId
            $results = @(Add-AgwParticipant -Session $session -ConferenceId $conference -Address 30000, 40000)
            & $change $session 40000 $conference
            & $change $session 30000 7
            & $change $session 30000 $conference

            $events = @(Wait-AgwEvent -EventType AgentConf_ParticipantChanged -After $results)

            $events.Count | Should -Be 2
            $events | ForEach-Object { $_.Content.Participant } | Sort-Object | Should -Be '30000', '40000'
            $events | ForEach-Object { $_.Content.ConferenceId } | Should -Be $conference, $conference
        }

        It 'returns an event that belongs to any of several results, in any order: <_>' -ForEach @(
            'as they came'
            'the other way round'
        ) {
            $first, $second, $member = Connect-TestAgent -Count 3
            $conference = Add-TestConference -AgentId $first.AgentId
            $other = Add-TestConference -AgentId $second.AgentId
            $results = @(
                Stop-AgwConfVoice -Session $first -ConferenceId $conference
                Stop-AgwConfVoice -Session $second -ConferenceId $other
            )
            if ($_ -ne 'as they came') { [array]::Reverse($results) }
            Add-TestEvent -AgentId $member.AgentId -EventType 'AgentConf_Timeout' -Content @{ confId = $conference }

            (Wait-AgwEvent -AgentId $member.AgentId -EventType AgentConf_Timeout -After $results -TimeoutSeconds 3).Content.ConferenceId |
                Should -Be $conference
        }

        It 'ignores an event that arrived before its result' {
            $session = Connect-TestAgent
            $conference = Add-TestConference -AgentId $session.AgentId
            $first = Set-AgwAgent -Session $session -State Busy
            & $change $session 30000 $conference
            Wait-TestCondition { (Receive-AgwEvent -Session $session).EventType -contains 'AgentConf_ParticipantChanged' }
            $second = Add-AgwParticipant -Session $session -ConferenceId $conference -Address 30000
            & $change $session 30000 $conference 6

            (Wait-AgwEvent -AgentId $session.AgentId -EventType AgentConf_ParticipantChanged -After $second).Content.ChangeType |
                Should -Be 6
            (Wait-AgwEvent -AgentId $session.AgentId -EventType AgentConf_ParticipantChanged -After $first, $second).Content.ChangeType |
                Should -Be 5
        }

        It 'returns the event of another agent that came after the operation' {
            $chairperson, $invitee = Connect-TestAgent -Count 2
            $conference = Add-TestConference -AgentId $chairperson.AgentId
            Add-TestEvent -AgentId $invitee.AgentId -EventType 'AgentConf_Ringing' -Content @{ confId = 1 }
            Wait-TestDelivery -AgentId $invitee.AgentId
            $result = Add-AgwParticipant -Session $chairperson -Address $invitee.AgentId -AddressType AgentId

            $ringing = Wait-AgwEvent -AgentId $invitee.AgentId -EventType AgentConf_Ringing -After $result

            $ringing.Content.ConferenceId | Should -Be $conference
        }
    }
}
