BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Set-AgwConference' {
    It 'extends the conference with the documented request, and returns the actual extension' {
        $agent = (Connect-TestAgent).AgentId
        $conference = New-AgwConference -AgentId $agent -MemberCount 5 -Duration 1400

        $result = Set-AgwConference -AgentId $agent -ExtendBy 100

        $request = Get-TestRequest -AgentId $agent -Operation prolongTime
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/prolongtime"
        Format-TestBody -Body $request.body | Should -BeExactly '{"prolongTime":100}'
        $result | Should -BeOfType ([AgentGateway.ExtensionResult])
        $result.ExtendedBy | Should -Be ([timespan]::FromMinutes(40))
        (Get-TestConference -ConferenceId $conference.ConferenceId).durationMinutes | Should -Be 1440
    }

    It 'accepts the extension as a time span' {
        $agent = (Connect-TestAgent).AgentId
        $null = New-AgwConference -AgentId $agent -MemberCount 5

        (Set-AgwConference -AgentId $agent -ExtendBy 1:30:00).ExtendedBy | Should -Be ([timespan]::FromMinutes(90))
    }

    It 'transfers the chairperson role with the documented request, and waits for it with -Wait' {
        $chairperson, $member = Connect-TestAgent -Count 2
        $conference = Add-TestConference -AgentId $chairperson.AgentId -Participant @{ addressType = '9'; address = "$($member.AgentId)" }

        $result = Set-AgwConference -AgentId $chairperson.AgentId -Chairperson $member.AgentId -Wait

        $request = Get-TestRequest -AgentId $chairperson.AgentId -Operation applyToShiftPresident
        $request.path | Should -BeExactly "/agentgateway/resource/agentconf/$($chairperson.AgentId)/applytoshiftpresident"
        $request.body | Should -BeExactly "{`"destAgentNo`":$($member.AgentId)}"
        $result.Events[-1].Content.ChangeType | Should -Be 'ChairpersonChanged'
        (Get-TestConference -ConferenceId $conference).chairperson | Should -Be $member.AgentId
    }

    It 'reports ChairpersonRule if the new chairperson is the present one' {
        $agent = (Connect-TestChairperson).AgentId

        Set-AgwConference -AgentId $agent -Chairperson $agent @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ChairpersonRule,AgentGateway.Commands.SetAgwConferenceCommand'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'both at once'; Parameter = @{ ExtendBy = 5; Chairperson = 101 } }
        @{ Name = 'no time'; Parameter = @{ ExtendBy = 0 } }
        @{ Name = '1441 minutes'; Parameter = @{ ExtendBy = 1441 } }
        @{ Name = 'half a minute'; Parameter = @{ ExtendBy = [timespan]::FromSeconds(30) } }
        @{ Name = 'an agent ID out of range'; Parameter = @{ Chairperson = 100 } }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $problem = { Set-AgwConference -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(InvalidArgument|AmbiguousParameterSet)'
        Get-TestRequest -AgentId $agent | Where-Object operation -In 'prolongTime', 'applyToShiftPresident' | Should -BeNullOrEmpty
    }

    It 'requires a property to change' {
        foreach ($set in (Get-Command -Name Set-AgwConference).ParameterSets) {
            @($set.Parameters | Where-Object IsMandatory) | Should -HaveCount 1
        }
    }
}
