BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Resume-AgwParticipant' {
    It 'sends the documented request, and waits for the event of this participant with -Wait' {
        $session = Connect-TestChairperson
        $null = Suspend-AgwParticipant -Session $session -Address 88887946 -VoicePath 'y:/a.V3' -Wait

        $result = Resume-AgwParticipant -Session $session -Address 88887946 -Wait

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation unholdParticipant)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$($session.AgentId)/unholdparticipant"
        Format-TestBody -Body $request[0].body | Should -BeExactly '{"address":"88887946","addressType":"6"}'
        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Events[-1].Content.ChangeType | Should -Be 'Unheld'
        $result.Events[-1].Content.Participant | Should -BeExactly '88887946'
    }

    It 'reports an address that is not in the conference as InvalidArgument' {
        Connect-TestChairperson | Resume-AgwParticipant -Address 4711 @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ResumeAgwParticipantCommand'
        $problems[0].Exception.RetCode | Should -BeExactly '000-002'
    }

    It 'refuses an address of 25 bytes before anything is sent' {
        $session = Connect-TestChairperson

        $problem = { Resume-AgwParticipant -Session $session -Address ('1' * 25) -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^ParameterArgumentValidationError'
        Get-TestRequest -AgentId $session.AgentId -Operation unholdParticipant | Should -BeNullOrEmpty
    }
}
