# The expected outcome of every cmdlet that sends requests, for every fault of a gateway or a network. It is written from docs/decisions
# (decisions 0006, 0007, 0009 and 0011), not from the code. FaultMatrix.Tests.ps1 compares the module with it.
@{
    # One row for each operation of each cmdlet. Kind: a Read is repeated once, a Write or a SignIn only if the gateway certainly did not
    # accept it. Lane: rows of the same operation use different agents. Through: the parameter for the session. Target: the target of the
    # error; by default, the agent. State: the state of the agent at the gateway. IsLater: the cmdlet sends another query first, which is
    # the one that a lost GUID affects.
    Rows       = @(
        @{ Cmdlet = 'Connect-AgwSession'; Operation = 'login'; Kind = 'SignIn'; Lane = 1 }
        @{ Cmdlet = 'Connect-AgwSession'; Operation = 'forceLogin'; Kind = 'SignIn'; Lane = 2; Arguments = @{ Force = $true } }
        @{ Cmdlet = 'Connect-AgwSession'; Operation = 'loginEx'; Kind = 'SignIn'; Lane = 11; Arguments = @{ PlatformOnly = $true } }
        @{ Cmdlet = 'Connect-AgwSession'; Operation = 'getAgentStatus'; Kind = 'Attach'; Lane = 3; NeedsResult = $true }
        @{ Cmdlet = 'Disconnect-AgwSession'; Operation = 'logout'; Kind = 'Write'; Lane = 4; Silent = $true }
        @{
            Cmdlet = 'Disconnect-AgwSession'; Operation = 'forceLogout'; Kind = 'Write'; Lane = 5; Silent = $true
            Arguments = @{ Force = $true }
        }
        @{
            Cmdlet = 'Disconnect-AgwSession'; Operation = 'forceLogoutWithReason'; Kind = 'Write'; Lane = 6; Silent = $true
            Arguments = @{ Reason = 7 }
        }
        @{ Cmdlet = 'Update-AgwSession'; Operation = 'updateGuid'; Kind = 'Write'; Lane = 7; NeedsResult = $true }
        @{ Cmdlet = 'Test-AgwSession'; Operation = 'getAgentStatus'; Kind = 'Read'; NeedsResult = $true }
        @{ Cmdlet = 'Get-AgwAgent'; Operation = 'getAgentStatus'; Kind = 'Read'; Lane = 8; NeedsResult = $true }
        @{
            Cmdlet = 'Get-AgwAgent'; Operation = 'queryAgentInfoByWorkNo'; Kind = 'Read'; NeedsResult = $true
            Through = 'Inspector'; Target = 990; Arguments = @{ AgentId = 990 }
        }
        @{
            Cmdlet = 'Get-AgwAgent'; Operation = 'queryAgentInfoBySkillId'; Kind = 'Read'; NeedsResult = $true; Target = 20011
            Arguments = @{ Skill = 20011 }
        }
        @{ Cmdlet = 'Get-AgwAgent'; Operation = 'queryAllOnlineAgents'; Kind = 'Read'; NeedsResult = $true; Arguments = @{ All = $true } }
        @{ Cmdlet = 'Get-AgwQueue'; Operation = 'querySkillQueueOnAgentVDN'; Kind = 'Read'; NeedsResult = $true }
        @{
            Cmdlet = 'Get-AgwQueue'; Operation = 'queryStatInfoOfAcd'; Kind = 'Read'; Lane = 14; NeedsResult = $true; Target = 20011
            Arguments = @{ QueueId = 20011 }
        }
        @{
            Cmdlet = 'Get-AgwQueue'; Operation = 'queryWaitCallInfoBySkillId'; Kind = 'Read'; Lane = 15; NeedsResult = $true
            State = 3; Target = 20011; Arguments = @{ QueueId = 20011; IncludeWaitingCalls = $true }
        }
        @{ Cmdlet = 'Get-AgwSkill'; Operation = 'queryAgentSkills'; Kind = 'Read'; Lane = 13; NeedsResult = $true }
        @{
            Cmdlet = 'Get-AgwSkill'; Operation = 'queryAgentSkillsByWorkNo'; Kind = 'Read'; Lane = 13; NeedsResult = $true
            Through = 'Inspector'; Target = 990; Arguments = @{ AgentId = 990 }
        }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'resetSkill'; Kind = 'Write'; Arguments = @{ Skill = 20011 } }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'adjustSkill'; Kind = 'Write'; Through = 'Inspector'; Target = 990
            Arguments = @{ AgentId = 990; Skill = 20011 }
        }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayFree'; Kind = 'Write'; Arguments = @{ State = 'Idle' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayBusy'; Kind = 'Write'; Arguments = @{ State = 'Busy' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelBusy'; Kind = 'Write'; Arguments = @{ State = 'CancelBusy' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'rest'; Kind = 'Write'; Arguments = @{ State = 'Rest'; RestDuration = 60 } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelRest'; Kind = 'Write'; Arguments = @{ State = 'CancelRest' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayWork'; Kind = 'Write'; Arguments = @{ State = 'Work' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelWork'; Kind = 'Write'; Arguments = @{ State = 'CancelWork' } }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceIdle'; Kind = 'Write'; Through = 'Inspector'; Target = 990
            Arguments = @{ AgentId = 990; State = 'Idle' }
        }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceBusy'; Kind = 'Write'; Through = 'Inspector'; Target = 990
            Arguments = @{ AgentId = 990; State = 'Busy' }
        }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceRest'; Kind = 'Write'; Through = 'Inspector'; Target = 990
            Arguments = @{ AgentId = 990; State = 'Rest'; RestDuration = 60 }
        }
        @{
            Cmdlet = 'Disconnect-AgwAgent'; Operation = 'forceLogOutAgent'; Kind = 'Write'; Through = 'Inspector'; Target = 990
            Arguments = @{ AgentId = 990 }
        }
        @{
            Cmdlet = 'Stop-AgwCall'; Operation = 'forceDropCall'; Kind = 'Write'; Through = 'Inspector'; Target = '1477393325-164'
            Arguments = @{ CallId = '1477393325-164' }
        }
        @{ Cmdlet = 'Stop-AgwCall'; Operation = 'release'; Kind = 'Write'; Through = 'AgentId' }
        @{
            Cmdlet = 'Stop-AgwCall'; Operation = 'dropCall'; Kind = 'Write'; Through = 'AgentId'; Target = '1477393325-164'
            Arguments = @{ CallId = '1477393325-164' }
        }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryCallInfo'; Kind = 'Read'; Lane = 13; Silent = $true }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryCallInfoBeforeAnswer'; Kind = 'Read'; Lane = 14; Silent = $true; IsLater = $true }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Kind = 'Read'; Lane = 15; Silent = $true; IsLater = $true }
        @{
            Cmdlet = 'Get-AgwCall'; Operation = 'queryAllCallInfoByAgentWorkNoEx'; Kind = 'Read'; Lane = 16; NeedsResult = $true
            Through = 'Inspector'; Target = 1190; Arguments = @{ AgentId = 1190 }
        }
        @{
            Cmdlet = 'Get-AgwCall'; Operation = 'queryCallInfoByCallId'; Kind = 'Read'; Lane = 17; Silent = $true; IsLater = $true
            Through = 'Inspector'; Target = 1190; Arguments = @{ AgentId = 1190 }
        }
        @{ Cmdlet = 'Start-AgwCall'; Operation = 'callout'; Kind = 'Write'; Arguments = @{ Called = '40040' } }
        @{ Cmdlet = 'Start-AgwCall'; Operation = 'callInner'; Kind = 'Write'; Arguments = @{ CalledAgent = 850 } }
        @{ Cmdlet = 'Approve-AgwCall'; Operation = 'answer'; Kind = 'Write' }
        @{ Cmdlet = 'Suspend-AgwCall'; Operation = 'hold'; Kind = 'Write' }
        @{ Cmdlet = 'Resume-AgwCall'; Operation = 'getHold'; Kind = 'Write' }
        @{ Cmdlet = 'Set-AgwCall'; Operation = 'beginMute'; Kind = 'Write'; Arguments = @{ Muted = $true } }
        @{ Cmdlet = 'Set-AgwCall'; Operation = 'endMute'; Kind = 'Write'; Arguments = @{ Muted = $false } }
        @{ Cmdlet = 'Move-AgwCall'; Operation = 'transfer'; Kind = 'Write'; Arguments = @{ ToAgent = 850 } }
        @{ Cmdlet = 'New-AgwConference'; Operation = 'requestAgentConf'; Kind = 'Write'; Arguments = @{ MemberCount = 5; NoWait = $true } }
        @{ Cmdlet = 'Get-AgwConference'; Operation = 'queryAllConfIds'; Kind = 'Read' }
        @{ Cmdlet = 'Get-AgwConference'; Operation = 'queryConfInfos'; Kind = 'Read'; Lane = 9; Arguments = @{ ConferenceId = 1029888 } }
        @{
            Cmdlet = 'Clear-AgwConference'; Operation = 'queryAllConfIds'; Kind = 'Read'; Lane = 12; Silent = $true
            Arguments = @{ OlderThan = 1440; Credential = 'not needed' }
        }
        @{ Cmdlet = 'Set-AgwConference'; Operation = 'prolongTime'; Kind = 'Write'; Arguments = @{ ExtendBy = 30 } }
        @{ Cmdlet = 'Set-AgwConference'; Operation = 'applyToShiftPresident'; Kind = 'Write'; Arguments = @{ Chairperson = 990 } }
        @{ Cmdlet = 'Resize-AgwConference'; Operation = 'modifyConfResource'; Kind = 'Write'; Arguments = @{ Add = 5 } }
        @{ Cmdlet = 'Remove-AgwConference'; Operation = 'releaseAgentConf'; Kind = 'Write' }
        @{ Cmdlet = 'Deny-AgwConference'; Operation = 'rejectAgentConf'; Kind = 'Write' }
        @{ Cmdlet = 'Approve-AgwConference'; Operation = 'answerAgentConf'; Kind = 'Write' }
        @{ Cmdlet = 'Disconnect-AgwConference'; Operation = 'requestLeaveAgentConf'; Kind = 'Write' }
        @{ Cmdlet = 'Get-AgwParticipant'; Operation = 'queryAllConfIds'; Kind = 'Read'; Lane = 10 }
        @{
            Cmdlet = 'Add-AgwParticipant'; Operation = 'batchAddParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946' }
        }
        @{
            Cmdlet = 'Remove-AgwParticipant'; Operation = 'batchRemoveParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946' }
        }
        @{
            Cmdlet = 'Set-AgwParticipant'; Operation = 'changeParticipantMode'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946'; Mode = 'ListenOnly' }
        }
        @{
            Cmdlet = 'Suspend-AgwParticipant'; Operation = 'holdParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946'; VoicePath = 'y:/conf/1.V3' }
        }
        @{
            Cmdlet = 'Resume-AgwParticipant'; Operation = 'unholdParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946' }
        }
        @{ Cmdlet = 'Start-AgwConfVoice'; Operation = 'playVoiceToConf'; Kind = 'Write'; Arguments = @{ VoicePath = 'y:/conf/1.V3' } }
        @{
            Cmdlet = 'Start-AgwConfVoice'; Operation = 'playVoiceToParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ VoicePath = 'y:/conf/1.V3'; Address = '88887946' }
        }
        @{ Cmdlet = 'Stop-AgwConfVoice'; Operation = 'stopVoiceToConf'; Kind = 'Write' }
        @{
            Cmdlet = 'Stop-AgwConfVoice'; Operation = 'stopVoiceToParticipant'; Kind = 'Write'; Target = '88887946'
            Arguments = @{ Address = '88887946' }
        }
        @{
            Cmdlet = 'Invoke-AgwOperation'; Operation = 'sayFree'; Kind = 'Write'; Lane = 13
            Arguments = @{ Method = 'POST'; Path = 'onlineagent/{agentid}/sayfree' }
        }
        @{
            Cmdlet = 'Invoke-AgwOperation'; Operation = 'getAgentStatus'; Kind = 'Read'; Lane = 14
            Arguments = @{ Method = 'GET'; Path = 'onlineagent/{agentid}/agentstatus' }
        }
        @{ Cmdlet = 'Start-AgwPlayback'; Operation = 'beginPlay'; Kind = 'Write'; Arguments = @{ VoicePath = 'Y:/1/0/1.V3' } }
        @{
            Cmdlet = 'Start-AgwPlayback'; Operation = 'beginNetPlay'; Kind = 'Write'
            Arguments = @{ VoicePath = 'Y:/1/0/1.V3'; CallCenterId = 1 }
        }
        @{ Cmdlet = 'Stop-AgwPlayback'; Operation = 'stopPlay'; Kind = 'Write' }
        @{ Cmdlet = 'Suspend-AgwPlayback'; Operation = 'pausePlay'; Kind = 'Write' }
        @{ Cmdlet = 'Resume-AgwPlayback'; Operation = 'resumePlay'; Kind = 'Write' }
        @{ Cmdlet = 'Skip-AgwPlayback'; Operation = 'foreFastPlay'; Kind = 'Write'; Arguments = @{ Forward = 10 } }
        @{ Cmdlet = 'Skip-AgwPlayback'; Operation = 'backFastPlay'; Kind = 'Write'; Arguments = @{ Back = 10 } }
        @{ Cmdlet = 'Set-AgwPlayback'; Operation = 'playRelocation'; Kind = 'Write'; Arguments = @{ Position = 10 } }
        @{ Cmdlet = 'Start-AgwRecording'; Operation = 'beginRecord'; Kind = 'Write' }
        @{ Cmdlet = 'Start-AgwRecording'; Operation = 'startRecordScreen'; Kind = 'Write'; Arguments = @{ Screen = $true } }
        @{ Cmdlet = 'Stop-AgwRecording'; Operation = 'stopRecord'; Kind = 'Write' }
        @{ Cmdlet = 'Stop-AgwRecording'; Operation = 'stopRecordScreen'; Kind = 'Write'; Arguments = @{ Screen = $true } }
    )

    # One row for each fault: the settings of the simulator, and the expected outcome (an error ID or Done) and number of requests.
    # Place: the gateway isn't reachable, its name doesn't resolve, or its certificate isn't trusted.
    # Slow: the client times out. Once: only the first request has the fault.
    Faults     = @(
        @{ Name = 'connection refused'; Place = 'Refused'; Write = 'ConnectFailed', 0; Read = 'ConnectFailed', 0 }
        @{ Name = 'host name unknown'; Place = 'NoName'; Write = 'ConnectFailed', 0; Read = 'ConnectFailed', 0 }
        @{ Name = 'certificate not trusted'; Place = 'Untrusted'; Write = 'TlsFailed', 0; Read = 'TlsFailed', 0 }
        @{ Name = 'cut before the request is taken'; Order = @{ fault = 'cutBefore' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'cut after it was carried out'; Order = @{ fault = 'cutAfter' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{
            Name = 'cut in the middle of the answer'; Order = @{ fault = 'cutDuringBody' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{ Name = 'silence'; Order = @{ fault = 'noAnswer' }; Slow = $true; Write = 'OutcomeUnknown', 1; Read = 'OperationTimeout', 2 }
        @{
            Name = 'slow drip'; Order = @{ fault = 'slowDrip'; milliseconds = 400 }; Slow = $true
            Write = 'OutcomeUnknown', 1; Read = 'OperationTimeout', 2
        }
        @{
            Name = '502, HTML'; Order = @{ fault = 'status'; httpStatus = 502; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '504, HTML'; Order = @{ fault = 'status'; httpStatus = 504; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '429, empty'; Order = @{ fault = 'status'; httpStatus = 429; body = 'empty' }
            Write = 'GatewayBusy', 2; Read = 'GatewayBusy', 2
        }
        @{ Name = '401, HTML'; Order = @{ fault = 'status'; httpStatus = 401; body = 'html' }; Write = 'BadReply', 1; Read = 'BadReply', 2 }
        @{
            Name = '401, code 000-003'; Order = @{ fault = 'status'; httpStatus = 401; body = 'json'; retCode = '000-003' }
            Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1
        }
        @{ Name = '403, HTML'; Order = @{ fault = 'status'; httpStatus = 403; body = 'html' }; Write = 'BadReply', 1; Read = 'BadReply', 2 }
        @{
            Name = '403, code 100-009'; Order = @{ fault = 'status'; httpStatus = 403; body = 'json'; retCode = '100-009' }
            Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1
        }
        @{
            Name = '404, empty'; Order = @{ fault = 'status'; httpStatus = 404; body = 'empty' }
            Write = 'BadReply', 1; Read = 'BadReply', 2
        }
        @{
            Name = '404, code 000-002'; Order = @{ fault = 'status'; httpStatus = 404; body = 'json'; retCode = '000-002' }
            Write = 'InvalidArgument', 1; Read = 'InvalidArgument', 1
        }
        @{
            Name = '500, HTML'; Order = @{ fault = 'status'; httpStatus = 500; body = 'html' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '500, code 100-007'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '100-007' }
            Write = 'OutcomeUnknown', 1; Read = 'OutcomeUnknown', 1; Category = 'InvalidResult'
        }
        @{
            Name = '500, code 0'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '0' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = 'redirect'; Order = @{ fault = 'status'; httpStatus = 302; body = 'empty'; location = 'REDIRECT' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '303, empty'; Order = @{ fault = 'status'; httpStatus = 303; body = 'empty' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '307, empty'; Order = @{ fault = 'status'; httpStatus = 307; body = 'empty' }
            Write = 'BadReply', 1; Read = 'BadReply', 2
        }
        @{
            Name = '408, empty'; Order = @{ fault = 'status'; httpStatus = 408; body = 'empty' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2
        }
        @{
            Name = '429, code 0'; Order = @{ fault = 'status'; httpStatus = 429; body = 'json'; retCode = '0' }
            Write = 'OutcomeUnknown', 1; Read = 'GatewayBusy', 2
        }
        @{
            Name = '500, unknown code'; Order = @{ fault = 'status'; httpStatus = 500; body = 'json'; retCode = '777-777' }
            Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2; Category = 'InvalidResult'
        }
        @{ Name = 'empty body'; Order = @{ fault = 'empty' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'not JSON'; Order = @{ fault = 'notJson' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'truncated JSON'; Order = @{ fault = 'truncated' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'UTF-16 that says UTF-8'; Order = @{ fault = 'wrongEncoding' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'array as root'; Order = @{ fault = 'arrayRoot' }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'body of 1 GiB'; Order = @{ fault = 'hugeBody'; bytes = 1073741824 }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = '100,000 levels'; Order = @{ fault = 'deep'; levels = 100000 }; Write = 'OutcomeUnknown', 1; Read = 'BadReply', 2 }
        @{ Name = 'unknown code'; Order = @{ fault = 'retCode'; retCode = '999-123' }; Write = 'GatewayError', 1; Read = 'GatewayError', 1 }
        @{
            Name = 'called repeatedly'; Order = @{ fault = 'retCode'; retCode = '000-007' }
            Write = 'RepeatedCall', 1; Read = 'RepeatedCall', 1
        }
        @{
            Name = 'switching over, for good'; Order = @{ fault = 'retCode'; retCode = '000-004' }
            Write = 'GatewayBusy', 2; Read = 'GatewayBusy', 2
        }
        @{
            Name = 'switching over, once'; Order = @{ fault = 'retCode'; retCode = '000-004' }; Once = $true
            Write = 'Done', 2; Read = 'Done', 2
        }
        @{ Name = 'GUID expired'; Guid = 'Expired'; Write = 'PermissionDenied', 1; Read = 'PermissionDenied', 1 }
        @{ Name = 'GUID replaced in flight'; Guid = 'Replaced'; Write = 'Done', 2; Read = 'Done', 2 }
        @{ Name = 'byte order mark'; Order = @{ fault = 'byteOrderMark' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GBK that says UTF-8'; Order = @{ fault = 'gbk' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GBK that says so'; Order = @{ fault = 'gbk'; charset = 'GBK' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'texts padded with NUL'; Order = @{ fault = 'nulPadding' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'GUID that is no UUID'; Order = @{ fault = 'hexadecimalGuid' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'retcode as number'; Order = @{ fault = 'numberRetCode' }; Write = 'Done', 1; Read = 'Done', 1 }
        @{ Name = 'result as string'; Order = @{ fault = 'stringResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result as bare text'; Order = @{ fault = 'textResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result as boolean'; Order = @{ fault = 'booleanResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result null'; Order = @{ fault = 'nullResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
        @{ Name = 'result absent'; Order = @{ fault = 'absentResult' }; Write = 'Done', 1; Read = 'Done', 1; LacksResult = $true }
    )

    # Cmdlets whose outcome differs from that of the others, with the reason.
    Exceptions = @(
        # Without the GUID in the reply, it is unknown whether the GUID has changed.
        @{ Cmdlet = 'Update-AgwSession'; Fault = 'result *'; Outcome = 'OutcomeUnknown', 1 }
        # The cmdlet queries whether the session is valid, so the result is false instead of an error.
        @{ Cmdlet = 'Test-AgwSession'; Fault = '401, code 000-003'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Test-AgwSession'; Fault = '403, code 100-009'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Test-AgwSession'; Fault = 'GUID expired'; Outcome = 'Done', 1 }
        # A reply without a list doesn't mean that no conference is running.
        @{ Cmdlet = 'Get-AgwConference'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Clear-AgwConference'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Get-AgwParticipant'; Fault = 'result *'; Outcome = 'BadReply', 1 }
        # The cmdlet queries the list of the queues first. The fault of the GUID affects that request.
        @{ Cmdlet = 'Get-AgwQueue'; Operation = 'queryStatInfoOfAcd'; Fault = 'GUID expired'; Outcome = 'PermissionDenied', 0 }
        @{ Cmdlet = 'Get-AgwQueue'; Operation = 'queryWaitCallInfoBySkillId'; Fault = 'GUID expired'; Outcome = 'PermissionDenied', 0 }
        @{ Cmdlet = 'Get-AgwQueue'; Operation = 'queryStatInfoOfAcd'; Fault = 'GUID replaced in flight'; Outcome = 'PermissionDenied', 0 }
        @{
            Cmdlet = 'Get-AgwQueue'; Operation = 'queryWaitCallInfoBySkillId'; Fault = 'GUID replaced in flight'
            Outcome = 'PermissionDenied', 0
        }
        # A reply without a result means that there is no call.
        @{ Cmdlet = 'Get-AgwCall'; Fault = 'result as bare text'; Outcome = 'BadReply', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Fault = 'result as boolean'; Outcome = 'BadReply', 1 }
        # The gateway refuses the query if no call is on hold. If it refuses the query itself, the cmdlet uses another one.
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = 'result as *'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = '401, code 000-003'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = '403, code 100-009'; Outcome = 'Done', 1 }
        @{ Cmdlet = 'Get-AgwCall'; Operation = 'queryHoldListInfo'; Fault = 'unknown code'; Outcome = 'Done', 1 }
    )

    # The category of an error id (decision 0007).
    Categories = @{
        ConnectFailed      = 'ConnectionError'
        TlsFailed          = 'SecurityError'
        OutcomeUnknown     = 'OperationTimeout'
        OperationTimeout   = 'OperationTimeout'
        BadReply           = 'InvalidResult'
        InvalidArgument    = 'InvalidArgument'
        PermissionDenied   = 'PermissionDenied'
        GatewayBusy        = 'ResourceBusy'
        RepeatedCall       = 'LimitsExceeded'
        GatewayError       = 'NotSpecified'
        ConferenceNotFound = 'ObjectNotFound'
    }
}
