BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwSkill' {
    BeforeEach { $session = Connect-TestAgent }

    It 'returns the configured queues of the own agent, and which of them it has signed in to' {
        $null = Set-AgwAgent -Session $session -Skill 20012

        $skills = Get-AgwSkill $session.AgentId | Where-Object QueueId -LT 20020

        (Get-TestRequest -AgentId $session.AgentId -Operation queryAgentSkills).path |
            Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/agentskills"
        $skills | Should -BeOfType ([AgentGateway.AgwSkill])
        $skills.QueueId | Should -Be 20011, 20012, 20013
        $skills.Name | Should -Be 'voice', 'support', 'chat'
        $skills.IsSignedIn | Should -Be $false, $true, $false
        $skills.IsConfigured | Should -Be $true, $true, $true
        $skills.AgentId | Select-Object -Unique | Should -Be $session.AgentId
    }

    It 'returns the queues of another agent with an inspector''s session' {
        $inspector = Connect-TestAgent -AgentId 900
        $null = Set-AgwAgent -Session $session -AllSkills

        $skills = Get-AgwSkill $session.AgentId -Inspector $inspector

        (Get-TestRequest -AgentId 900 -Operation queryAgentSkillsByWorkNo).path |
            Should -BeExactly "/agentgateway/resource/onlineagent/900/agentskillsbyworkno/$($session.AgentId)"
        $skills.IsSignedIn | Should -Not -Contain $false
        $skills[0].AgentId, $skills[0].QueriedBy | Should -Be $session.AgentId, 900
    }

    It 'returns an error for an agent that doesn''t exist, and the skills of the others' {
        $inspector = Connect-TestAgent -AgentId 900

        $skills = 59000, $session.AgentId | Get-AgwSkill -Inspector $inspector @collectErrors

        $skills.AgentId | Select-Object -Unique | Should -Be $session.AgentId
        $problems.Count | Should -Be 1
        $problems[0].TargetObject | Should -Be 59000
        $problems[0].Exception.RetCode | Should -BeExactly '300-002'
    }

    It 'leads to the queue and to the agent' {
        $inspector = Connect-TestAgent -AgentId 900
        $skill = Get-AgwSkill $session.AgentId -Inspector $inspector | Select-Object -First 1

        ($skill | Get-AgwQueue).QueueId | Should -Be $skill.QueueId
        ($skill | Get-AgwAgent).AgentId | Should -Be $session.AgentId
        ($skill | ConvertTo-Csv | ConvertFrom-Csv | Get-AgwAgent).AgentId | Should -Be $session.AgentId
    }
}
