BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
}

AfterAll { Disconnect-TestAgent }

Describe 'Stop-AgwSupervision' {
    BeforeEach {
        $agent = (Connect-TestAgent).AgentId
        $null = Add-TestCall -AgentId $agent
    }

    AfterEach {
        Stop-TestSupervision -Inspector $inspector
    }

    It 'stops the mode <Mode> with the documented request: <By>' -ForEach @(
        foreach ($by in 'a piped supervision', 'the command line') {
            @{ By = $by; Mode = 'Listen'; Operation = 'stopSuperviseOrInsert'; Request = 'DELETE {0}' }
            @{ By = $by; Mode = 'Insert'; Operation = 'stopSuperviseOrInsert'; Request = 'DELETE {0}' }
            @{
                By = $by; Mode = 'Whisper'; Operation = 'requestStopWhisperAgent'
                Request = 'POST requeststopwhisperagent?whisperagentid={0}'
            }
        }
    ) {
        $supervision = Start-AgwSupervision $agent $Mode -Inspector $inspector -Wait

        $result = if ($By -eq 'a piped supervision') { $supervision | Stop-AgwSupervision }
        else { Stop-AgwSupervision $agent -Mode $Mode -Inspector $inspector }

        $sent = @(Get-TestRequest -AgentId 900 -Operation $Operation)[-1]
        "$($sent.method) $($sent.path)$($sent.query)" -replace '/agentgateway/resource/qualitycontrol/900/' |
            Should -BeExactly ($Request -f $agent)
        $result.Operation, $result.AgentId | Should -Be $Operation, $agent
        (Get-TestAgentState -AgentId 900).supervised | Should -BeNullOrEmpty
    }

    It 'waits until the inspector has hung up, so that the next supervision can begin' {
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait

        $result = $supervision | Stop-AgwSupervision -Wait

        $result.Events.EventType | Should -Contain 'AgentOther_PhoneRelease'
        $next = Start-AgwSupervision $agent Insert -Inspector $inspector -Wait
        $next.Mode | Should -Be 'Insert'
    }

    It 'stops the supervision of <Name>' -ForEach @(
        @{ Name = 'a switched supervision'; Script = { $supervision | Switch-AgwSupervision -Mode Whisper | Stop-AgwSupervision } }
        @{ Name = 'a row'; Script = {
                $supervision | Select-Object -Property AgentId, InspectorId, Mode, Gateway | Stop-AgwSupervision
            }
        }
        @{ Name = 'a supervision from another process'; Script = {
                $copy = [System.Management.Automation.PSSerializer]::Deserialize(
                    [System.Management.Automation.PSSerializer]::Serialize($supervision))
                $copy | Stop-AgwSupervision
            }
        }
        @{ Name = 'a line of a CSV file'; Script = { $supervision | ConvertTo-Csv | ConvertFrom-Csv | Stop-AgwSupervision } }
        @{ Name = 'the notice to the agent'; Script = {
                Wait-AgwEvent -AgentId $agent -EventType AgentOther_BeQcStart -TimeoutSeconds 20 | Stop-AgwSupervision
            }
        }
        @{ Name = 'a supervision beside its agent'; Script = { $supervision | Stop-AgwSupervision -AgentId $agent } }
    ) {
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait

        (& $Script).AgentId | Should -Be $agent

        (Get-TestAgentState -AgentId 900).supervised | Should -BeNullOrEmpty
    }

    It 'writes a clear error for a supervision whose mode has changed' {
        $old = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait
        $null = $old | Switch-AgwSupervision -Mode Whisper

        $old | Stop-AgwSupervision @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'GatewayError,AgentGateway.Commands.StopAgwSupervisionCommand'
        $problems[0].TargetObject | Should -Be $agent
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'supervise this agent in the specified mode'
        (Get-TestAgentState -AgentId 900).supervision | Should -Be 'Whisper'
    }

    It 'writes an error for a supervision that has ended' {
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait
        $null = $supervision | Stop-AgwSupervision -Wait

        $supervision | Stop-AgwSupervision @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].Exception.RetCode | Should -Be '900-005'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an agent without a mode'; Script = { Stop-AgwSupervision $agent -Inspector $inspector @collectErrors } }
        @{ Name = 'another mode than that of the input'; Script = { $supervision | Stop-AgwSupervision -Mode Whisper @collectErrors } }
        @{ Name = 'another agent than that of the input'; Script = { $supervision | Stop-AgwSupervision -AgentId 101 @collectErrors } }
        @{ Name = 'another inspector than that of the input'; Script = {
                $supervision | Stop-AgwSupervision -Inspector (Get-AgwSession -AgentId $agent) @collectErrors
            }
        }
        @{ Name = 'an unknown mode in a row'; Script = {
                [pscustomobject]@{ AgentId = $agent; InspectorId = 900; Mode = 'Shout' } | Stop-AgwSupervision @collectErrors
            }
        }
        @{ Name = 'a wait after whispering'; Script = {
                Stop-AgwSupervision $agent Whisper -Inspector $inspector -Wait @collectErrors
            }
        }
    ) {
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait
        $before = @(Get-TestRequest -AgentId 900).Count

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.StopAgwSupervisionCommand'
        @(Get-TestRequest -AgentId 900).Count | Should -Be $before
        (Get-TestAgentState -AgentId 900).supervised | Should -Be $agent
    }

    It 'ends when the agent signs out' {
        $null = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait

        Disconnect-AgwSession -AgentId $agent -Force -Confirm:$false

        (Get-TestAgentState -AgentId 900).supervised | Should -BeNullOrEmpty
        (Get-TestAgentState -AgentId 900).state | Should -Be 4
    }
}
