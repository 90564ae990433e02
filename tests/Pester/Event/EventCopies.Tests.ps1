# An event that came from another process, from JSON or CSV, or through Select-Object identifies the same as the event itself.
BeforeDiscovery {
    $copies = @(
        @{ By = 'a job'; Copy = {
                [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($received))
            }
        }
        @{ By = 'Export-Clixml'; Copy = {
                $xml = [System.Management.Automation.PSSerializer]::Serialize($received, 2)
                [System.Management.Automation.PSSerializer]::Deserialize($xml)
            }
        }
        @{ By = 'JSON'; Copy = { $received | ConvertTo-Json -Depth 3 | ConvertFrom-Json } }
        @{ By = 'CSV'; Copy = { $received | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ By = 'Select-Object'; Copy = { $received | Select-Object -Property AgentId, EventType, Gateway, Content } }
        @{ By = 'Select-Object without the type'; Copy = { $received | Select-Object -Property AgentId, Gateway, Content } }
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
    $other = Connect-TestAgent -AgentId 901
}

AfterAll { Disconnect-TestAgent }

Describe 'A copy of an event by <By>' -ForEach $copies {
    It 'about a supervision keeps the inspector and the mode' {
        $agent = (Connect-TestAgent).AgentId
        Add-TestEvent -AgentId $agent -EventType AgentOther_BeQcStart -Content @{ qcType = 8; qcAgentId = 900 }
        $received = Wait-AgwEvent -AgentId $agent -EventType AgentOther_BeQcStart -TimeoutSeconds 20
        $copy = & $Copy
        $before = @(Get-TestRequest -AgentId 900, 901).Count

        $copy | Stop-AgwSupervision -Mode Listen -Inspector $other @collectErrors
        $problems.Exception.Message | Should -Match 'about inspector 900, but inspector 901 is specified'
        $copy | Stop-AgwSupervision -Mode Whisper @collectErrors
        $problems.Exception.Message | Should -Match 'in the mode Listen, but Whisper is specified'
        @(Get-TestRequest -AgentId 900, 901).Count | Should -Be $before

        $copy | Stop-AgwSupervision @collectErrors
        @(Get-TestRequest -AgentId 900 -Operation stopSuperviseOrInsert)[-1].path | Should -BeLike "*/$agent"
    }

    It 'about a call keeps the call' {
        $session = Connect-TestAgent
        $received = Wait-AgwEvent -Session $session -EventType AgentEvent_Talking -TimeoutSeconds 20 -After (
            Set-AgwAgent -Session $session -State Busy | ForEach-Object {
                Add-TestEvent -AgentId $session.AgentId -EventType AgentEvent_Talking -Content @{ callid = '1-1'; caller = '1' }
                $_
            })
        $null = Add-TestCall -AgentId $session.AgentId
        $copy = & $Copy

        $copy | Suspend-AgwCall @collectErrors

        $problems.FullyQualifiedErrorId | Should -BeExactly 'CallChanged,AgentGateway.Commands.SuspendAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId -Operation hold | Should -BeNullOrEmpty
        ($copy | Stop-AgwCall -Inspector $inspector -WhatIf -ErrorVariable stopProblems) 6>$null
        $stopProblems | Should -BeNullOrEmpty
    }

    It 'about a conference keeps the conference' {
        $session = Connect-TestChairperson
        Add-TestEvent -AgentId $session.AgentId -EventType AgentConf_SelfLeaveResult -Content @{ confId = 7 }
        $received = Wait-AgwEvent -Session $session -EventType AgentConf_SelfLeaveResult -TimeoutSeconds 20
        $copy = & $Copy

        $copy | Stop-AgwConfVoice @collectErrors

        $problems.FullyQualifiedErrorId | Should -Match '^Conference(Changed|NotFound),'
        $problems[0].Exception.ConferenceId | Should -Be 7
        Get-TestRequest -AgentId $session.AgentId -Operation stopVoiceToConf | Should -BeNullOrEmpty
    }

    It 'that is a notice never means the inspector' {
        Add-TestEvent -AgentId 900 -EventType QC_AgentState_Notify -Content @{ subtype = 'QC_AgentState_Idle'; monitoredagent = '102' }
        $received = Wait-AgwEvent -Session $inspector -EventType QC_AgentState_Notify -TimeoutSeconds 20

        & $Copy | Set-AgwAgent -State Busy @collectErrors

        $problems.FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.SetAgwAgentCommand'
        $problems[0].Exception.Message | Should -Match 'notice to inspector 900 about another agent.*\(102\)'
        (Get-TestAgentState -AgentId 900).state | Should -Be 4
    }
}

Describe 'A copy of an event' {
    It 'that contradicts its content is an error' {
        [pscustomobject]@{ AgentId = 101; CallId = '1-1'; Content = [pscustomobject]@{ CallId = '2-2' } } | Suspend-AgwCall @collectErrors

        $problems.FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.SuspendAgwCallCommand'
        $problems[0].Exception.Message | Should -Match 'different values \(1-1 and 2-2\)'
    }
}
