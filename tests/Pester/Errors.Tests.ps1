BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Errors' {
    Context 'a return code of the gateway' {
        It '<RetCode> has the id <Id> and the category <Category>' -ForEach @(
            @{ RetCode = '000-000'; Id = 'OutcomeUnknown'; Category = 'InvalidResult' }
            @{ RetCode = '000-002'; Id = 'InvalidArgument'; Category = 'InvalidArgument' }
            @{ RetCode = '000-003'; Id = 'PermissionDenied'; Category = 'PermissionDenied' }
            @{ RetCode = '000-004'; Id = 'GatewayBusy'; Category = 'ResourceBusy' }
            @{ RetCode = '000-007'; Id = 'RepeatedCall'; Category = 'LimitsExceeded' }
            @{ RetCode = '100-006'; Id = 'NotSignedIn'; Category = 'ConnectionError' }
            @{ RetCode = '100-007'; Id = 'OutcomeUnknown'; Category = 'InvalidResult' }
            @{ RetCode = '100-009'; Id = 'PermissionDenied'; Category = 'PermissionDenied' }
            @{ RetCode = '101-001'; Id = 'ConferenceNotFound'; Category = 'ObjectNotFound' }
            @{ RetCode = '101-002'; Id = 'NotChairperson'; Category = 'PermissionDenied' }
            @{ RetCode = '101-005'; Id = 'ChairpersonRule'; Category = 'InvalidOperation' }
            @{ RetCode = '105-002'; Id = 'GatewayBusy'; Category = 'ResourceBusy' }
            @{ RetCode = '105-006'; Id = 'NotSignedIn'; Category = 'ConnectionError' }
            @{ RetCode = '500-007'; Id = 'PlaybackState'; Category = 'InvalidOperation' }
            @{ RetCode = '777-777'; Id = 'GatewayError'; Category = 'NotSpecified' }
        ) {
            $agent = (Connect-TestAgent -Option @{ MaximumRetryCount = 0 }).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault retCode -Count 3 -Detail @{
                retCode = $RetCode
                message = 'as the gateway says it'
            }

            $result = Stop-AgwConfVoice -AgentId $agent @collectErrors

            $result | Should -BeNullOrEmpty
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly "$Id,AgentGateway.Commands.StopAgwConfVoiceCommand"
            $problems[0].CategoryInfo.Category | Should -Be $Category
            $problems[0].TargetObject | Should -Be $agent
            $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $problems[0].Exception.RetCode | Should -BeExactly $RetCode
        }

        It 'is in the exception, with the details of the call' {
            $agent = (Connect-TestAgent).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault retCode -Detail @{
                retCode = '101-002'
                message = 'not the chairperson'
                result  = @{ errorReason = 17 }
            }

            $failure = try { Stop-AgwConfVoice -AgentId $agent -ErrorAction Stop } catch { $_.Exception }

            $failure | Should -BeOfType ([AgentGateway.GatewayException])
            $failure.Kind | Should -Be 'NotChairperson'
            $failure.RetCode | Should -BeExactly '101-002'
            $failure.GatewayMessage | Should -BeExactly 'not the chairperson'
            $failure.Cause | Should -Be 17
            $failure.Operation | Should -BeExactly 'stopVoiceToConf'
            $failure.AgentId | Should -Be $agent
            $failure.Gateway | Should -Be ([uri](Get-TestGateway).Address)
            $failure.Result.RetCode | Should -BeExactly '101-002'
            $failure.Message | Should -Match "Agent $agent"
            $failure.Message | Should -Match '101-002'
        }

        It 'can''t write control characters to the console' {
            $agent = (Connect-TestAgent).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault retCode -Detail @{
                retCode = '101-002'
                message = "red$([char]27)[31m`r`nand a line of its own"
            }

            Stop-AgwConfVoice -AgentId $agent @collectErrors

            "$($problems[0])" | Should -Not -Match '[\x00-\x1F\x7F-\x9F]'
        }
    }

    Context 'catching' {
        It 'works by the type of the exception' {
            $agent = (Connect-TestAgent).AgentId

            $caught = try {
                Stop-AgwConfVoice -AgentId $agent -ErrorAction Stop
                'nothing'
            } catch [AgentGateway.GatewayException] { $_.Exception.Kind }

            $caught | Should -Be 'ConferenceNotFound'
        }

        It 'is not required to ignore an error' {
            $agent = (Connect-TestAgent).AgentId

            Stop-AgwConfVoice -AgentId $agent -ErrorAction Ignore -ErrorVariable problems | Should -BeNullOrEmpty

            $problems | Should -BeNullOrEmpty
        }

        It 'stops the pipeline with -ErrorAction Stop, and no other calls are sent' {
            $agents = (Connect-TestAgent -Count 2).AgentId

            { $agents | Stop-AgwConfVoice -ThrottleLimit 1 -ErrorAction Stop } |
                Should -Throw -ErrorId 'ConferenceNotFound,AgentGateway.Commands.StopAgwConfVoiceCommand'
        }
    }

    Context 'an invalid input between two valid ones' {
        It 'returns two results and one error if the gateway refuses it' {
            $good = @(Connect-TestChairperson -Count 2).AgentId
            $bad = (Connect-TestAgent).AgentId

            $results = @($good[0], $bad, $good[1] | Remove-AgwConference -Confirm:$false @collectErrors)

            $results.AgentId | Sort-Object | Should -Be $good
            $problems.Count | Should -Be 1
            $problems[0].TargetObject | Should -Be $bad
        }

        It 'returns two results and one error if the module refuses it: <Bad>' -ForEach @(
            @{ Bad = 100; Id = 'InvalidArgument' }
            @{ Bad = 60000; Id = 'InvalidArgument' }
            @{ Bad = 59999; Id = 'NoSession' }
        ) {
            $good = @(Connect-TestChairperson -Count 2).AgentId

            $results = @($good[0], $Bad, $good[1] | Stop-AgwConfVoice @collectErrors)

            $results.Count | Should -Be 2
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly "$Id,AgentGateway.Commands.StopAgwConfVoiceCommand"
            $problems[0].TargetObject | Should -Be $Bad
        }

        It 'returns two results and one error if it is not a number' {
            $good = @(Connect-TestChairperson -Count 2).AgentId

            $results = @($good[0], 'reception', $good[1] | Stop-AgwConfVoice @collectErrors)

            $results.Count | Should -Be 2
            $problems.Count | Should -Be 1
        }
    }

    Context 'no session' {
        It 'causes an error with a remedy, also in other runspaces' {
            Stop-AgwConfVoice -AgentId (Get-TestAgent) @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            $problems[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-AgwSession'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '\$using:'
        }

        It 'never affects another agent: without a default session, nothing is sent' {
            $run = Invoke-TestRunspace -Script 'Stop-AgwConfVoice'

            $run.Errors.Count | Should -Be 1
            $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        }
    }

    Context 'a change whose request or reply is lost' {
        It 'is reported as OutcomeUnknown and not repeated: <_>' -ForEach 'cutAfter', 'cutBefore' {
            $agent = (Connect-TestChairperson).AgentId
            Add-TestFault -AgentId $agent -Operation releaseAgentConf -Fault $_ -Count 5

            Remove-AgwConference -AgentId $agent -Confirm:$false @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.RemoveAgwConferenceCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match 'Don''t repeat'
            @(Get-TestRequest -AgentId $agent -Operation releaseAgentConf).Count | Should -Be 1
        }

        It 'is reported as OutcomeUnknown if no reply arrives in time' {
            $session = Connect-TestAgent -Option @{ OperationTimeoutSeconds = 1 }
            $null = Add-TestConference -AgentId $session.AgentId
            Add-TestFault -AgentId $session.AgentId -Operation releaseAgentConf -Fault noAnswer

            Remove-AgwConference -Session $session -Confirm:$false @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
            @(Get-TestRequest -AgentId $session.AgentId -Operation releaseAgentConf).Count | Should -Be 1
        }

        It 'is repeated if the gateway has certainly not accepted it' {
            $agent = (Connect-TestChairperson).AgentId
            Add-TestFault -AgentId $agent -Operation releaseAgentConf -Fault retCode -Detail @{ retCode = '105-002' }

            $result = Remove-AgwConference -AgentId $agent -Confirm:$false

            $result.RetCode | Should -BeExactly '0'
            @(Get-TestRequest -AgentId $agent -Operation releaseAgentConf).Count | Should -Be 2
        }
    }

    Context 'a reply that is not from the gateway' {
        It 'is reported as BadReply if it refuses a change: HTTP <_>' -ForEach 301, 401, 404 {
            $agent = (Connect-TestChairperson).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault status -Detail @{ httpStatus = $_; body = 'html' }

            Stop-AgwConfVoice -AgentId $agent @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'BadReply,AgentGateway.Commands.StopAgwConfVoiceCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        }

        It 'is reported as BadReply if it answers a query: HTTP <_>' -ForEach 500, 502, 503, 504 {
            $session = Connect-TestAgent -Option @{ MaximumRetryCount = 0 }
            Add-TestFault -AgentId $session.AgentId -Operation getAgentStatus -Fault status -Detail @{ httpStatus = $_; body = 'html' }

            Get-AgwAgent -Session $session @collectErrors

            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'BadReply,AgentGateway.Commands.GetAgwAgentCommand'
        }

        It 'is reported as OutcomeUnknown, and the change is not repeated: <Fault> <Detail.httpStatus>' -ForEach @(
            @{ Fault = 'status'; Detail = @{ httpStatus = 500; body = 'html' } }
            @{ Fault = 'status'; Detail = @{ httpStatus = 502; body = 'html' } }
            @{ Fault = 'status'; Detail = @{ httpStatus = 503; body = 'html' } }
            @{ Fault = 'status'; Detail = @{ httpStatus = 504; body = 'empty' } }
            @{ Fault = 'notJson'; Detail = @{} }
            @{ Fault = 'truncated'; Detail = @{} }
            @{ Fault = 'empty'; Detail = @{} }
            @{ Fault = 'arrayRoot'; Detail = @{} }
            @{ Fault = 'hugeBody'; Detail = @{ bytes = 64MB } }
        ) {
            $agent = (Connect-TestChairperson).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault $Fault -Detail $Detail

            Stop-AgwConfVoice -AgentId $agent @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.StopAgwConfVoiceCommand'
            $problems[0].ErrorDetails.RecommendedAction | Should -BeLike 'Don''t repeat the command*-Uri*'
            @(Get-TestRequest -AgentId $agent -Operation stopVoiceToConf).Count | Should -Be 1
        }

        It 'is accepted if only its format differs: <_>' -ForEach @(
            'byteOrderMark'
            'numberRetCode'
            'stringResult'
            'nullResult'
            'absentResult'
        ) {
            $agent = (Connect-TestChairperson).AgentId
            Add-TestFault -AgentId $agent -Operation stopVoiceToConf -Fault $_

            (Stop-AgwConfVoice -AgentId $agent).RetCode | Should -BeExactly '0'
        }
    }
}
