BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Resize-AgwConference' {
    It 'sends the documented request: <Name>' -ForEach @(
        @{ Name = 'more places'; Parameter = @{ Add = 4 }; Body = '{"modifyNum":4,"modifyType":0}' }
        @{ Name = 'fewer places'; Parameter = @{ Subtract = 6 }; Body = '{"modifyNum":6,"modifyType":1}' }
    ) {
        $agent = (Connect-TestAgent).AgentId
        $null = New-AgwConference -AgentId $agent -MemberCount 10

        $result = Resize-AgwConference -AgentId $agent @Parameter

        $request = Get-TestRequest -AgentId $agent -Operation modifyConfResource
        $request.method | Should -BeExactly 'POST'
        $request.path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/modifyconfresource"
        Format-TestBody -Body $request.body | Should -BeExactly $Body
        $result | Should -BeOfType ([AgentGateway.OperationResult])
    }

    It 'changes the capacity' {
        $agent = (Connect-TestAgent).AgentId
        $conference = New-AgwConference -AgentId $agent -MemberCount 10

        $null = $conference | Resize-AgwConference -Add 4

        (Get-TestConference -ConferenceId $conference.ConferenceId).capacity | Should -Be 14
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'more and fewer at once'; Parameter = @{ Add = 2; Subtract = 2 } }
        @{ Name = 'one place'; Parameter = @{ Add = 1 } }
        @{ Name = '119 places'; Parameter = @{ Subtract = 119 } }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $problem = { Resize-AgwConference -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgumentValidationError|AmbiguousParameterSet)'
        Get-TestRequest -AgentId $agent -Operation modifyConfResource | Should -BeNullOrEmpty
    }

    It 'requires either -Increase or -Decrease' {
        foreach ($set in (Get-Command -Name Resize-AgwConference).ParameterSets) {
            @($set.Parameters | Where-Object IsMandatory).Name | Should -BeExactly $set.Name
        }
    }
}
