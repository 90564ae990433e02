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
        $id = Add-TestConference -AgentId $chair.AgentId -Participant @{ addressType = '6'; address = '88887946' }, @{ addressType = '9'; address = "$member" }
    }

    It 'shows who is in the conferences that are piped in, without asking again' {
        $conference = Get-AgwConference -Session $inspector -ConferenceId $id
        $before = @(Get-TestRequest -AgentId 900).Count

        $people = @($conference | Get-AgwParticipant)

        $people.Count | Should -Be 3
        $people | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.Participant]) }
        @($people | ForEach-Object AgentId | Sort-Object -Unique) | Should -Be $chair.AgentId
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
    }

    It 'asks for those that an agent may see' {
        $people = @(Get-AgwParticipant -Session $inspector | Where-Object ConferenceId -EQ $id)

        $people.Count | Should -Be 3
    }

    It 'takes wildcards for the address: <_>' -ForEach '8888*', '88887946', '?888*' {
        $people = @(Get-AgwConference -Session $inspector -ConferenceId $id | Get-AgwParticipant -Address $_)

        $people.Count | Should -Be 1
        $people[0].Address | Should -BeExactly '88887946'
    }

    It 'pipes into what acts on them, through the session of their chairperson' {
        $result = Get-AgwConference -Session $inspector -ConferenceId $id | Get-AgwParticipant -Address 8888* | Suspend-AgwParticipant -VoicePath 'y:/a.V3' -Wait

        $result.AgentId | Should -Be $chair.AgentId
        (Get-AgwConference -Session $inspector -ConferenceId $id | Get-AgwParticipant -Address 8888*).State | Should -Be 'Held'
    }
}
