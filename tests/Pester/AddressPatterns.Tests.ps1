# Patterns of addresses, and the completion of addresses by their type.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'An address pattern' {
    It 'that is invalid causes an error that mentions wildcards' {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-TestProblem { Get-AgwParticipant -AgentId $agent -Address 'a[' @args }

        "$problem" | Should -Match "'a\['"
        "$problem" | Should -Match 'wildcard'
    }
}

Describe 'Completion of an address' {
    It 'adds -AddressType where the participant is an agent' {
        $agent, $member = (Connect-TestAgent -Count 2).AgentId
        $id = Add-TestConference -AgentId $agent -Participant @(
            @{ addressType = '9'; address = "$member" }
            @{ addressType = '6'; address = '88887946' }
        )
        $null = Get-AgwConference -AgentId $agent -ConferenceId $id

        foreach ($command in 'Remove-AgwParticipant', 'Suspend-AgwParticipant', 'Stop-AgwConfVoice') {
            $line = "$command -AgentId $agent -Address "
            $offered = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches

            $offered.CompletionText | Should -Contain "$member -AddressType AgentId"
            $offered.CompletionText | Should -Contain '88887946'
        }

        $line = "Get-AgwParticipant -AgentId $agent -Address "
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Contain "$member"
    }

    It 'offers only participants of the type that -AddressType specifies' {
        $agent, $member = (Connect-TestAgent -Count 2).AgentId
        $id = Add-TestConference -AgentId $agent -Participant @(
            @{ addressType = '9'; address = "$member" }
            @{ addressType = '6'; address = '88887946' }
        )
        $null = Get-AgwConference -AgentId $agent -ConferenceId $id

        $line = "Remove-AgwParticipant -AgentId $agent -AddressType AgentId -Address "
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be "$agent", "$member"
    }
}
