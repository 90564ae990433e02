BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Set-AgwParticipant' {
    It 'sends the documented request: <Mode> is <Attribute>' -ForEach @(
        @{ Mode = 'ListenOnly'; Attribute = 1 }
        @{ Mode = 'SpeakOnly'; Attribute = 2 }
        @{ Mode = 'ListenAndSpeak'; Attribute = 3 }
        @{ Mode = 'Silent'; Attribute = 4 }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $result = Set-AgwParticipant -AgentId $agent -Address 88887946 -Mode $Mode

        $request = @(Get-TestRequest -AgentId $agent -Operation changeParticipantMode)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/changeparticipantmode"
        Format-TestBody -Body $request[0].body |
            Should -BeExactly "{`"address`":`"88887946`",`"addressType`":`"6`",`"attribute`":$Attribute}"
        $result | Should -BeOfType ([AgentGateway.OperationResult])
    }

    It 'waits for the event of <Mode> with -Wait' -ForEach @(
        @{ Mode = 'ListenOnly'; Change = 'Muted' }
        @{ Mode = 'ListenAndSpeak'; Change = 'Unmuted' }
    ) {
        $result = Connect-TestChairperson | Set-AgwParticipant -Address 88887946 -Mode $Mode -Wait

        $result.Events[-1].Content.ChangeType | Should -Be $Change
    }

    It 'refuses -Wait for a mode without a documented event, before anything is sent: <_>' -ForEach 'SpeakOnly', 'Silent' {
        $session = Connect-TestChairperson

        Set-AgwParticipant -Session $session -Address 88887946 -Mode $_ -Wait -TimeoutSeconds 2 @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.SetAgwParticipantCommand'
        Get-TestRequest -AgentId $session.AgentId -Operation changeParticipantMode | Should -BeNullOrEmpty
    }

    It 'refuses an undocumented mode before anything is sent' {
        $session = Connect-TestChairperson

        { Set-AgwParticipant -Session $session -Address 88887946 -Mode 5 -ErrorAction Stop } |
            Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,AgentGateway.Commands.SetAgwParticipantCommand'

        Get-TestRequest -AgentId $session.AgentId -Operation changeParticipantMode | Should -BeNullOrEmpty
    }
}
