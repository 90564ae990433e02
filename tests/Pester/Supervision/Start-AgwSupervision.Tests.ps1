BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
}

AfterAll { Disconnect-TestAgent }

Describe 'Start-AgwSupervision' {
    BeforeEach {
        $agent = (Connect-TestAgent).AgentId
        $call = Add-TestCall -AgentId $agent
        $supervision = $null
    }

    AfterEach {
        Stop-TestSupervision -Inspector $inspector
    }

    It 'begins to <Mode> with the documented request' -ForEach @(
        @{ Mode = 'Listen'; Operation = 'addSupervise'; Request = 'PUT addsupervise/{0}' }
        @{ Mode = 'Insert'; Operation = 'addInsert'; Request = 'PUT addinsert/{0}' }
        @{ Mode = 'Whisper'; Operation = 'requestWhisperAgent'; Request = 'POST requestwhisperagent?whisperagentid={0}' }
    ) {
        $supervision = Start-AgwSupervision $agent $Mode -Inspector $inspector

        $sent = @(Get-TestRequest -AgentId 900 -Operation $Operation)[-1]
        "$($sent.method) $($sent.path)$($sent.query)" -replace '/agentgateway/resource/qualitycontrol/900/' |
            Should -BeExactly ($Request -f $agent)
        $supervision | Should -BeOfType ([AgentGateway.AgwSupervision])
        $supervision.AgentId, $supervision.InspectorId, $supervision.Mode | Should -Be $agent, 900, $Mode
        $supervision.Gateway | Should -Be $inspector.Gateway
        ([datetimeoffset]::Now - $supervision.StartedAt).TotalMinutes | Should -BeLessThan 5
        $state = Get-TestAgentState -AgentId 900
        $state.supervised, $state.supervision | Should -Be $agent, $Mode

        # Until then, the event of the next supervision can't be distinguished from this one's.
        Wait-AgwEvent -AgentId 900 -EventType AgentOther_PhoneOffhook -TimeoutSeconds 20 | Should -Not -BeNullOrEmpty
    }

    It 'waits until the phone of the inspector is answered' {
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait

        $supervision.Mode | Should -Be 'Listen'
        (Receive-AgwEvent -Session $inspector).EventType | Should -Contain 'AgentOther_PhoneOffhook'
    }

    It 'notifies the agent of the inspector and of the mode' {
        $null = Start-AgwSupervision $agent Whisper -Inspector $inspector -Wait

        $received = Wait-AgwEvent -AgentId $agent -EventType AgentOther_BeQcStart -TimeoutSeconds 20
        $received.Content | Should -BeOfType ([AgentGateway.SupervisionNotice])
        $received.Content.InspectorId, $received.Content.QcType, $received.Content.Mode | Should -Be 900, 20172, 'Whisper'
        ($received | Format-Table | Out-String) | Should -Match 'Whisper by 900'
    }

    It 'takes the agent from <Name>' -ForEach @(
        @{ Name = 'the pipeline'; Script = { $agent | Start-AgwSupervision -Mode Listen -Inspector $inspector } }
        @{ Name = 'a call'; Script = { Get-AgwCall $agent | Start-AgwSupervision -Mode Listen -Inspector $inspector } }
        @{ Name = 'a row'; Script = { [pscustomobject]@{ WorkNo = "$agent" } | Start-AgwSupervision -Mode Listen -Inspector $inspector } }
        @{ Name = 'an agent beside -AgentId'; Script = { Get-AgwAgent $agent | Start-AgwSupervision $agent Listen -Inspector $inspector } }
    ) {
        (& $Script).AgentId | Should -Be $agent

        (Get-TestAgentState -AgentId 900).supervised | Should -Be $agent
    }

    It 'uses the default session on the command line, but not for pipeline input' {
        Select-AgwSession -Session $inspector

        $agent | Start-AgwSupervision -Mode Listen @collectErrors
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.StartAgwSupervisionCommand'
        $problems[0].TargetObject | Should -Be $agent

        (Start-AgwSupervision $agent Listen).InspectorId | Should -Be 900
    }

    It 'listens to an agent without a call, but can''t join or whisper to it' {
        $idle = (Connect-TestAgent).AgentId

        Start-AgwSupervision $idle Insert -Inspector $inspector @collectErrors
        $problems[0].Exception.RetCode | Should -Be '900-005'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'the agent must have a call unless the mode is Listen'

        (Start-AgwSupervision $idle Listen -Inspector $inspector).AgentId | Should -Be $idle
    }

    It 'is an error for each input if one inspector would supervise several: <Name>' -ForEach @(
        @{ Name = 'different agents'; Script = { $agent, $other | Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors } }
        @{ Name = 'one agent twice'; Script = { $agent, $agent | Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors } }
        @{ Name = 'in a parameter'; Script = { Start-AgwSupervision $agent, $other Listen -Inspector $inspector @collectErrors } }
    ) {
        $other = (Connect-TestAgent).AgentId
        $before = @(Get-TestRequest -AgentId 900).Count

        . $Script | Should -BeNullOrEmpty

        $problems.Count | Should -Be 2
        $problems.FullyQualifiedErrorId | Should -Be (@('InvalidArgument,AgentGateway.Commands.StartAgwSupervisionCommand') * 2)
        $problems[0].TargetObject | Should -Be $agent
        $problems[0].Exception.Message | Should -Match 'one agent at a time'
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
    }

    It 'starts one supervision for each inspector' {
        $second = Connect-TestAgent -AgentId 901
        $other = (Connect-TestAgent).AgentId
        $rows = @(
            [pscustomobject]@{ AgentId = $agent; InspectorId = 900; Gateway = $inspector.Gateway }
            [pscustomobject]@{ AgentId = $other; InspectorId = 901; Gateway = $inspector.Gateway }
        )

        $started = @($rows | Start-AgwSupervision -Mode Listen)

        $started.AgentId | Sort-Object | Should -Be ($agent, $other | Sort-Object)
        (Get-TestAgentState -AgentId 901).supervised | Should -Be $other
        $null = $started | Where-Object InspectorId -EQ 901 | Stop-AgwSupervision -Wait
        Disconnect-AgwSession -Session $second -Confirm:$false
    }

    It 'writes an error for each input that was not sent, if an error ends the pipeline' {
        $other = (Connect-TestAgent).AgentId
        $before = @(Get-TestRequest -AgentId 900).Count
        $Error.Clear()

        { $agent, $other, $agent | Start-AgwSupervision -Mode Listen -Inspector $inspector -ErrorAction Stop } | Should -Throw

        @($Error | Where-Object TargetObject -EQ $agent).Count | Should -BeGreaterOrEqual 1
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'the inspector itself'; Script = { Start-AgwSupervision 900 Listen -Inspector $inspector @collectErrors } }
        @{ Name = 'another gateway'; Script = {
                Start-AgwSupervision $agent Listen -Inspector $inspector -Gateway gw.contoso.com @collectErrors
            }
        }
        @{ Name = 'another agent than that of the input'; Script = {
                Get-AgwAgent $agent | Start-AgwSupervision 101 Listen -Inspector $inspector @collectErrors
            }
        }
        @{ Name = 'another inspector than that of the input'; Script = {
                [pscustomobject]@{ AgentId = $agent; InspectorId = 901 } |
                    Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors
            }
        }
        @{ Name = 'an empty inspector in a row'; Script = {
                [pscustomobject]@{ AgentId = $agent; InspectorId = '' } |
                    Start-AgwSupervision -Mode Listen -Inspector $inspector @collectErrors
            }
        }
        @{ Name = 'an inspector without a session'; Script = {
                [pscustomobject]@{ AgentId = $agent; InspectorId = 4711 } | Start-AgwSupervision -Mode Listen @collectErrors
            }
        }
        @{ Name = 'an agent ID that is none'; Script = { Start-AgwSupervision 7 Listen -Inspector $inspector @collectErrors } }
    ) {
        $before = @(Get-TestRequest | Where-Object path -Like '*qualitycontrol*').Count

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^(InvalidArgument|NoSession),'
        @(Get-TestRequest | Where-Object path -Like '*qualitycontrol*').Count | Should -Be $before
        (Get-TestAgentState -AgentId 900).supervised | Should -BeNullOrEmpty
    }

    It 'refuses an agent that is no inspector, with a remedy' {
        $agents = @(Connect-TestAgent -Count 2)

        Start-AgwSupervision $agents[0].AgentId Listen -Inspector $agents[1] @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.StartAgwSupervisionCommand'
        $problems[0].TargetObject | Should -Be $agents[0].AgentId
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'right to inspect'
    }
}

Describe 'Start-AgwSupervision with a registered gateway' {
    BeforeAll {
        $gateway = Get-TestGateway
        Register-AgwGateway prod $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Force -InspectorId 901 -SecretName 'agw-{0}'
    }

    AfterAll { Clear-TestRegistration }

    It 'uses the session of its inspector, but never signs the inspector in' {
        $agent = (Connect-TestAgent).AgentId

        Start-AgwSupervision $agent Listen -Gateway prod @collectErrors
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.StartAgwSupervisionCommand'
        $problems[0].Exception.Message | Should -Match 'inspector 901 of the registered gateway prod is not signed in here'
        (Get-TestAgentState -AgentId 901).signedIn | Should -BeFalse

        $second = Connect-TestAgent -AgentId 901
        $supervision = $agent | Start-AgwSupervision -Mode Listen -Gateway prod
        $supervision.InspectorId | Should -Be 901
        $null = $supervision | Stop-AgwSupervision -Wait
        Disconnect-AgwSession -Session $second -Confirm:$false
    }
}
