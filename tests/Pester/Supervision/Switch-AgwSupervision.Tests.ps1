BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
}

AfterAll { Disconnect-TestAgent }

Describe 'Switch-AgwSupervision' {
    BeforeEach {
        $session = Connect-TestAgent
        $agent = $session.AgentId
        $call = Add-TestCall -AgentId $agent
        $supervision = Start-AgwSupervision $agent Listen -Inspector $inspector -Wait
    }

    AfterEach {
        Stop-TestSupervision -Inspector $inspector
        if ((Get-TestAgentState -AgentId 900).calls) { $null = Stop-AgwCall -AgentId 900 -Confirm:$false }
    }

    It 'changes the mode to <Mode> with the documented request, and returns the new supervision' -ForEach @(
        @{ Mode = 'Listen'; Number = 0 }
        @{ Mode = 'Insert'; Number = 1 }
        @{ Mode = 'Whisper'; Number = 2 }
    ) {
        $switched = $supervision | Switch-AgwSupervision -Mode $Mode

        $sent = @(Get-TestRequest -AgentId 900 -Operation requestSwitchInsertWhisperAgent)[-1]
        "$($sent.method) $($sent.path)$($sent.query)" | Should -BeExactly (
            "POST /agentgateway/resource/qualitycontrol/900/requestswitchinsertwhisperagent?whisperagentid=$agent&switchtype=$Number")
        $switched | Should -BeOfType ([AgentGateway.AgwSupervision])
        $switched.AgentId, $switched.InspectorId, $switched.Mode | Should -Be $agent, 900, $Mode
        (Get-TestAgentState -AgentId 900).supervision | Should -Be $Mode
    }

    It 'takes the current call over with the documented request' {
        $result = $supervision | Switch-AgwSupervision -Intercept -Wait -Confirm:$false

        $sent = @(Get-TestRequest -AgentId 900 -Operation intercept)[-1]
        "$($sent.method) $($sent.path)" | Should -BeExactly "PUT /agentgateway/resource/qualitycontrol/900/intercept/$agent"
        $result.Operation, $result.AgentId | Should -Be 'intercept', $agent
        (Get-TestAgentState -AgentId $agent).callId | Should -BeNullOrEmpty
        (Get-TestAgentState -AgentId 900).callId | Should -Be $call
        (Get-TestAgentState -AgentId 900).supervised | Should -BeNullOrEmpty
    }

    It 'takes only the specified call over: <Name>' -ForEach @(
        @{ Name = 'a piped call'; Script = {
                Get-AgwCall $agent | Where-Object State -EQ Held | Switch-AgwSupervision -Intercept -Inspector $inspector -Confirm:$false
            }
        }
        @{ Name = 'an ID'; Script = { $supervision | Switch-AgwSupervision -Intercept -CallId $held -Confirm:$false } }
        @{ Name = 'a call beside its agent'; Script = {
                Get-AgwCall $agent |
                    Where-Object State -EQ Held |
                    Switch-AgwSupervision $agent -Intercept -Inspector $inspector -Confirm:$false
            }
        }
    ) {
        $held = Add-TestCall -AgentId $agent -State Held

        $result = & $Script

        $sent = @(Get-TestRequest -AgentId 900 -Operation intercept)[-1]
        $sent.path | Should -BeExactly "/agentgateway/resource/qualitycontrol/900/intercept/$agent/$held"
        $result.CallId | Should -Be $held
        (Get-AgwCall $agent).CallId | Should -Be $call
        (Get-TestAgentState -AgentId 900).callId | Should -Be $held
    }

    It 'prompts before it takes a call over, and changes nothing with -WhatIf' {
        $supervision | Switch-AgwSupervision -Intercept -WhatIf
        $supervision | Switch-AgwSupervision -Mode Insert -WhatIf

        (Get-TestAgentState -AgentId 900).supervision | Should -Be 'Listen'
        (Get-TestAgentState -AgentId $agent).callId | Should -Be $call
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a call of another agent'; Script = {
                Get-AgwCall $other | Switch-AgwSupervision $agent -Intercept -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'two calls of the agent'; Expected = 2; Script = {
                $null = Add-TestCall -AgentId $agent -State Held
                Get-AgwCall $agent | Switch-AgwSupervision -Intercept -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'another call than that of the input'; Script = {
                Get-AgwCall $agent | Switch-AgwSupervision -Intercept -CallId 1-1 -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'an empty call in a row'; Script = {
                [pscustomobject]@{ AgentId = $agent; CallId = '' } |
                    Switch-AgwSupervision -Intercept -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'an empty call'; Script = {
                Switch-AgwSupervision $agent -Intercept -CallId '' -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'an empty variable instead of a call'; Script = {
                $none = Get-AgwCall $agent | Where-Object State -EQ Held
                Switch-AgwSupervision $agent -Intercept -CallId $none.CallId -Inspector $inspector -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'a piped supervision with an empty call'; Script = {
                $supervision | Switch-AgwSupervision -Intercept -CallId $null -Confirm:$false @collectErrors
            }
        }
        @{ Name = '-Intercept:$false'; Script = { $supervision | Switch-AgwSupervision -Intercept:$false @collectErrors } }
        @{ Name = 'a wait for a change of the mode'; Script = { $supervision | Switch-AgwSupervision -Mode Insert -Wait @collectErrors } }
        @{ Name = 'another inspector'; Script = { $supervision | Switch-AgwSupervision -Mode Insert -Inspector $session @collectErrors } }
    ) {
        $other = (Connect-TestAgent).AgentId
        $null = Add-TestCall -AgentId $other
        $before = @(Get-TestRequest -AgentId 900 | Where-Object path -Like '*qualitycontrol*').Count
        $count = if (Test-Path -Path Variable:Expected) { $Expected } else { 1 }

        . $Script

        $problems.Count | Should -Be $count
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.SwitchAgwSupervisionCommand'
        @(Get-TestRequest -AgentId 900 | Where-Object path -Like '*qualitycontrol*').Count | Should -Be $before
    }

    It 'is refused for an agent that the inspector doesn''t supervise' {
        $other = (Connect-TestAgent).AgentId
        $null = Add-TestCall -AgentId $other

        Switch-AgwSupervision $other -Intercept -Inspector $inspector -Confirm:$false @collectErrors

        $problems[0].Exception.RetCode | Should -Be '900-005'
        $problems[0].TargetObject | Should -Be $other
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'the inspector must supervise this agent'
    }
}
