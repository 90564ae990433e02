# The cmdlets and the operations of the fault matrix. FaultMatrix.psd1 contains the faults and their expected outcomes.
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
            Through = 'Inspector'; Target = 1410; Arguments = @{ AgentId = 1410 }
        }
        @{
            Cmdlet = 'Get-AgwAgent'; Operation = 'queryAgentInfoBySkillId'; Kind = 'Read'; NeedsResult = $true; Target = 20011
            Arguments = @{ Skill = 20011 }
        }
        @{ Cmdlet = 'Get-AgwAgent'; Operation = 'queryAllOnlineAgents'; Kind = 'Read'; NeedsResult = $true; Arguments = @{ All = $true } }
        @{ Cmdlet = 'Get-AgwQueue'; Operation = 'querySkillQueueOnAgentVDN'; Kind = 'Read'; NeedsResult = $true }
        @{
            Cmdlet = 'Get-AgwQueue'; Operation = 'queryStatInfoOfAcd'; Kind = 'Read'; Lane = 14; NeedsResult = $true; Target = 20011
            IsLater = $true; Arguments = @{ QueueId = 20011 }
        }
        @{
            Cmdlet = 'Get-AgwQueue'; Operation = 'queryWaitCallInfoBySkillId'; Kind = 'Read'; Lane = 15; NeedsResult = $true
            IsLater = $true; State = 3; Target = 20011; Arguments = @{ QueueId = 20011; IncludeWaitingCalls = $true }
        }
        @{ Cmdlet = 'Get-AgwSkill'; Operation = 'queryAgentSkills'; Kind = 'Read'; Lane = 13; NeedsResult = $true }
        @{
            Cmdlet = 'Get-AgwSkill'; Operation = 'queryAgentSkillsByWorkNo'; Kind = 'Read'; Lane = 13; NeedsResult = $true
            Through = 'Inspector'; Target = 1410; Arguments = @{ AgentId = 1410 }
        }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'resetSkill'; Kind = 'Write'; Arguments = @{ Skill = 20011 } }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'adjustSkill'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Skill = 20011 }
        }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayFree'; Kind = 'Write'; Arguments = @{ State = 'Idle' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayBusy'; Kind = 'Write'; Arguments = @{ State = 'Busy' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelBusy'; Kind = 'Write'; Arguments = @{ State = 'CancelBusy' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'rest'; Kind = 'Write'; Arguments = @{ State = 'Rest'; RestDuration = 60 } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelRest'; Kind = 'Write'; Arguments = @{ State = 'CancelRest' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'sayWork'; Kind = 'Write'; Arguments = @{ State = 'Work' } }
        @{ Cmdlet = 'Set-AgwAgent'; Operation = 'cancelWork'; Kind = 'Write'; Arguments = @{ State = 'CancelWork' } }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceIdle'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; State = 'Idle' }
        }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceBusy'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; State = 'Busy' }
        }
        @{
            Cmdlet = 'Set-AgwAgent'; Operation = 'forceRest'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; State = 'Rest'; RestDuration = 60 }
        }
        @{
            Cmdlet = 'Disconnect-AgwAgent'; Operation = 'forceLogOutAgent'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410 }
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
            Through = 'Inspector'; Target = 1411; Arguments = @{ AgentId = 1411 }
        }
        @{
            Cmdlet = 'Get-AgwCall'; Operation = 'queryCallInfoByCallId'; Kind = 'Read'; Lane = 17; Silent = $true; IsLater = $true
            Through = 'Inspector'; Target = 1411; Arguments = @{ AgentId = 1411 }
        }
        @{ Cmdlet = 'Start-AgwCall'; Operation = 'callout'; Kind = 'Write'; Arguments = @{ Called = '40040' } }
        @{ Cmdlet = 'Start-AgwCall'; Operation = 'callInner'; Kind = 'Write'; Arguments = @{ CalledAgent = 1412 } }
        @{ Cmdlet = 'Approve-AgwCall'; Operation = 'answer'; Kind = 'Write' }
        @{ Cmdlet = 'Suspend-AgwCall'; Operation = 'hold'; Kind = 'Write' }
        @{ Cmdlet = 'Resume-AgwCall'; Operation = 'getHold'; Kind = 'Write' }
        @{ Cmdlet = 'Set-AgwCall'; Operation = 'beginMute'; Kind = 'Write'; Arguments = @{ Muted = $true } }
        @{ Cmdlet = 'Set-AgwCall'; Operation = 'endMute'; Kind = 'Write'; Arguments = @{ Muted = $false } }
        @{ Cmdlet = 'Move-AgwCall'; Operation = 'transfer'; Kind = 'Write'; Arguments = @{ ToAgent = 1412 } }
        @{
            Cmdlet = 'Start-AgwSupervision'; Operation = 'addSupervise'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Mode = 'Listen' }
        }
        @{
            Cmdlet = 'Start-AgwSupervision'; Operation = 'addInsert'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Mode = 'Insert' }
        }
        @{
            Cmdlet = 'Start-AgwSupervision'; Operation = 'requestWhisperAgent'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Mode = 'Whisper' }
        }
        @{
            Cmdlet = 'Switch-AgwSupervision'; Operation = 'requestSwitchInsertWhisperAgent'; Kind = 'Write'; Through = 'Inspector'
            Target = 1410; Arguments = @{ AgentId = 1410; Mode = 'Insert' }
        }
        @{
            Cmdlet = 'Switch-AgwSupervision'; Operation = 'intercept'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Intercept = $true }
        }
        @{
            Cmdlet = 'Stop-AgwSupervision'; Operation = 'stopSuperviseOrInsert'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Mode = 'Listen' }
        }
        @{
            Cmdlet = 'Stop-AgwSupervision'; Operation = 'requestStopWhisperAgent'; Kind = 'Write'; Through = 'Inspector'; Target = 1410
            Arguments = @{ AgentId = 1410; Mode = 'Whisper' }
        }
        @{ Cmdlet = 'New-AgwConference'; Operation = 'requestAgentConf'; Kind = 'Write'; Arguments = @{ MemberCount = 5; NoWait = $true } }
        @{ Cmdlet = 'Get-AgwConference'; Operation = 'queryAllConfIds'; Kind = 'Read' }
        @{ Cmdlet = 'Get-AgwConference'; Operation = 'queryConfInfos'; Kind = 'Read'; Lane = 9; Arguments = @{ ConferenceId = 1029888 } }
        @{
            Cmdlet = 'Clear-AgwConference'; Operation = 'queryAllConfIds'; Kind = 'Read'; Lane = 12; Silent = $true
            Arguments = @{ OlderThan = 1440; Credential = 'not needed' }
        }
        @{ Cmdlet = 'Set-AgwConference'; Operation = 'prolongTime'; Kind = 'Write'; Arguments = @{ ExtendBy = 30 } }
        @{ Cmdlet = 'Set-AgwConference'; Operation = 'applyToShiftPresident'; Kind = 'Write'; Arguments = @{ Chairperson = 1410 } }
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
        @{
            Cmdlet = 'Save-AgwRecording'; Operation = 'downloadRecordFile'; Kind = 'Read'
            Arguments = @{ Path = 'Temp:/agw-matrix-1.V3'; RecordId = 'Y:/1/0/1.V3'; Force = $true }
        }
        @{
            Cmdlet = 'Save-AgwRecording'; Operation = 'recordfiledownloadEx'; Kind = 'Read'
            Arguments = @{ Path = 'Temp:/agw-matrix-2.mp4'; CallId = '1-1'; VideoFileName = 'Y:/1/0/1.mp4'; Force = $true }
        }
        @{
            Cmdlet = 'Save-AgwRecording'; Operation = 'videofiledownloadEx'; Kind = 'Read'
            Arguments = @{ Path = 'Temp:/agw-matrix-3.mp4'; Video = $true; RecordId = 'Y:/1/0/1.mp4'; Force = $true }
        }
    )
}
