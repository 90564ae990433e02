# A mistyped name of an event is an error or a warning that names the documented event.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'The name of an event' {
    BeforeAll { $agent = (Connect-TestAgent).AgentId }

    It 'that is a likely typing error causes an error immediately: <Typed>' -ForEach @(
        @{ Typed = 'AgentConf_Timout'; Meant = 'AgentConf_Timeout' }
        @{ Typed = 'AgentSate_Ready'; Meant = 'AgentState_Ready' }
        @{ Typed = 'AgentMediaEvent_StopPlayDon'; Meant = 'AgentMediaEvent_StopPlayDone' }
    ) {
        $commands = @(
            { Wait-AgwEvent -AgentId $agent -EventType $Typed @args }
            { Receive-AgwEvent -AgentId $agent -EventType $Typed @args }
        )
        foreach ($command in $commands) {
            $problem = Get-TestProblem $command

            $problem.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            "$problem" | Should -BeLike "*'$Typed'*Did you mean $Meant*$Typed``**"
        }
    }

    It 'that is not documented causes a warning with a suggestion: <Typed>' -ForEach @(
        @{ Typed = 'AgentConf_Joind'; Said = 'Did you mean AgentConf_SelfJoinResult?' }
        @{ Typed = 'AgentState_Idle'; Said = 'The Tab key completes' }
        @{ Typed = 'Joined'; Said = 'The Tab key completes' }
    ) {
        $collectWarnings = @{ WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
        Wait-AgwEvent -AgentId $agent -EventType $Typed -TimeoutSeconds 1 @collectWarnings -ErrorAction SilentlyContinue
        Receive-AgwEvent -AgentId $agent -EventType $Typed -WarningVariable +warnings -WarningAction SilentlyContinue

        $warnings.Count | Should -Be 2
        foreach ($warning in $warnings) { "$warning" | Should -BeLike "*'$Typed'*$Said*" }
    }

    It 'that is an invalid pattern causes an error that mentions wildcards: <_>' -ForEach 'AgentConf_[', '[', 'AgentConf_[a-' {
        $typed = $_
        $commands = @(
            { Wait-AgwEvent -AgentId $agent -EventType $typed @args }
            { Receive-AgwEvent -AgentId $agent -EventType $typed @args }
        )
        foreach ($command in $commands) {
            $problem = Get-TestProblem $command

            "$problem" | Should -Match ([regex]::Escape("'$typed'"))
            "$problem" | Should -Match 'wildcard'
            "$problem" | Should -Not -Match 'broke its promise'
        }
    }

    It 'is accepted without a warning if it can be an event of the gateway: <_>' -ForEach @(
        'AgentEvent_Ringing'
        'AgentConf_Joind*'
        'agentconf_timeout'
    ) {
        Receive-AgwEvent -AgentId $agent -EventType $_ -WarningVariable warnings | Should -BeNullOrEmpty

        $warnings | Should -BeNullOrEmpty
    }
}
