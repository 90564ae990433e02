BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $null = Invoke-TestControl -Method Post -Path queues -Body @{ queueId = 31000; name = 'sales' }

    function Get-Sent {
        param($Session, $Operation)

        @(Get-TestRequest -AgentId $Session.AgentId -Operation $Operation)
    }
}

AfterAll {
    $null = Invoke-TestControl -Method Delete -Path queues/31000 -MayBeMissing
    Disconnect-TestAgent
}

Describe 'Get-AgwQueue' {
    BeforeEach {
        $session = Connect-TestAgent
        $null = Invoke-TestControl -Method Delete -Path queues/31000/calls
    }

    It 'returns all queues of the VDN with their statistics, with the documented requests' {
        $queues = Get-AgwQueue -Session $session

        $list = Get-Sent $session querySkillQueueOnAgentVDN
        $list.Count | Should -Be 1
        $list[0].path | Should -BeExactly "/agentgateway/resource/queuedevice/$($session.AgentId)/agentvdnskill"
        $statistics = Get-Sent $session queryStatInfoOfAcd
        $statistics.Count | Should -Be 1
        $statistics[0].method | Should -BeExactly 'POST'
        ($statistics[0].body | ConvertFrom-Json).skills | Should -Be $queues.QueueId
        $queues | Should -BeOfType ([AgentGateway.AgwQueue])
        $queues.QueueId | Should -Contain 20011
        $chat = $queues | Where-Object QueueId -EQ 20013
        $chat.Name, $chat.MediaType, $chat.Gateway, $chat.QueriedBy | Should -Be 'chat', 'WebChat', $session.Gateway, $session.AgentId
    }

    It 'returns the waiting calls and agents of a queue as numbers, and nothing instead of a filler' {
        Set-AgwAgent -Session $session -Skill 31000
        $null = Invoke-TestControl -Method Post -Path queues/31000/calls -Body @{ caller = '70001'; waitedSeconds = 90 }

        $queue = Get-AgwQueue 31000 -Session $session

        $queue.Waiting, $queue.SignedInAgents, $queue.AvailableAgents, $queue.MaximumWaiting | Should -Be 1, 1, 1, 100
        $queue.LongestWait | Should -BeGreaterOrEqual ([timespan]'0:01:30')
        $queue.LongestWait | Should -BeLessThan ([timespan]'0:10:00')
        $queue.OverflowTarget | Should -BeNullOrEmpty
        $queue.WaitingCalls | Should -BeNullOrEmpty
    }

    It 'returns one outcome for each input: duplicates, missing queues, and inputs that are none' {
        $found = 31000, 9, 31000, 'x', $null | Get-AgwQueue -Session $session @collectErrors

        @($found).QueueId | Should -Be 31000, 31000
        $problems.FullyQualifiedErrorId -replace ',.*' | Sort-Object | Should -Be 'InvalidArgument', 'InvalidArgument', 'QueueNotFound'
        $missing = $problems | Where-Object FullyQualifiedErrorId -Like 'QueueNotFound,*'
        $missing.TargetObject | Should -Be 9
        $missing.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $missing.ErrorDetails.RecommendedAction | Should -Match 'Get-AgwQueue'
        ((Get-Sent $session queryStatInfoOfAcd)[0].body | ConvertFrom-Json).skills | Should -Be 31000, 9
    }

    It 'queries 100 queues with each request' {
        1..250 | Get-AgwQueue -Session $session -ErrorAction SilentlyContinue

        (Get-Sent $session queryStatInfoOfAcd).Count | Should -Be 3
    }

    It 'reports a failed request for each of its queues' {
        Add-TestFault -AgentId $session.AgentId -Operation queryStatInfoOfAcd -Fault retCode -Detail @{ retCode = '100-006' }

        20011, 20012 | Get-AgwQueue -Session $session @collectErrors

        $problems.TargetObject | Should -Be 20011, 20012
        $problems.FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
    }

    It 'sends a piped number only with a specified session' {
        Select-AgwSession -Session $session

        20011 | Get-AgwQueue @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        $problems[0].TargetObject | Should -Be 20011
        (Get-AgwQueue 20011).QueueId | Should -Be 20011
        (Get-AgwQueue).QueueId | Should -Contain 20011
    }

    It 'queries a piped queue with the session that has queried it before, also a copy: <Name>' -ForEach @(
        @{ Name = 'object'; Copy = { $_ } }
        @{ Name = 'CSV'; Copy = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'JSON'; Copy = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{
            Name = 'CLIXML'
            Copy = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }
        }
        @{ Name = 'selection'; Copy = { $_ | Select-Object -Property QueueId, Gateway, QueriedBy } }
    ) {
        $queue = Get-AgwQueue 31000 -Session $session | ForEach-Object $Copy

        ($queue | Get-AgwQueue).QueueId | Should -Be 31000
        (Get-Sent $session queryStatInfoOfAcd).Count | Should -Be 2
    }

    It 'never asks another gateway than that of the queue' {
        $other = [pscustomobject]@{ QueueId = 20011; Gateway = 'https://other.example.com:8043'; QueriedBy = $session.AgentId }

        $other | Get-AgwQueue @collectErrors | Should -BeNullOrEmpty
        $other | Get-AgwQueue -Session $session -ErrorVariable +problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

        $problems.Count | Should -Be 2
        $problems.FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        (Get-Sent $session querySkillQueueOnAgentVDN).Count | Should -Be 0
    }

    Context 'with -IncludeWaitingCalls' {
        It 'returns the waiting calls, oldest first, and asks only for queues in which calls wait' {
            $null = Set-AgwAgent -Session $session -State Busy
            $null = Invoke-TestControl -Method Post -Path queues/31000/calls -Body @{ caller = '70001'; waitedSeconds = 10 }
            $null = Invoke-TestControl -Method Post -Path queues/31000/calls -Body @{ caller = '70002'; waitedSeconds = 90 }

            $queues = Get-AgwQueue 31000, 20012 -Session $session -IncludeWaitingCalls

            $request = Get-Sent $session queryWaitCallInfoBySkillId
            $request.path | Should -BeExactly "/agentgateway/resource/calldata/$($session.AgentId)/waitcallinfo/31000"
            $calls = $queues[0].WaitingCalls
            $calls | Should -BeOfType ([AgentGateway.WaitingCall])
            $calls.Caller | Should -Be '70002', '70001'
            $calls[0].Waited | Should -BeGreaterOrEqual ([timespan]'0:01:30')
            $calls[0].QueueId, $calls[0].Gateway | Should -Be 31000, $session.Gateway
            $calls[0].CallId | Should -Match '^\d+-\d+$'
            , $queues[1].WaitingCalls | Should -BeOfType ([array])
            $queues[1].WaitingCalls.Count | Should -Be 0
        }

        It 'reports the queue whose calls can''t be read, because the agent is idle' {
            $null = Invoke-TestControl -Method Post -Path queues/31000/calls -Body @{ caller = '70001' }

            $queues = Get-AgwQueue 31000, 20012 -Session $session -IncludeWaitingCalls @collectErrors

            $queues.QueueId | Should -Be 20012
            $problems.Count | Should -Be 1
            $problems[0].TargetObject | Should -Be 31000
            $problems[0].Exception.RetCode | Should -BeExactly '100-009'
        }
    }
}

Describe 'A queue' {
    It 'is not an agent for a cmdlet that changes one' {
        $session = Connect-TestAgent
        $queue = Get-AgwQueue 20011 -Session $session

        $queue | Set-AgwAgent -State Busy @collectErrors | Should -BeNullOrEmpty
        $queue | ConvertTo-Csv | ConvertFrom-Csv | Set-AgwAgent -State Busy @collectErrors | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problems[0].Exception.Message | Should -Match 'Queue 20011 is not an agent'
        (Get-AgwAgent -Session $session).State | Should -Be 'Idle'
    }
}
