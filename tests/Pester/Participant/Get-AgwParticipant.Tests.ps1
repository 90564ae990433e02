BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwParticipant' {
    BeforeAll {
        $inspector = Connect-TestAgent -AgentId 900
        $chair = Connect-TestAgent
        $member = Get-TestAgent
        $id = Add-TestConference -AgentId $chair.AgentId -Participant @(
            @{ addressType = '6'; address = '88887946' }
            @{ addressType = '9'; address = "$member" }
        )
    }

    It 'returns the participants of piped conferences without another request' {
        $conference = Get-AgwConference -Session $inspector -ConferenceId $id
        $before = @(Get-TestRequest -AgentId 900).Count

        $people = @($conference | Get-AgwParticipant)

        $people.Count | Should -Be 3
        $people | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.Participant]) }
        @($people | ForEach-Object AgentId | Sort-Object -Unique) | Should -Be $chair.AgentId
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
    }

    It 'queries the conferences that the agent may see' {
        $people = @(Get-AgwParticipant -Session $inspector | Where-Object ConferenceId -EQ $id)

        $people.Count | Should -Be 3
    }

    It 'accepts wildcards for the address: <_>' -ForEach '8888*', '88887946', '?888*' {
        $people = @(Get-AgwConference -Session $inspector -ConferenceId $id | Get-AgwParticipant -Address $_)

        $people.Count | Should -Be 1
        $people[0].Address | Should -BeExactly '88887946'
    }

    It 'can be piped to cmdlets that act on participants, with the session of the chairperson' {
        $result = Get-AgwConference -Session $inspector -ConferenceId $id |
            Get-AgwParticipant -Address 8888* |
            Suspend-AgwParticipant -VoicePath 'y:/a.V3' -Wait

        $result.AgentId | Should -Be $chair.AgentId
        (Get-AgwConference -Session $inspector -ConferenceId $id | Get-AgwParticipant -Address 8888*).State | Should -Be 'Held'
    }
}
