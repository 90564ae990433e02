BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Set-AgwAgent' {
    Context 'by the agents themselves' {
        It 'sends the documented request: <State> is <Operation>' -ForEach @(
            @{ State = 'Idle'; Parameter = @{}; Operation = 'sayFree'; End = 'sayfree' }
            @{ State = 'Busy'; Parameter = @{}; Operation = 'sayBusy'; End = 'saybusy?reason=0&prolong=false' }
            @{
                State     = 'Busy'
                Parameter = @{ Reason = 210; Prolong = $true }
                Operation = 'sayBusy'
                End       = 'saybusy?reason=210&prolong=true'
            }
            @{ State = 'CancelBusy'; Parameter = @{}; Operation = 'cancelBusy'; End = 'cancelbusy' }
            @{ State = 'Rest'; Parameter = @{ RestDuration = 600; Reason = 3 }; Operation = 'rest'; End = 'rest/600/3?prolong=false' }
            @{ State = 'Rest'; Parameter = @{ RestDuration = '0:10:00' }; Operation = 'rest'; End = 'rest/600/0?prolong=false' }
            @{ State = 'CancelRest'; Parameter = @{}; Operation = 'cancelRest'; End = 'cancelrest' }
            @{ State = 'Work'; Parameter = @{}; Operation = 'sayWork'; End = 'work' }
            @{ State = 'CancelWork'; Parameter = @{}; Operation = 'cancelWork'; End = 'cancelwork' }
        ) {
            $agent = (Connect-TestAgent).AgentId

            $null = Set-AgwAgent -AgentId $agent -State $State @Parameter -ErrorAction SilentlyContinue

            $request = @(Get-TestRequest -AgentId $agent -Operation $Operation)
            $request.Count | Should -Be 1
            $request[0].method | Should -BeExactly 'POST'
            "$($request[0].path)$($request[0].query)" | Should -BeExactly "/agentgateway/resource/onlineagent/$agent/$End"
            $request[0].body | Should -BeNullOrEmpty
        }

        It 'waits for the event of the change with -Wait' {
            $session = Connect-TestAgent

            $result = Set-AgwAgent -Session $session -State Busy -Wait

            $result | Should -BeOfType ([AgentGateway.OperationResult])
            $result.Events[-1].EventType | Should -BeExactly 'AgentState_SetNotReady_Success'
            (Get-AgwAgent -Session $session).State | Should -Be 'Busy'
        }

        It 'reports PermissionDenied if the state doesn''t allow the change' {
            Connect-TestAgent | Set-AgwAgent -State CancelRest @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.SetAgwAgentCommand'
            $problems[0].Exception.RetCode | Should -BeExactly '100-009'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'a rest without an end'; Parameter = @{ State = 'Rest' } }
            @{ Name = 'a rest of no time'; Parameter = @{ State = 'Rest'; RestDuration = 0 } }
            @{ Name = 'a rest of a day'; Parameter = @{ State = 'Rest'; RestDuration = 86400 } }
            @{ Name = 'a duration of being busy'; Parameter = @{ State = 'Busy'; RestDuration = 5 } }
            @{ Name = 'a reason of being idle'; Parameter = @{ State = 'Idle'; Reason = 200 } }
            @{ Name = 'a busy reason below 200'; Parameter = @{ State = 'Busy'; Reason = 199 } }
            @{ Name = 'a busy reason above 250'; Parameter = @{ State = 'Busy'; Reason = 251 } }
            @{ Name = 'a rest reason above 255'; Parameter = @{ State = 'Rest'; RestDuration = 5; Reason = 256 } }
        ) {
            $agent = (Connect-TestAgent).AgentId

            $problem = { Set-AgwAgent -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
            @(Get-TestRequest -AgentId $agent).Count | Should -Be 1
        }
    }

    Context 'by an inspector' {
        BeforeAll {
            $inspector = Connect-TestAgent -AgentId 900
        }

        It 'sends the documented request, for agents without a session here: <State> is <Operation>' -ForEach @(
            @{ State = 'Idle'; Parameter = @{}; Operation = 'forceIdle'; Path = 'forceidle/{0}' }
            @{ State = 'Busy'; Parameter = @{}; Operation = 'forceBusy'; Path = 'forcebusy/{0}' }
            @{ State = 'Rest'; Parameter = @{ RestDuration = 600; Reason = 3 }; Operation = 'forceRest'; Path = 'forcerest/{0}/600/3' }
        ) {
            $agent = (Connect-TestAgent).AgentId

            $result = Set-AgwAgent -AgentId $agent -Inspector $inspector -State $State @Parameter

            $request = Get-TestRequest -AgentId 900 -Operation $Operation
            $request.method | Should -BeExactly 'POST'
            $request.path | Should -BeExactly ('/agentgateway/resource/qualitycontrol/900/' + ($Path -f $agent))
            $result.RetCode | Should -BeExactly '0'
        }

        It 'writes an error for each agent that can''t be changed, and changes the others' {
            $agent = (Connect-TestAgent).AgentId
            $absent = Get-TestAgent

            $results = @($absent, $agent | Set-AgwAgent -Inspector $inspector -State Busy @collectErrors)

            $results.Count | Should -Be 1
            $problems.Count | Should -Be 1
            $problems[0].TargetObject | Should -Be $absent
            (Get-TestAgentState -AgentId $agent).state | Should -Be 3
        }

        It 'reports an error if the agent is not an inspector' {
            $agents = Connect-TestAgent -Count 2

            Set-AgwAgent -AgentId $agents[0].AgentId -Inspector $agents[1] -State Busy @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.SetAgwAgentCommand'
        }

        It 'refuses <Name> before anything is sent' -ForEach @(
            @{ Name = 'no agent'; Parameter = @{ State = 'Busy' } }
            @{ Name = 'a wrap-up'; Parameter = @{ AgentId = 4000; State = 'Work' } }
            @{ Name = 'a rest without an end'; Parameter = @{ AgentId = 4000; State = 'Rest' } }
            @{ Name = 'a rest without a reason'; Parameter = @{ AgentId = 4000; State = 'Rest'; RestDuration = 5; Reason = 0 } }
            @{ Name = 'a reason of being busy, which no inspector can give'; Parameter = @{ AgentId = 4000; State = 'Busy'; Reason = 210 } }
            @{
                Name      = 'a longer rest, which no inspector can give'
                Parameter = @{ AgentId = 4000; State = 'Rest'; RestDuration = 5; Prolong = $true }
            }
            @{ Name = 'a duration of being idle'; Parameter = @{ AgentId = 4000; State = 'Idle'; RestDuration = 5 } }
            @{ Name = 'to wait for an event that goes to somebody else'; Parameter = @{ AgentId = 4000; State = 'Busy'; Wait = $true } }
            @{ Name = 'an agent ID out of range'; Parameter = @{ AgentId = 100; State = 'Busy' } }
        ) {
            $before = @(Get-TestRequest -AgentId 900).Count

            $problem = { Set-AgwAgent -Inspector $inspector @Parameter -ErrorAction Stop } | Should -Throw -PassThru

            $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
            @(Get-TestRequest -AgentId 900).Count | Should -Be $before
        }
    }

    It 'writes an error for each input if a required parameter is missing<Name>' -ForEach @(
        @{ Name = ''; Parameter = @{} }
        @{ Name = ', by an inspector'; Parameter = @{ Inspector = $null } }
    ) {
        $agents = (Connect-TestAgent -Count 2).AgentId
        if ($Parameter.ContainsKey('Inspector')) { $Parameter.Inspector = Connect-TestAgent -AgentId 900 }

        Set-AgwAgent -AgentId $agents -State Rest @Parameter @collectErrors

        $problems.TargetObject | Should -Be $agents
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*' }
    }
}

Describe 'Set-AgwAgent: skills' {
    BeforeEach { $session = Connect-TestAgent }

    It 'sends the documented request: <Name>' -ForEach @(
        @{ Name = 'some queues'; Parameter = @{ Skill = 20012, 20011 }; End = 'false?skillid=20012;20011&phonelinkage=0' }
        @{ Name = 'all queues'; Parameter = @{ AllSkills = $true }; End = 'true?skillid=&phonelinkage=0' }
        @{ Name = 'no queue'; Parameter = @{ NoSkills = $true }; End = 'false?skillid=&phonelinkage=0' }
    ) {
        $result = $session | Set-AgwAgent @Parameter

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $request = Get-TestRequest -AgentId $session.AgentId -Operation resetSkill
        $request.method | Should -BeExactly 'POST'
        "$($request.path)$($request.query)" |
            Should -BeExactly "/agentgateway/resource/onlineagent/$($session.AgentId)/resetskill/$End"
    }

    It 'signs the agent in to the queues and out of the others, also by objects' {
        $queues = Get-AgwQueue 20011, 20013 -Session $session

        $null = $session | Set-AgwAgent -Skill $queues
        (Get-AgwSkill -Session $session | Where-Object IsSignedIn).QueueId | Should -Be 20011, 20013
        $null = $session | Set-AgwAgent -Skill 20012
        (Get-AgwSkill -Session $session | Where-Object IsSignedIn).QueueId | Should -Be 20012
        $null = $session | Set-AgwAgent -NoSkills
        Get-AgwSkill -Session $session | Where-Object IsSignedIn | Should -BeNullOrEmpty
    }

    It 'changes the queues of other agents with an inspector''s session' {
        $inspector = Connect-TestAgent -AgentId 900

        $result = $session.AgentId | Set-AgwAgent -Skill 20013, 20012 -Inspector $inspector

        $result.AgentId | Should -Be $session.AgentId
        $request = Get-TestRequest -AgentId 900 -Operation adjustSkill | Select-Object -Last 1
        $request.body | Should -BeExactly "{`"workNo`":`"$($session.AgentId)`",`"skills`":[20013,20012]}"
        (Get-AgwSkill -Session $session | Where-Object IsSignedIn).QueueId | Should -Be 20012, 20013
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an empty list'; Parameter = @{ Skill = @() } }
        @{ Name = 'a missing value'; Parameter = @{ Skill = $null } }
        @{ Name = 'a text'; Parameter = @{ Skill = 'voice' } }
        @{ Name = 'all queues that are none'; Parameter = @{ AllSkills = $false } }
        @{ Name = 'a wait without an event'; Parameter = @{ Skill = 20011; Wait = $true } }
        @{ Name = 'a queue of another gateway'; Parameter = @{ Skill = [pscustomobject]@{ QueueId = 20011; Gateway = 'https://x:1' } } }
    ) {
        { $session | Set-AgwAgent @Parameter -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,*'

        @(Get-TestRequest -AgentId $session.AgentId -Operation resetSkill).Count | Should -Be 0
    }

    It 'refuses an inspector''s <Name>, whose effect isn''t documented' -ForEach @(
        @{ Name = 'AllSkills' }
        @{ Name = 'NoSkills' }
    ) {
        $inspector = Connect-TestAgent -AgentId 900
        $parameter = @{ $Name = $true }

        { Set-AgwAgent 101 @parameter -Inspector $inspector -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'shows the queues with -WhatIf, and sends nothing' {
        $session | Set-AgwAgent -Skill 20011 -WhatIf | Should -BeNullOrEmpty

        @(Get-TestRequest -AgentId $session.AgentId -Operation resetSkill).Count | Should -Be 0
    }

    It 'can''t be combined with a state' {
        { Set-AgwAgent -Session $session -State Busy -Skill 20011 } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}
