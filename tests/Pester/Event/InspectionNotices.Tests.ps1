# The notices to an inspector: the event belongs to the inspector, but is about another agent.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $inspector = Connect-TestAgent -AgentId 900
    $other = Connect-TestAgent -AgentId 901
}

AfterAll { Disconnect-TestAgent }

Describe 'A notice to an inspector' {
    BeforeEach {
        $monitored = (Connect-TestAgent).AgentId
        Add-TestEvent -AgentId 900 -EventType QC_AgentState_Notify -Content @{
            subtype = 'QC_AgentState_Busy'; monitoredagent = "$monitored"; agentname = 'Ada'; mediaserver = 'CtiServer'
        }
        $notice = Wait-AgwEvent -Session $inspector -EventType QC_AgentState_Notify -TimeoutSeconds 20
    }

    It 'has a typed content, and its view shows the monitored agent' {
        $notice.AgentId | Should -Be 900
        $notice.Content | Should -BeOfType ([AgentGateway.InspectionNotice])
        $notice.Content.AgentId, $notice.Content.Kind, $notice.Content.AgentName, $notice.Content.MediaServer |
            Should -Be $monitored, 'Busy', 'Ada', 'CtiServer'
        $notice.Content.Gateway | Should -Be $inspector.Gateway
        ($notice | Format-Table | Out-String) | Should -Match "$monitored Busy"
    }

    It 'has a content that identifies the monitored agent' {
        ($notice.Content | Get-AgwAgent -Inspector $inspector).AgentId | Should -Be $monitored

        $copy = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize($notice.Content))
        ($copy | Get-AgwAgent -Inspector $inspector).AgentId | Should -Be $monitored
        (Get-AgwAgent $notice.Content -Inspector $inspector).AgentId | Should -Be $monitored
    }

    It 'never means the inspector: <Name>' -ForEach @(
        @{ Name = 'Disconnect-AgwAgent'; Script = { $notice | Disconnect-AgwAgent -Inspector $other -Confirm:$false @collectErrors } }
        @{ Name = 'Disconnect-AgwSession'; Script = { $notice | Disconnect-AgwSession -Confirm:$false @collectErrors } }
        @{ Name = 'Set-AgwAgent'; Script = { $notice | Set-AgwAgent -State Busy @collectErrors } }
        @{ Name = 'Get-AgwAgent'; Script = { $notice | Get-AgwAgent @collectErrors } }
        @{ Name = 'Start-AgwSupervision'; Script = { $notice | Start-AgwSupervision -Mode Listen -Inspector $other @collectErrors } }
        @{ Name = 'Stop-AgwCall'; Script = { $notice | Stop-AgwCall -Inspector $other -Confirm:$false @collectErrors } }
        @{ Name = 'a copy'; Script = { $copy | Disconnect-AgwAgent -Inspector $other -Confirm:$false @collectErrors } }
        @{ Name = 'some of its properties'; Script = {
                $notice |
                    Select-Object -Property AgentId, EventType, Gateway |
                    Disconnect-AgwAgent -Inspector $other -Confirm:$false @collectErrors
            }
        }
        @{ Name = 'an argument'; Script = { Disconnect-AgwAgent $notice -Inspector $other -Confirm:$false @collectErrors } }
        @{ Name = 'a participant'; Script = { Add-AgwParticipant -Session $other -Address $notice @collectErrors } }
    ) {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize($notice))

        . $Script

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^InvalidArgument,'
        $state = Get-TestAgentState -AgentId 900
        $state.signedIn, $state.state | Should -Be $true, 4
        (Get-TestAgentState -AgentId $monitored).signedIn | Should -BeTrue
    }

    It 'explains how to specify the monitored agent' {
        $notice | Get-AgwAgent -Inspector $inspector @collectErrors

        $problems[0].Exception.Message | Should -Match "notice to inspector 900 about another agent.*\($monitored\).*Content"
    }
}
