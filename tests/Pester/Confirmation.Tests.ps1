BeforeDiscovery {
    # The parameters with which each cmdlet sends its request. Cmdlets that change nothing have neither -WhatIf nor -Confirm.
    $inConference = @{ Address = '88887946' }
    $changing = @(
        @{ Name = 'Add-AgwParticipant'; Operation = 'batchAddParticipant'; Impact = 'Medium'; Parameter = $inConference }
        @{ Name = 'Approve-AgwCall'; Operation = 'answer'; Impact = 'Medium' }
        @{ Name = 'Approve-AgwConference'; Operation = 'answerAgentConf'; Impact = 'Medium' }
        @{ Name = 'Deny-AgwConference'; Operation = 'rejectAgentConf'; Impact = 'Medium' }
        @{
            Name      = 'Disconnect-AgwAgent'
            Operation = 'forceLogOutAgent'
            Impact    = 'High'
            Parameter = @{ AgentId = 4000 }
            By        = 'Inspector'
        }
        @{ Name = 'Disconnect-AgwConference'; Operation = 'requestLeaveAgentConf'; Impact = 'Medium' }
        @{ Name = 'Disconnect-AgwSession'; Operation = 'logout'; Impact = 'Medium' }
        @{
            Name      = 'Invoke-AgwOperation'
            Operation = 'stopVoiceToConf'
            Impact    = 'Medium'
            Parameter = @{ Method = 'POST'; Path = 'agentconf/{agentid}/stopvoicetoconf' }
        }
        @{ Name = 'Move-AgwCall'; Operation = 'transfer'; Impact = 'High'; Parameter = @{ ToAgent = 4000 } }
        @{ Name = 'New-AgwConference'; Operation = 'requestAgentConf'; Impact = 'Medium'; Parameter = @{ MemberCount = 5; NoWait = $true } }
        @{ Name = 'Remove-AgwConference'; Operation = 'releaseAgentConf'; Impact = 'High' }
        @{ Name = 'Remove-AgwParticipant'; Operation = 'batchRemoveParticipant'; Impact = 'Medium'; Parameter = $inConference }
        @{ Name = 'Resize-AgwConference'; Operation = 'modifyConfResource'; Impact = 'Medium'; Parameter = @{ Add = 2 } }
        @{ Name = 'Resume-AgwCall'; Operation = 'getHold'; Impact = 'Medium' }
        @{ Name = 'Resume-AgwParticipant'; Operation = 'unholdParticipant'; Impact = 'Medium'; Parameter = $inConference }
        @{ Name = 'Resume-AgwPlayback'; Operation = 'resumePlay'; Impact = 'Low' }
        @{ Name = 'Set-AgwAgent'; Operation = 'sayBusy'; Impact = 'Medium'; Parameter = @{ State = 'Busy' } }
        @{ Name = 'Set-AgwAgent'; Operation = 'resetSkill'; Impact = 'Medium'; Parameter = @{ Skill = 20011 } }
        @{
            Name      = 'Set-AgwAgent'
            Operation = 'adjustSkill'
            Impact    = 'Medium'
            Parameter = @{ AgentId = 4000; Skill = 20011 }
            By        = 'Inspector'
        }
        @{
            Name      = 'Save-AgwRecording'
            Operation = 'downloadRecordFile'
            Impact    = 'Low'
            Parameter = @{ RecordId = 'Y:/a.V3'; Path = 'Temp:/agw-confirmation.V3'; Force = $true }
        }
        @{ Name = 'Set-AgwCall'; Operation = 'beginMute'; Impact = 'Medium'; Parameter = @{ Muted = $true } }
        @{ Name = 'Set-AgwConference'; Operation = 'prolongTime'; Impact = 'Medium'; Parameter = @{ ExtendBy = 5 } }
        @{
            Name      = 'Set-AgwParticipant'
            Operation = 'changeParticipantMode'
            Impact    = 'Medium'
            Parameter = $inConference + @{ Mode = 'ListenOnly' }
        }
        @{ Name = 'Set-AgwPlayback'; Operation = 'playRelocation'; Impact = 'Low'; Parameter = @{ Position = 5 } }
        @{ Name = 'Skip-AgwPlayback'; Operation = 'foreFastPlay'; Impact = 'Low'; Parameter = @{ Forward = 5 } }
        @{ Name = 'Start-AgwCall'; Operation = 'callout'; Impact = 'Medium'; Parameter = @{ Called = '40040' } }
        @{ Name = 'Start-AgwConfVoice'; Operation = 'playVoiceToConf'; Impact = 'Low'; Parameter = @{ VoicePath = 'y:/a.V3' } }
        @{ Name = 'Start-AgwPlayback'; Operation = 'beginPlay'; Impact = 'Low'; Parameter = @{ VoicePath = 'Y:/a.V3' } }
        @{ Name = 'Start-AgwRecording'; Operation = 'beginRecord'; Impact = 'Medium' }
        @{
            Name      = 'Start-AgwSupervision'
            Operation = 'addSupervise'
            Impact    = 'Medium'
            Parameter = @{ AgentId = 4000; Mode = 'Listen' }
            By        = 'Inspector'
        }
        @{ Name = 'Stop-AgwCall'; Operation = 'forceDropCall'; Impact = 'High'; Parameter = @{ CallId = '1-1' }; By = 'Inspector' }
        @{ Name = 'Stop-AgwConfVoice'; Operation = 'stopVoiceToConf'; Impact = 'Low' }
        @{ Name = 'Stop-AgwPlayback'; Operation = 'stopPlay'; Impact = 'Low' }
        @{ Name = 'Stop-AgwRecording'; Operation = 'stopRecord'; Impact = 'Medium' }
        @{
            Name      = 'Stop-AgwSupervision'
            Operation = 'requestStopWhisperAgent'
            Impact    = 'Medium'
            Parameter = @{ AgentId = 4000; Mode = 'Whisper' }
            By        = 'Inspector'
        }
        @{ Name = 'Suspend-AgwCall'; Operation = 'hold'; Impact = 'Medium' }
        @{
            Name      = 'Suspend-AgwParticipant'
            Operation = 'holdParticipant'
            Impact    = 'Medium'
            Parameter = $inConference + @{ VoicePath = 'y:/a.V3' }
        }
        @{ Name = 'Suspend-AgwPlayback'; Operation = 'pausePlay'; Impact = 'Low' }
        @{
            Name      = 'Switch-AgwSupervision'
            Operation = 'requestSwitchInsertWhisperAgent'
            Impact    = 'Medium'
            Parameter = @{ AgentId = 4000; Mode = 'Insert' }
            By        = 'Inspector'
        }
        @{ Name = 'Update-AgwSession'; Operation = 'updateGuid'; Impact = 'Low' }
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $runspace = Open-TestRunspace
}

AfterAll {
    Remove-Item -Path Temp:/agw-confirmation.V3 -ErrorAction Ignore
    $runspace.Dispose()
    Disconnect-TestAgent
}

# Counts the requests at the gateway with -WhatIf, -Confirm and each impact. The runspace is non-interactive.
Describe 'Confirmation of <Name>' -ForEach $changing {
    BeforeAll {
        $given = if ($Parameter) { $Parameter.Clone() } else { @{} }
        $sent = { @(Get-TestRequest -AgentId $session.AgentId -Operation $Operation).Count }
        $run = { param($Script) Invoke-TestRunspace -Runspace $runspace -Script $Script -Variable @{ given = $given } }
    }

    BeforeEach {
        # The test only checks whether a request was sent, not whether it succeeds.
        $session = Connect-TestAgent
        $given[$(if ($By) { $By } else { 'Session' })] = $session
    }

    It 'sends nothing with -WhatIf or $WhatIfPreference' {
        & $Name @given -WhatIf | Should -BeNullOrEmpty
        (& $run "`$WhatIfPreference = `$true; $Name @given").Output | Should -BeNullOrEmpty

        & $sent | Should -Be 0
    }

    It 'sends once with -Confirm:$false' {
        $null = & $Name @given -Confirm:$false -ErrorAction SilentlyContinue

        & $sent | Should -Be 1
    }

    It 'sends nothing with -Confirm in a non-interactive host' {
        (& $run "$Name @given -Confirm").Errors.Count | Should -BeGreaterThan 0

        & $sent | Should -Be 0
    }

    It 'has the impact <Impact>: it prompts from this preference on, and by default only if the impact is high' {
        $asks = { param($Preference) (& $run "$Preference; $Name @given").Text -match 'user interaction' }

        & $asks "`$ConfirmPreference = '$Impact'" | Should -BeTrue
        & $sent | Should -Be 0
        & $asks "`$ConfirmPreference = '$(@{ Low = 'Medium'; Medium = 'High'; High = 'None' }[$Impact])'" | Should -BeFalse
        & $sent | Should -Be 1
        & $asks '' | Should -Be ($Impact -eq 'High')
    }
}

Describe 'Confirmation' {
    It 'is tested for every cmdlet that has -Confirm' -ForEach @{ Tested = $changing.Name } {
        # The files of the first two count their requests: one needs no session, the other needs a conference. The others send nothing.
        $elsewhere = 'Connect-AgwSession', 'Clear-AgwConference', 'Register-AgwGateway', 'Unregister-AgwGateway'
        $asking = Get-Command -Module AgentGateway |
            Where-Object { $_.Parameters.ContainsKey('WhatIf') -and $_.Name -notin $elsewhere }

        $Tested | Sort-Object -Unique | Should -Be ($asking.Name | Sort-Object)
    }

    It 'fails immediately in a process with -NonInteractive, sends nothing, and the process ends' {
        $session = Connect-TestAgent
        $run = Invoke-TestProcess -Seconds 30 -Script @"
            `$reach = @{ Uri = `$uri; CACertificate = `$certificate; NoProxy = `$true }
            `$null = Connect-AgwSession @reach -Guid '$(Get-TestGuid -Session $session)' -AgentId $($session.AgentId)
            `$attempts = @(
                { Remove-AgwConference }
                { Disconnect-AgwAgent 4000 }
                { Stop-AgwCall 1-1 }
                { Connect-AgwSession @reach 4000 `$credential -Force }
            )
            foreach (`$attempt in `$attempts) {
                try { & `$attempt; 'done' } catch { 'refused: ' + (`$_ -replace '\s+', ' ') }
            }

            Remove-AgwConference -WhatIf
"@

        @($run.Output -split '\r?\n' -match '^refused: .*NonInteractive').Count | Should -Be 4
        $agent = "Agent $($session.AgentId) at $([regex]::Escape($session.Gateway.Host))"
        $run.Output | Should -Match "What if: .*End the conference for everybody in it.*$agent"
        @(Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login', 'getAgentStatus'
        Get-TestRequest -AgentId 4000 | Should -BeNullOrEmpty
    }
}
