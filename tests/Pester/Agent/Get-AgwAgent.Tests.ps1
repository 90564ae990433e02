BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwAgent' {
    It 'queries an agent with its own session, with the documented request' {
        $agent = (Connect-TestAgent).AgentId

        $status = Get-AgwAgent -AgentId $agent

        $request = @(Get-TestRequest -AgentId $agent -Operation getAgentStatus)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'GET'
        $request[0].path | Should -BeExactly "/agentgateway/resource/onlineagent/$agent/agentstatus"
        $status | Should -BeOfType ([AgentGateway.AgentStatus])
        $status.AgentId | Should -Be $agent
        $status.State | Should -Be 'Idle'
        $status.IsWorking | Should -BeFalse
    }

    It 'returns the state <State> for the number <Number>' -ForEach @(
        @{ Number = 3; State = 'Busy' }
        @{ Number = 4; State = 'Idle' }
        @{ Number = 5; State = 'WrapUp' }
        @{ Number = 8; State = 'Rest' }
    ) {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Post -Path "agents/$($session.AgentId)/state" -Body @{ state = $Number }

        (Get-AgwAgent -Session $session).State | Should -Be $State
    }

    It 'queries other agents with an inspector''s session, and returns name and phone' {
        $inspector = Connect-TestAgent -AgentId 900
        $session = Connect-TestAgent -Option @{ PhoneNumber = '40038' }

        $status = Get-AgwAgent -AgentId $session.AgentId -Inspector $inspector

        $request = Get-TestRequest -AgentId 900 -Operation queryAgentInfoByWorkNo
        $request.path | Should -BeExactly "/agentgateway/resource/agentgroup/900/agentbyworkno/$($session.AgentId)"
        $status.AgentId | Should -Be $session.AgentId
        $status.PhoneNumber | Should -BeExactly '40038'
        $status.VdnId | Should -Be 1
    }

    It 'requires agent IDs with -Inspector' {
        $inspector = Connect-TestAgent -AgentId 901

        Get-AgwAgent -Inspector $inspector @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.GetAgwAgentCommand'
    }
}

Describe 'Get-AgwAgent -Skill' {
    BeforeAll {
        $null = Invoke-TestControl -Method Post -Path queues -Body @{ queueId = 32000; name = 'first' }
        $null = Invoke-TestControl -Method Post -Path queues -Body @{ queueId = 32001; name = 'second' }
        $asking, $first, $second = Connect-TestAgent -Count 3
        $null = $first | Set-AgwAgent -Skill 32000, 32001
        $null = $second | Set-AgwAgent -Skill 32001
    }

    AfterAll { 32000, 32001 | ForEach-Object { $null = Invoke-TestControl -Method Delete -Path "queues/$_" } }

    It 'returns the agents of a queue with their state and its start, with the documented request' {
        $agents = Get-AgwAgent -Skill 32001 -Session $asking

        $request = Get-TestRequest -AgentId $asking.AgentId -Operation queryAgentInfoBySkillId
        $request.method | Should -BeExactly 'GET'
        $request.path | Should -BeExactly "/agentgateway/resource/agentgroup/$($asking.AgentId)/agentbyskill/32001"
        $agents.AgentId | Should -Be $first.AgentId, $second.AgentId
        $agents[0].State | Should -Be 'Idle'
        $agents[0].Skills | Should -Be 32000, 32001
        [datetimeoffset]::Now - $agents[0].StateSince | Should -BeLessThan ([timespan]'0:10:00')
        $agents[0].SignedInAt | Should -Not -BeNullOrEmpty
        $agents[0].Gateway | Should -Be $asking.Gateway
    }

    It 'returns an agent of several queues once' {
        (Get-AgwAgent -Skill 32000, 32001 -Session $asking).AgentId | Should -Be $first.AgentId, $second.AgentId
        (Get-AgwQueue 32000, 32001 -Session $asking | Get-AgwAgent).AgentId | Should -Be $first.AgentId, $second.AgentId
    }

    It 'accepts an inspector''s session, the default session, and queues as objects' {
        $inspector = Connect-TestAgent -AgentId 900
        $queue = Get-AgwQueue 32000 -Session $inspector

        (Get-AgwAgent -Skill 32000 -Inspector $inspector).AgentId | Should -Be $first.AgentId
        (Get-AgwAgent -Skill $queue).AgentId | Should -Be $first.AgentId
        ($queue | Get-AgwAgent -Inspector $inspector).AgentId | Should -Be $first.AgentId
        Select-AgwSession -Session $asking
        (Get-AgwAgent -Skill 32000).AgentId | Should -Be $first.AgentId
    }

    It 'reports each queue that can''t be queried: an unknown one, and an input that is none' {
        $agents = Get-AgwAgent -Skill 1, 32000, 'x' -Session $asking @collectErrors

        $agents.AgentId | Should -Be $first.AgentId
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        ($problems | Where-Object { $_.Exception.RetCode -eq '100-019' }).TargetObject | Should -Be 1
        $problems.Count | Should -Be 2
    }

    It 'can''t be combined with agents' {
        Get-AgwAgent 101 -Skill 32000 -Session $asking @collectErrors | Should -BeNullOrEmpty
        101, 102 | Get-AgwAgent -All -Session $asking -ErrorVariable +problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problems.Count | Should -Be 3
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problems.TargetObject | Should -Be 101, 101, 102
    }

    It 'never asks another gateway than that of the queue' {
        $row = [pscustomobject]@{ QueueId = 32000; Gateway = 'https://other.example.com:8043'; QueriedBy = $asking.AgentId }

        $row | Get-AgwAgent @collectErrors | Should -BeNullOrEmpty
        $row | Get-AgwAgent -Session $asking -ErrorVariable +problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problems.Count | Should -Be 2
        $problems.FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'doesn''t mean a queue by a row whose agent is empty' {
        [pscustomobject]@{ AgentId = ''; QueueId = 32000; QueriedBy = $asking.AgentId; Gateway = $asking.Gateway } |
            Get-AgwAgent @collectErrors | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'feeds a change: the agents of a queue become busy' {
        Get-AgwQueue 32001 -Session $asking | Get-AgwAgent | Set-AgwAgent -State Busy | ForEach-Object AgentId |
            Sort-Object | Should -Be $first.AgentId, $second.AgentId

        (Get-AgwAgent -Skill 32001 -Session $asking).State | Select-Object -Unique | Should -Be 'Busy'
        (Get-AgwAgent -Session $asking).State | Should -Be 'Idle'
    }
}

Describe 'Get-AgwAgent -All' {
    It 'returns every signed-in agent once, with or without queues, without any ID' {
        $plain, $skilled = Connect-TestAgent -Count 2
        $null = $skilled | Set-AgwAgent -AllSkills

        $agents = Get-AgwAgent -All -Session $plain

        (Get-TestRequest -AgentId $plain.AgentId -Operation queryAllOnlineAgents).path |
            Should -BeExactly "/agentgateway/resource/agentgroup/$($plain.AgentId)/allonlineagents"
        @($agents | Where-Object AgentId -EQ $plain.AgentId).Count | Should -Be 1
        @($agents | Where-Object AgentId -EQ $skilled.AgentId).Count | Should -Be 1
        ($agents | Group-Object -Property AgentId | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        $agents | Where-Object { $null -eq $_.StateSince -or $null -eq $_.SignedInAt } | Should -BeNullOrEmpty
    }

    It 'feeds the sign-out of agents by state and age' {
        $inspector = Connect-TestAgent -AgentId 901
        $session = Connect-TestAgent
        $null = $session | Set-AgwAgent -State Rest -RestDuration 3600

        $ended = Get-AgwAgent -All -Inspector $inspector |
            Where-Object { $_.AgentId -eq $session.AgentId -and $_.State -eq 'Rest' -and $_.StateSince -le [datetimeoffset]::Now } |
            Disconnect-AgwAgent -Inspector $inspector -Confirm:$false

        $ended.AgentId | Should -Be $session.AgentId
        (Get-AgwAgent -All -Inspector $inspector).AgentId | Should -Not -Contain $session.AgentId
    }
}
