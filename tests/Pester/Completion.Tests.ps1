# Completion uses only values that the runspace already knows. It never uses the network, never fails, and is immediate.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $sessions = @(Connect-TestAgent -Count 3)
    $chairperson = $sessions[0]
    $id = Add-TestConference -AgentId $chairperson.AgentId -Participant @(
        @{ addressType = '6'; address = '88887946' }
        @{ addressType = '6'; address = '88887947' }
    )
    $participants = @(Get-AgwConference -Session $chairperson -ConferenceId $id | ForEach-Object Participants)

    function Complete-Line([string] $Line) {
        $null = $Line
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'Completion' {
    It 'offers the agents that have a session here, with their state' {
        $offered = Complete-Line -Line 'Remove-AgwConference -AgentId '

        $offered.CompletionText | Should -Contain "$($sessions[1].AgentId)"
        ($offered | Where-Object CompletionText -EQ "$($sessions[1].AgentId)").ToolTip | Should -BeLike 'SignedIn at *'
    }

    It 'offers a session as the command that returns it' {
        (Complete-Line -Line 'Stop-AgwConfVoice -Session ').CompletionText | Should -Contain "(Get-AgwSession $($chairperson.AgentId))"
    }

    It 'offers the documented events with the typed prefix, with their descriptions' {
        $offered = Complete-Line -Line 'Receive-AgwEvent -EventType AgentConf_R'

        $offered.CompletionText | Should -Be 'AgentConf_RequestSuccess', 'AgentConf_RequestFailed', 'AgentConf_Ringing'
        $offered[2].ToolTip | Should -BeExactly 'The agent is invited to a conference.'
    }

    It 'offers the participants of the specified chairperson that were displayed last' {
        $offered = Complete-Line -Line "Suspend-AgwParticipant -AgentId $($chairperson.AgentId) -Address "

        $participants.Count | Should -BeGreaterThan 1
        $offered.ListItemText | Should -Be ($participants | ForEach-Object Address)
        (Complete-Line -Line "Suspend-AgwParticipant -AgentId $($sessions[1].AgentId) -Address ").ListItemText |
            Should -Not -Contain $participants[1].Address
    }

    It 'inserts -AddressType for an agent, and offers no agent after other addresses' {
        $agent = "$($chairperson.AgentId)"

        (Complete-Line -Line "Remove-AgwParticipant $agent ").CompletionText | Should -Contain "$agent -AddressType AgentId"
        $lines = @(
            "Remove-AgwParticipant $agent 888,"
            "Remove-AgwParticipant $agent 888,$agent"
            "Remove-AgwParticipant $agent -Address 888, $agent"
        )
        foreach ($line in $lines) {
            @(Complete-Line -Line $line).CompletionText |
                Where-Object { $_ -match 'AddressType|^\d{3}$' } |
                Should -BeNullOrEmpty -Because $line
        }

        (Complete-Line -Line "Remove-AgwParticipant $agent 888,8888794").CompletionText | Should -Contain '88887946'
    }

    It 'offers the reasons that are valid for the state' {
        (Complete-Line -Line 'Set-AgwAgent -State Busy -Reason 25').CompletionText | Should -Be '250'
        (Complete-Line -Line 'Set-AgwAgent -State Rest -Reason 25').CompletionText |
            Should -Be '25', '250', '251', '252', '253', '254', '255'
    }

    It 'offers the modes' {
        (Complete-Line -Line 'Set-AgwParticipant -Mode ').CompletionText | Should -Be 'ListenAndSpeak', 'ListenOnly', 'Silent', 'SpeakOnly'
    }

    It 'sends no request, and takes less than 50 ms' {
        $before = @(Get-TestRequest -AgentId $chairperson.AgentId | Where-Object operation -NE 'getAgentEvent').Count
        $lines = @(
            'Remove-AgwConference -AgentId '
            'Stop-AgwConfVoice -Session '
            'Receive-AgwEvent -EventType '
            'Suspend-AgwParticipant -Address '
            'Set-AgwAgent -State Busy -Reason '
        )
        $null = $lines | ForEach-Object { Complete-Line -Line $_ }

        # The median of nine measurements, so that other load on the machine doesn't affect the result.
        foreach ($line in $lines) {
            $times = 1..9 | ForEach-Object { (Measure-Command { Complete-Line -Line $line }).TotalMilliseconds } | Sort-Object
            $times[4] | Should -BeLessThan 50 -Because $line
        }

        @(Get-TestRequest -AgentId $chairperson.AgentId | Where-Object operation -NE 'getAgentEvent').Count | Should -Be $before
    }

    It 'inserts the address <Address> as one argument' -ForEach @(
        @{ Address = "a$([char]0x2019); `$env:AGW_TEST_INJECTED = 1; $([char]0x2018)b" }
        @{ Address = "a'; `$env:AGW_TEST_INJECTED = 1; 'b" }
        @{ Address = "$([char]0x201A)`$(`$env:AGW_TEST_INJECTED = 1)$([char]0x201B)" }
        @{ Address = '"$($env:AGW_TEST_INJECTED = 1)"' }
        @{ Address = '`; $env:AGW_TEST_INJECTED = 1 #' }
        @{ Address = '0012' }
        @{ Address = '0x10' }
        @{ Address = '1e3' }
        @{ Address = '12345678901234567890' }
        @{ Address = '88887946' }
        @{ Address = '-Session' }
        @{ Address = '@home' }
        @{ Address = '70001;70002' }
    ) {
        Add-TestFault -AgentId $chairperson.AgentId -Operation queryConfInfos -Fault retCode -Detail @{
            retCode = '0'
            result  = @{ confs = @(@{ confId = 7; addresses = @(@{ address = $Address; addressType = '6' }) }) }
        }
        $null = Get-AgwConference -Session $chairperson -ConferenceId 7
        $env:AGW_TEST_INJECTED = ''

        $offered = @(Complete-Line -Line 'Suspend-AgwParticipant -Address ')
        $offered.Count | Should -Be 1
        function Get-Argument([AgentGateway.ParticipantIdentity] $Given, [object] $Text) { "$Text" }
        $given = & ([scriptblock]::Create("Get-Argument -Text $($offered[0].CompletionText)"))

        $given | Should -BeExactly $Address
        $env:AGW_TEST_INJECTED | Should -BeNullOrEmpty
    }

    It 'does not offer an address that would be invisible on the command line' {
        Add-TestFault -AgentId $chairperson.AgentId -Operation queryConfInfos -Fault retCode -Detail @{
            retCode = '0'
            result  = @{
                confs = @(
                    @{
                        confId    = 7
                        addresses = @(@{ address = "1$([char]0x202E)2"; addressType = '6' }, @{ address = '77'; addressType = '6' })
                    }
                )
            }
        }
        $null = Get-AgwConference -Session $chairperson -ConferenceId 7

        (Complete-Line -Line 'Suspend-AgwParticipant -Address ').ListItemText | Should -BeExactly '77'
    }

    It 'offers nothing and writes no error if no agents are known' {
        $run = Invoke-TestRunspace -Script @'
            $completion = TabExpansion2 -inputScript 'Remove-AgwConference -AgentId ' -cursorColumn 30
            $completion.CompletionMatches | Where-Object ResultType -EQ ParameterValue
'@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -BeNullOrEmpty
    }
}
