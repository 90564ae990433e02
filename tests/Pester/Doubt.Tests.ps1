# An uncertain outcome is reported, never taken for success: sessions that ended here, lost replies, inputs that weren't sent.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    function Disable-TestPolling {
        <#
        .SYNOPSIS
        Ends a session in the client, while the agent stays signed in at the gateway.
        #>
        param([Parameter(Mandatory)] [AgentGateway.AgwSession] $Session)

        $agent = $Session.AgentId
        Add-TestFault -AgentId $agent -Operation getAgentEvent -Fault retCode -Detail @{ retCode = '105-006' } -Count 9
        Add-TestEvent -AgentId $agent -EventType 'Test_Last'
        Wait-TestCondition { $Session.State -eq 'Ended' }
        (Get-TestAgentState -AgentId $agent).signedIn | Should -BeTrue
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'A session that ended here' {
    It 'is signed out by Disconnect-AgwSession' {
        $session = Connect-TestAgent
        Disable-TestPolling $session

        Disconnect-AgwSession -Session $session -ErrorVariable problems

        $problems | Should -BeNullOrEmpty
        (Get-TestAgentState -AgentId $session.AgentId).signedIn | Should -BeFalse
        @(Get-TestRequest -AgentId $session.AgentId -Operation logout).Count | Should -Be 1
        Get-AgwSession | Where-Object AgentId -EQ $session.AgentId | Should -BeNullOrEmpty
    }

    It 'causes an error of Disconnect-AgwSession if the gateway doesn''t confirm the sign-out' {
        $session = Connect-TestAgent
        Disable-TestPolling $session
        Add-TestFault -AgentId $session.AgentId -Operation logout -Fault cutBefore

        Disconnect-AgwSession -Session $session @collectErrors

        $problems.FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.DisconnectAgwSessionCommand'
        Disconnect-AgwSession -Session $session
        (Get-TestAgentState -AgentId $session.AgentId).signedIn | Should -BeFalse
    }

    It 'is queried by Test-AgwSession, which warns about an agent that is still signed in' {
        $session = Connect-TestAgent
        Disable-TestPolling $session

        Test-AgwSession -Session $session -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeTrue

        @(Get-TestRequest -AgentId $session.AgentId -Operation getAgentStatus).Count | Should -Be 1
        "$warnings" | Should -BeLike '*still signed in*Disconnect-AgwSession*'
        Disconnect-AgwSession -Session $session
        Test-AgwSession -AgentId $session.AgentId | Should -BeFalse
    }

    It 'is signed out when its runspace is closed' {
        $session = Connect-TestAgent
        $agent = $session.AgentId
        Disconnect-AgwSession -Session $session
        $gateway = Get-TestGateway
        $runspace = Open-TestRunspace
        $run = Invoke-TestRunspace -Runspace $runspace -Variable @{
            agent      = $agent
            gateway    = $gateway
            credential = (Get-TestCredential)
        } -Script {
            Connect-AgwSession -Uri $gateway.Address -AgentId $agent -Credential $credential -CACertificate $gateway.Certificate -NoProxy
        }
        Disable-TestPolling $run.Output[0]

        $runspace.Dispose()

        Wait-TestCondition { -not (Get-TestAgentState -AgentId $agent).signedIn }
    }
}

Describe 'Lost events' {
    It 'are reported once if the reply to a poll is lost: <_>' -ForEach 'truncated', 'hugeBody', 'cutDuringBody' {
        $session = Connect-TestAgent
        $null = Wait-AgwEvent -Session $session -EventType AgentState_Ready
        Add-TestFault -AgentId $session.AgentId -Operation getAgentEvent -Fault $_
        $raise = { param($Name) Add-TestEvent -AgentId $session.AgentId -EventType $Name }
        # The poll in progress has no fault. The next one has.
        foreach ($name in 'Test_First', 'Test_Lost') {
            & $raise $name
            Wait-TestDelivery -AgentId $session.AgentId
        }

        & $raise 'Test_After'
        $seen = [System.Collections.Generic.List[string]]::new()
        $lost = [System.Collections.Generic.List[object]]::new()
        Wait-TestCondition -Seconds 20 {
            Receive-AgwEvent -Session $session @collectErrors | ForEach-Object { $seen.Add($_.EventType) }
            foreach ($problem in $problems) { $lost.Add($problem) }
            $seen -contains 'Test_After'
        }

        $seen | Should -Contain 'Test_First'
        $seen | Should -Not -Contain 'Test_Lost'
        @($lost).FullyQualifiedErrorId | Should -BeExactly 'EventsLost,AgentGateway.Commands.ReceiveAgwEventCommand'
        $lost[0].TargetObject | Should -Be $session.AgentId
        "$($lost[0])" | Should -BeLike '*at least one poll was lost*'
        Receive-AgwEvent -Session $session -ErrorVariable again
        $again | Should -BeNullOrEmpty
    }

    It 'are reported by the first Receive-AgwEvent of another runspace' {
        $session = Connect-TestAgent
        foreach ($letter in 'a', 'b', 'c') {
            Add-TestEvent -AgentId $session.AgentId -EventType "Test_$letter" -Content ($letter * 900000)
        }

        Wait-TestCondition {
            Wait-AgwEvent -Session $session -EventType Test_c -TimeoutSeconds 5 -ErrorAction SilentlyContinue -WarningAction Ignore
        }
        $run = Invoke-TestRunspace -Variable @{ session = $session } -Script { Receive-AgwEvent -Session $session }

        $run.Errors.FullyQualifiedErrorId | Should -BeExactly 'EventsLost,AgentGateway.Commands.ReceiveAgwEventCommand'
        $run.Output.EventType | Should -BeExactly 'Test_c'
    }
}

Describe 'Errors' {
    It 'keep the text of the gateway after a word such as password' {
        $agent = Get-TestAgent
        Add-TestFault -AgentId $agent -Operation login -Fault retCode -Detail @{ retCode = '100-004'; message = 'account of branch 7' }

        $gateway = Get-TestGateway
        $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = (Get-TestCredential) }
        Connect-AgwSession -AgentId $agent @option @collectErrors

        "$($problems[0])" | Should -BeLike '*password: "account of branch 7"*'
    }

    It 'name the type of an unusable input, with <Name>' -ForEach @(
        @{ Name = '-ErrorAction SilentlyContinue'; Action = 'SilentlyContinue' }
        @{ Name = '-ErrorAction Stop'; Action = 'Stop' }
    ) {
        $Error.Clear()
        $row = [pscustomobject]@{ Name = 'Smith'; Password = 'hunter2-hunter2' }

        try { $row | Set-AgwAgent -State Busy -ErrorAction $Action } catch { $null = $_ }
        try { $row, $row | Remove-AgwParticipant -Confirm:$false -ErrorAction $Action } catch { $null = $_ }

        $own = @($Error | Where-Object FullyQualifiedErrorId -Like 'InvalidArgument,AgentGateway*')
        $own.Count | Should -BeGreaterOrEqual 2
        $own.CategoryInfo.TargetName | Sort-Object -Unique | Should -BeExactly 'PSCustomObject'
        $own | ForEach-Object { "$($_.CategoryInfo)" } | Should -Not -BeLike '*hunter2*'
        $own[0].TargetObject | Should -Be $row
    }

    It 'are written for collected addresses that aren''t sent because the pipeline ends' {
        $chair = Connect-TestChairperson

        $run = {
            & { '1001'; '1002'; '1001'; throw 'upstream' } |
                Add-AgwParticipant -Session $chair -ErrorVariable script:unsent -ErrorAction SilentlyContinue
        }
        $run | Should -Throw 'upstream'

        @($script:unsent | Where-Object FullyQualifiedErrorId -EQ 'NotSent,AgentGateway.Commands.AddAgwParticipantCommand').TargetObject |
            Sort-Object |
            Should -Be '1001', '1001', '1002'
        Get-TestRequest -AgentId $chair.AgentId -Operation batchAddParticipant | Should -BeNullOrEmpty
    }

    It 'that end a pipeline are in $Error if Ctrl+C stops the remaining calls' {
        $none = Connect-TestAgent
        $chair = Connect-TestChairperson
        Add-TestFault -AgentId $chair.AgentId -Operation releaseAgentConf -Fault latency -Detail @{ milliseconds = 3000 }
        $runspace = Open-TestRunspace
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript('param($sessions) $sessions | Remove-AgwConference -Confirm:$false -ErrorAction Stop')
        $null = $shell.AddArgument(@($chair, $none))
        $handle = $shell.BeginInvoke()
        Wait-TestCondition { @(Get-TestRequest -AgentId $chair.AgentId, $none.AgentId -Operation releaseAgentConf).Count -eq 2 }
        Start-Sleep -Milliseconds 700

        $shell.Stop()

        $handle.IsCompleted | Should -BeTrue
        $recorded = @(
            $runspace.SessionStateProxy.GetVariable('Error') | Where-Object FullyQualifiedErrorId -Like '*RemoveAgwConferenceCommand'
        )
        $recorded.TargetObject | Sort-Object | Should -Be (@($none.AgentId, $chair.AgentId) | Sort-Object)
        $recorded.FullyQualifiedErrorId | Should -Contain 'ConferenceNotFound,AgentGateway.Commands.RemoveAgwConferenceCommand'
        $shell.Dispose()
        $runspace.Dispose()
    }
}

Describe 'Lists' {
    It 'can be indexed' {
        $chair = Connect-TestAgent
        $id = Add-TestConference -AgentId $chair.AgentId -Participant @(@{ addressType = '6'; address = '88887946' })
        $conference = Get-AgwConference -Session $chair -ConferenceId $id

        $conference.Participants.Count | Should -Be 2
        @($conference.Participants[0]).Count | Should -Be 1
        $conference.Participants[0].Address | Should -BeExactly "$($chair.AgentId)"
        $conference.Participants[-1].Address | Should -BeExactly '88887946'

        $result = Remove-AgwConference -Session $chair -Confirm:$false -Wait
        @($result.Events[0]).Count | Should -Be 1
        $result.Events[0] | Should -BeOfType ([AgentGateway.AgentEvent])
    }

    It 'of every operation can be indexed' {
        foreach ($operation in [AgentGateway.Catalogue]::All) {
            foreach ($list in $operation.Events, $operation.RetCodes) {
                if ($list.Count) { $list[0] | Should -BeOfType ([string]) }
            }
        }
    }
}
