BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $status = @{ Method = 'GET'; Path = 'onlineagent/{agentid}/agentstatus' }
    $busy = @{ Method = 'POST'; Path = 'onlineagent/{agentid}/saybusy?reason=210&prolong=false' }
    $stopVoice = @{ Method = 'POST'; Path = 'agentconf/{agentid}/stopvoicetoconf' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Invoke-AgwOperation' {
    Context 'requests' {
        It 'calls the interface for each agent, and fills in {agentid}' {
            $agents = (Connect-TestAgent -Count 3).AgentId

            $results = @($agents | Invoke-AgwOperation @busy)

            $results.AgentId | Sort-Object | Should -Be $agents
            foreach ($agent in $agents) {
                $request = Get-TestRequest -AgentId $agent -Operation sayBusy
                $request.method | Should -BeExactly 'POST'
                $request.path | Should -BeExactly "/agentgateway/resource/onlineagent/$agent/saybusy"
                $request.query | Should -BeExactly '?reason=210&prolong=false'
                $request.body | Should -BeNullOrEmpty
            }
        }

        It 'accepts a path <Name>' -ForEach @(
            @{ Name = 'with a slash before it'; Typed = '/onlineagent/{agentid}/agentstatus' }
            @{ Name = 'with its root'; Typed = '/agentgateway/resource/onlineagent/{agentid}/agentstatus' }
            @{ Name = 'with {AgentId} in another case'; Typed = 'onlineagent/{AgentId}/agentstatus' }
        ) {
            $agent = (Connect-TestAgent).AgentId

            $null = Invoke-AgwOperation -AgentId $agent -Method GET -Path $Typed

            (Get-TestRequest -AgentId $agent -Operation getAgentStatus)[-1].path |
                Should -BeExactly "/agentgateway/resource/onlineagent/$agent/agentstatus"
        }

        It 'encodes the values of the path and of the query' {
            $agent = (Connect-TestAgent).AgentId

            Invoke-AgwOperation -AgentId $agent -Method POST -Path 'voicecall/{agentid}/disconnect/*1;x=2' -Query @{
                'a&b' = 'c=d #e'
            } @collectErrors

            $request = (Get-TestRequest -AgentId $agent)[-1]
            $request.path | Should -BeExactly "/agentgateway/resource/voicecall/$agent/disconnect/*1;x=2"
            $request.query | Should -BeExactly '?a%26b=c%3Dd%20%23e'
        }

        It 'fills in {agentid} also in the rest of the path and in the query' {
            $agent = (Connect-TestAgent).AgentId

            Invoke-AgwOperation -AgentId $agent -Method GET -Path 'x/{agentid}/y/{agentid}?workno={agentid}' @collectErrors

            $request = (Get-TestRequest -AgentId $agent)[-1]
            "$($request.path)$($request.query)" | Should -BeExactly "/agentgateway/resource/x/$agent/y/${agent}?workno=$agent"
        }

        It 'sends nothing with <Name>' -ForEach @(
            @{ Name = 'an agent ID in the path'; Path = 'onlineagent/101/agentstatus' }
            @{ Name = 'no agent in the path'; Path = 'onlineagent' }
            @{ Name = 'the agent at another place'; Path = 'onlineagent/agentstatus/{agentid}' }
            @{ Name = 'a host'; Path = 'https://elsewhere/onlineagent/{agentid}/agentstatus' }
            @{ Name = 'a path that leaves its root'; Path = 'onlineagent/{agentid}/../../x' }
            @{ Name = 'an encoded path that leaves its root'; Path = 'onlineagent/{agentid}/%2e%2e/x' }
            @{ Name = 'a backslash'; Path = 'onlineagent/{agentid}\..\x' }
            @{ Name = 'a fragment'; Path = 'onlineagent/{agentid}/x#y' }
            @{ Name = 'an empty part'; Path = 'onlineagent/{agentid}//x' }
            @{ Name = 'a family that is no name'; Path = '../{agentid}/x' }
            @{ Name = 'a line break'; Path = "onlineagent/{agentid}/x`r`nGuid: y" }
            @{ Name = 'a placeholder that was not replaced'; Path = 'voicecall/{agentid}/dropcall/{callid}' }
            @{ Name = 'a parameter twice'; Path = 'onlineagent/{agentid}/x?a=1&a=2' }
            @{ Name = 'a body that is no JSON'; Path = 'onlineagent/{agentid}/x'; More = @{ Body = 'a=1' } }
            @{ Name = 'a body of an unsupported type'; Path = 'onlineagent/{agentid}/x'; More = @{ Body = @{ a = [timespan]::Zero } } }
            @{ Name = 'a failure event without a success event'; Path = 'onlineagent/{agentid}/x'; More = @{ FailOn = 'AgentConf_*' } }
            @{ Name = 'a placeholder in the query'; Path = 'onlineagent/{agentid}/saybusy?reason={reason}' }
            @{
                Name = 'a wait for the event of a participant in the body'
                Path = 'agentconf/{agentid}/holdparticipant'
                More = @{ Wait = $true }
            }
            @{ Name = 'a list in the query'; Path = 'onlineagent/{agentid}/x'; More = @{ Query = @{ a = 1, 2 } } }
            @{ Name = 'a wait for an unknown event'; Path = 'onlineagent/{agentid}/x'; More = @{ Wait = $true } }
            @{ Name = 'a conference for another family'; Path = 'onlineagent/{agentid}/x'; More = @{ ConferenceId = 5 } }
        ) {
            $agents = (Connect-TestAgent -Count 2).AgentId
            $before = @(Get-TestRequest -AgentId $agents).Count
            if ($null -eq $More) { $More = @{} }

            $agents | Invoke-AgwOperation -Method POST -Path $Path @More @collectErrors

            # Each input has the same error.
            $problems.Count | Should -Be 2
            $problems.TargetObject | Should -Be $agents
            $problems.FullyQualifiedErrorId | Select-Object -Unique |
                Should -BeExactly 'InvalidArgument,AgentGateway.Commands.InvokeAgwOperationCommand'
            @($problems.Exception.Message -replace '^Agent \d+' | Select-Object -Unique).Count | Should -Be 1
            @(Get-TestRequest -AgentId $agents).Count | Should -Be $before
        }

        It 'refuses <Method> <Path>, which would bypass the session, and names the cmdlets' -ForEach @(
            @{ Method = 'PUT'; Path = 'onlineagent/{agentid}' }
            @{ Method = 'PUT'; Path = 'onlineagent/{agentid}/forcelogin' }
            @{ Method = 'DELETE'; Path = 'onlineagent/{agentid}/logout' }
            @{ Method = 'DELETE'; Path = 'OnlineAgent/{agentid}/ForceLogout/' }
            @{ Method = 'PUT'; Path = 'onlineagent/{agentid}/updateGuid' }
            @{ Method = 'GET'; Path = 'agentevent/{agentid}' }
            @{ Method = 'GET'; Path = 'agentevent/{agentid}/allagentevent' }
        ) {
            $session = Connect-TestAgent
            $before = @(Get-TestRequest -AgentId $session.AgentId).Count

            Invoke-AgwOperation -Session $session -Method $Method -Path $Path @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.InvokeAgwOperationCommand'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-AgwSession'
            @(Get-TestRequest -AgentId $session.AgentId | Where-Object operation -NE 'getAgentEvent').Count |
                Should -BeLessOrEqual $before
            $session.State | Should -Be 'SignedIn'
        }
    }

    Context 'results' {
        It 'returns the data of the reply as an object and as JSON' {
            $session = Connect-TestAgent

            $result = Invoke-AgwOperation -Session $session @status

            $result | Should -BeOfType ([AgentGateway.InterfaceResult])
            $result.AgentId | Should -Be $session.AgentId
            $result.Operation | Should -BeExactly 'getAgentStatus'
            $result.Result.agentState | Should -BeOfType ([int])
            ($result.Json | ConvertFrom-Json).agentState | Should -Be $result.Result.agentState
        }

        It 'returns only the JSON with -As Json, one line for each agent' {
            $agents = (Connect-TestAgent -Count 2).AgentId

            $lines = @($agents | Invoke-AgwOperation @status -As Json)

            $lines.Count | Should -Be 2
            ($lines[0] | ConvertFrom-Json).agentState | Should -BeGreaterOrEqual 0
        }

        It 'shows the data at 80 columns' {
            $session = Connect-TestAgent

            $shown = Invoke-AgwOperation -Session $session @status | Out-String -Width 80

            $shown | Should -Match 'agentState'
            $shown | Should -Match "$($session.AgentId)"
        }

        It 'has one outcome for each input, and the agent as the target of an error' {
            $agent = (Connect-TestAgent).AgentId
            $absent = Get-TestAgent

            $results = @($absent, $agent | Invoke-AgwOperation @status @collectErrors)

            $results.AgentId | Should -Be $agent
            $problems.Count | Should -Be 1
            $problems[0].TargetObject | Should -Be $absent
        }

        It 'reports the code of a refusal' {
            $session = Connect-TestAgent

            Invoke-AgwOperation -Session $session -Method POST -Path 'onlineagent/{agentid}/cancelrest' @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.InvokeAgwOperationCommand'
            $problems[0].Exception.RetCode | Should -BeExactly '100-009'
        }
    }

    Context 'events' {
        It 'waits for the documented event of a known interface with -Wait' {
            $session = Connect-TestAgent

            $result = Invoke-AgwOperation -Session $session @busy -Wait

            $result.Events[-1].EventType | Should -BeExactly 'AgentState_SetNotReady_Success'
        }

        It 'waits for the first event that matches -WaitFor' {
            $session = Connect-TestAgent

            $result = Invoke-AgwOperation -Session $session @busy -WaitFor 'AgentState_SetNotReady*'

            $result.Events[-1].EventType | Should -BeExactly 'AgentState_SetNotReady_Success'
        }

        It 'fails with an event that matches -FailOn' {
            $session = Connect-TestAgent

            Invoke-AgwOperation -Session $session @busy -WaitFor 'AgentConf_*' -FailOn 'AgentState_SetNotReady*' @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.InvokeAgwOperationCommand'
        }

        It 'leaves later events to other commands after the wait of a query has timed out' {
            $session = Connect-TestAgent
            Invoke-AgwOperation -Session $session @status -WaitFor 'AgentState_SetNotReady*' -TimeoutSeconds 1 @collectErrors

            $result = Set-AgwAgent -Session $session -State Busy -Wait

            $result.Events[-1].EventType | Should -BeExactly 'AgentState_SetNotReady_Success'
        }

        It 'reports WaitTimeout if no event matches' {
            $session = Connect-TestAgent

            Invoke-AgwOperation -Session $session @busy -WaitFor 'AgentConf_*' -TimeoutSeconds 1 @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'WaitTimeout,AgentGateway.Commands.InvokeAgwOperationCommand'
        }
    }

    Context 'changes and queries' {
        It 'sends nothing with -WhatIf: <Name>' -ForEach @(
            @{ Name = 'a change'; Interface = @{ Method = 'POST'; Path = 'onlineagent/{agentid}/saybusy' } }
            @{ Name = 'a query'; Interface = @{ Method = 'GET'; Path = 'onlineagent/{agentid}/agentstatus' } }
        ) {
            $agent = (Connect-TestAgent).AgentId
            $before = @(Get-TestRequest -AgentId $agent).Count

            Invoke-AgwOperation -AgentId $agent @Interface -WhatIf | Should -BeNullOrEmpty

            @(Get-TestRequest -AgentId $agent).Count | Should -Be $before
        }

        It 'repeats a query after a failure, and a change only if the gateway certainly did not accept it' {
            $session = Connect-TestAgent
            $agent = $session.AgentId
            Add-TestFault -AgentId $agent -Operation getAgentStatus -Fault cutDuringBody
            Add-TestFault -AgentId $agent -Operation sayBusy -Fault cutDuringBody

            (Invoke-AgwOperation -Session $session @status).RetCode | Should -BeExactly '0'
            Invoke-AgwOperation -Session $session @busy @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.InvokeAgwOperationCommand'
            @(Get-TestRequest -AgentId $agent -Operation sayBusy).Count | Should -Be 1
        }

        It 'does not accept -IsRead for a documented change' {
            $session = Connect-TestAgent

            Invoke-AgwOperation -Session $session @busy -IsRead @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.InvokeAgwOperationCommand'
        }

        It 'records a change, but no query, in the audit file' {
            $file = Join-Path -Path $TestDrive -ChildPath 'audit.jsonl'
            $session = Connect-TestAgent -Option @{ AuditPath = $file }

            $null = Invoke-AgwOperation -Session $session @busy
            $null = Invoke-AgwOperation -Session $session @status
            $session | Disconnect-AgwSession

            @(Get-AgwAuditRecord -Path $file | Where-Object Operation -EQ 'sayBusy').Count | Should -Be 1
            @(Get-AgwAuditRecord -Path $file | Where-Object Operation -EQ 'getAgentStatus').Count | Should -Be 0
        }
    }

    Context 'targets' {
        It 'verifies the conference of the input before an interface of agentconf is called' {
            $chairperson = Connect-TestAgent
            $own = Add-TestConference -AgentId $chairperson.AgentId
            $target = [pscustomobject]@{ AgentId = $chairperson.AgentId; ConferenceId = $own }

            $result = $target | Invoke-AgwOperation @stopVoice
            Invoke-AgwOperation -Session $chairperson @stopVoice -ConferenceId 999999 @collectErrors

            $result.ConferenceId | Should -Be $own
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -Match '^Conference(Changed|NotFound|Unknown),'
            @(Get-TestRequest -AgentId $chairperson.AgentId -Operation stopVoiceToConf).Count | Should -Be 1
        }
    }
}
