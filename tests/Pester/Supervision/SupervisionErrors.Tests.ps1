# The errors, prompts, and warnings of the cmdlets for supervisions. Most of them come from code that other cmdlets of inspectors share.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
    $second = Connect-TestAgent -AgentId 901

    function Get-InspectorRequest { @(Get-TestRequest -AgentId 900, 901 | Where-Object path -Like '*qualitycontrol*') }
}

AfterAll { Disconnect-TestAgent }

Describe 'The cmdlets for supervisions' {
    BeforeEach {
        $agent, $other = (Connect-TestAgent -Count 2).AgentId
        $before = (Get-InspectorRequest).Count
    }

    AfterEach {
        Stop-TestSupervision -Inspector $inspector
        Stop-TestSupervision -Inspector $second
    }

    It 'refuse several modes: <Name>' -ForEach @(
        @{ Name = 'a list'; Script = { Start-AgwSupervision $agent Listen, Insert -Inspector $inspector -ErrorAction Stop } }
        @{ Name = 'a text'; Script = { Switch-AgwSupervision $agent 'Listen, Whisper' -Inspector $inspector -ErrorAction Stop } }
        @{ Name = 'a row'; Script = {
                [pscustomobject]@{ AgentId = $agent; InspectorId = 900; Mode = 'Listen, Whisper' } | Stop-AgwSupervision -ErrorAction Stop
            }
        }
    ) {
        $Script | Should -Throw

        (Get-InspectorRequest).Count | Should -Be $before
    }

    It 'warn of the agents for which they were carried out if the pipeline ends: <Name>' -ForEach @(
        @{ Name = 'Start'; Script = { $rows | Start-AgwSupervision -Mode Listen -WarningVariable script:warnings 3>$null } }
        @{ Name = 'Switch'; Script = { $rows | Switch-AgwSupervision -Mode Listen -WarningVariable script:warnings 3>$null } }
    ) {
        $rows = @([pscustomobject]@{ AgentId = $agent; InspectorId = 900 }, [pscustomobject]@{ AgentId = $other; InspectorId = 901 })
        if ($Name -eq 'Switch') { $null = $rows | Start-AgwSupervision -Mode Listen }
        foreach ($id in 900, 901) {
            foreach ($operation in 'addSupervise', 'requestSwitchInsertWhisperAgent') {
                Add-TestFault -AgentId $id -Operation $operation -Fault latency -Detail @{ milliseconds = 200 + (100 * ($id - 900)) }
            }
        }

        $first = & $Script | Select-Object -First 1
        $null = Invoke-TestControl -Method Delete -Path faults

        "$script:warnings" | Should -Match "The command was carried out for: $(@($agent, $other) -ne $first.AgentId)"
    }

    It 'name the input and the parameter in a contradiction: <Name>' -ForEach @(
        @{ Name = 'agent'; Piped = { $agent }; Typed = { $other }; Text = { "input is about agent $agent, but -AgentId specifies $other" } }
        @{
            Name  = 'inspector'
            Piped = { [pscustomobject]@{ AgentId = $agent; InspectorId = 900 } }
            Typed = { [pscustomobject]@{ AgentId = $agent; InspectorId = 901 } }
            Text  = { 'input is about inspector 900, but inspector 901 is specified' }
        }
        @{
            Name  = 'gateway'
            Piped = { [pscustomobject]@{ AgentId = $agent; Gateway = 'a.example' } }
            Typed = { [pscustomobject]@{ AgentId = $agent; Gateway = 'b.example' } }
            Text  = { 'input belongs to gateway a\.example:8043, but the parameter specifies b\.example:8043' }
        }
    ) {
        $typed = & $Typed

        & $Piped | Start-AgwSupervision -AgentId $typed -Mode Listen -Inspector $inspector @collectErrors

        $problems[0].Exception.Message | Should -Match (& $Text)
    }

    It 'say that the inspector has no session: <Name>' -ForEach @(
        @{ Name = 'pipeline input'; Script = { $agent | Start-AgwSupervision -Mode Listen @collectErrors } }
        @{ Name = 'no default session'; Script = { Start-AgwSupervision $agent Listen @collectErrors } }
        @{ Name = 'another gateway'; Script = {
                Start-AgwSupervision $agent Listen -Inspector $inspector -Gateway https://127.0.0.1:1 @collectErrors
            }
        }
        @{ Name = 'Disconnect-AgwAgent'; Script = { $agent | Disconnect-AgwAgent -Confirm:$false @collectErrors } }
    ) {
        Select-AgwSession 59999 -ErrorAction Ignore

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        $problems[0].TargetObject | Should -Be $agent
        $problems[0].Exception.Message | Should -Match "^Agent ${agent}: no session of an inspector is open for this agent"
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Sign in the inspector .*-Inspector'
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -Match '-Session'
    }

    It 'send nothing for an inspector with several inputs, even if the others have a problem: <Name>' -ForEach @(
        @{ Name = 'the inspector itself'; Script = {
                $agent, 900 | Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors
            }
        }
        @{ Name = 'no agent'; Script = { 'x', $agent | Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors } }
        @{ Name = 'no mode'; Script = {
                [pscustomobject]@{ AgentId = $other; InspectorId = 900; Mode = '' },
                [pscustomobject]@{ AgentId = $agent; InspectorId = 900; Mode = 'Listen' } | Stop-AgwSupervision @collectErrors
            }
        }
    ) {
        . $Script

        $problems.Count | Should -Be 2
        ($problems | Where-Object TargetObject -EQ $agent).Exception.Message | Should -Match 'there are 2 inputs for inspector 900'
        (Get-InspectorRequest).Count | Should -Be $before
    }

    It 'refuse an agent ID above the limit of the session, also with -WhatIf: <Name>' -ForEach @(
        @{ Name = 'Start-AgwSupervision'; Script = { Start-AgwSupervision 60000 Listen -Inspector $inspector @whatIf @collectErrors } }
        @{ Name = 'Stop-AgwSupervision'; Script = { Stop-AgwSupervision 60000 Listen -Inspector $inspector @whatIf @collectErrors } }
        @{ Name = 'Set-AgwAgent'; Script = { Set-AgwAgent 60000 Busy -Inspector $inspector @whatIf @collectErrors } }
        @{ Name = 'Disconnect-AgwAgent'; Script = { Disconnect-AgwAgent 60000 -Inspector $inspector @whatIf @collectErrors } }
        @{ Name = 'Get-AgwAgent'; Script = { Get-AgwAgent 60000 -Inspector $inspector @collectErrors } }
        @{ Name = 'Get-AgwCall'; Script = { Get-AgwCall 60000 -Inspector $inspector @collectErrors } }
    ) {
        $all = @(Get-TestRequest -AgentId 900).Count
        foreach ($whatIf in @{ Confirm = $false }, @{ WhatIf = $true }) {
            . $Script

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly (
                "InvalidArgument,AgentGateway.Commands.$($Name -replace '-')Command")
            $problems[0].Exception.Message | Should -Match 'between 101 and 59999'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '-MaximumAgentId'
        }

        @(Get-TestRequest -AgentId 900).Count | Should -Be $all
    }

    It 'name the target agent if the reply is lost: <Name>' -ForEach @(
        @{ Name = 'Start-AgwSupervision'; Operation = 'addSupervise'; Script = {
                Start-AgwSupervision $agent Listen -Inspector $inspector @collectErrors
            }
        }
        @{ Name = 'Set-AgwAgent'; Operation = 'forceBusy'; Script = { Set-AgwAgent $agent Busy -Inspector $inspector @collectErrors } }
    ) {
        Add-TestFault -AgentId 900 -Operation $Operation -Fault cutAfter

        . $Script

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
        $problems[0].TargetObject, $problems[0].Exception.AgentId | Should -Be $agent, $agent
        $problems[0].Exception.Message | Should -Match "^Agent ${agent}: "
    }

    It 'show the call of the input in the prompt' {
        $call = Add-TestCall -AgentId $agent
        $run = Invoke-TestRunspace -Script '$inputs | Switch-AgwSupervision -Intercept -Inspector $inspector -Confirm' -Variable @{
            inputs = @(Get-AgwCall $agent); inspector = $inspector
        }

        $run.Text | Should -Match "Take call $call over"
    }

    It 'write NotSent for an input whose prompt can''t be shown' {
        $null = Start-AgwSupervision $agent Listen -Inspector $inspector
        $run = Invoke-TestRunspace -Variable @{ agent = $agent; inspector = $inspector } -Script @'
            $Error.Clear()
            try { $agent | Switch-AgwSupervision -Intercept -Inspector $inspector } catch { }
            $Error
'@

        $unsent = @($run.Output | Where-Object FullyQualifiedErrorId -EQ 'NotSent,AgentGateway.Commands.SwitchAgwSupervisionCommand')
        $unsent.TargetObject | Should -Be $agent
    }

    It 'prompt once if the preference is <Preference>' -ForEach @(@{ Preference = 'Medium' }, @{ Preference = 'High' }) {
        $null = Add-TestCall -AgentId $agent
        $null = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait
        Add-Type -Path "$PSScriptRoot/../PromptingHost.cs"
        $asked = [AgentGateway.Tests.PromptingHost]::new()
        $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
        $state.ImportPSModule((Get-TestModule))
        $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($asked, $state)
        $runspace.Open()
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $asked.AnswerYes([System.Threading.Tasks.Task]::CompletedTask)
        $script = "param(`$agent, `$inspector) `$ConfirmPreference = '$Preference'; "
        $script += 'Switch-AgwSupervision $agent -Intercept -Inspector $inspector -Wait'

        $result = $shell.AddScript($script).AddArgument($agent).AddArgument($inspector).Invoke()

        $result.Operation | Should -BeExactly 'intercept'
        $asked.Prompts | Should -Be 1
        $shell.Dispose()
        $runspace.Dispose()
        $null = Stop-AgwCall -AgentId 900 -Confirm:$false
    }
}

Describe 'The end of the inspector''s session' {
    It 'is the reason that errors state, and no change that was accepted is to be repeated' {
        $agent = (Connect-TestAgent).AgentId
        $null = Connect-TestAgent -AgentId 902
        $leaving = Get-AgwSession -AgentId 902
        Add-TestFault -AgentId 902 -Operation addSupervise -Fault retCode -Detail @{ retCode = '0'; acted = $false }
        $run = [powershell]::Create().AddScript({
                param($Session, $Agent, $Module)
                Import-Module -Name $Module
                Start-AgwSupervision $Agent Listen -Inspector $Session -Wait -TimeoutSeconds 30
            }).AddArgument($leaving).AddArgument($agent).AddArgument((Get-TestModule))
        $waiting = $run.BeginInvoke()
        Wait-TestCondition { Get-TestRequest -AgentId 902 -Operation addSupervise }
        $null = Invoke-TestControl -Method Post -Path agents/902/signout -Body @{}
        $null = $run.EndInvoke($waiting)

        $accepted = $run.Streams.Error[0]
        $accepted.FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.StartAgwSupervisionCommand'
        $accepted.Exception.Message | Should -Match "^Agent ${agent}: the gateway accepted the operation, but the session that sent it"
        $accepted.ErrorDetails.RecommendedAction | Should -Match 'check the state before you repeat'
        $accepted.Exception.RetCode | Should -BeExactly '0'

        Start-AgwSupervision $agent Listen -Inspector $leaving @collectErrors
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NotSignedIn,AgentGateway.Commands.StartAgwSupervisionCommand'
        $problems[0].Exception.Message | Should -Match "^Agent ${agent}: the inspector, or another agent that sends the call"
        $problems[0].Exception.Message | Should -Not -Match 'accepted'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Sign in the inspector'
    }
}
