BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

# What -WhatIf, -Confirm and the impact of a cmdlet are worth: counted at the gateway.
BeforeDiscovery {
    # What it takes for each cmdlet to send its request. Those that only read have neither -WhatIf nor -Confirm.
    $changing = @(
        @{ Name = 'Remove-AgwConference'; Operation = 'releaseAgentConf'; Impact = 'High' }
        @{ Name = 'Deny-AgwConference'; Operation = 'rejectAgentConf'; Impact = 'Medium' }
        @{ Name = 'New-AgwConference'; Operation = 'requestAgentConf'; Impact = 'Medium'; Parameter = @{ MemberCount = 5; NoWait = $true } }
        @{ Name = 'Suspend-AgwParticipant'; Operation = 'holdParticipant'; Impact = 'Medium'; Parameter = @{ Address = '88887946'; VoicePath = 'y:/a.V3' } }
        @{ Name = 'Add-AgwParticipant'; Operation = 'batchAddParticipant'; Impact = 'Medium'; Parameter = @{ Address = '88887946' } }
        @{ Name = 'Stop-AgwConfVoice'; Operation = 'stopVoiceToConf'; Impact = 'Low' }
        @{ Name = 'Start-AgwPlayback'; Operation = 'beginPlay'; Impact = 'Low'; Parameter = @{ VoicePath = 'Y:/a.V3' } }
        @{ Name = 'Disconnect-AgwSession'; Operation = 'logout'; Impact = 'Medium' }
    )
}

Describe '<Name>' -ForEach $changing {
    BeforeAll {
        $runspace = Open-TestRunspace
        $given = if ($Parameter) { $Parameter } else { @{} }
        $sent = { @(Get-TestRequest -AgentId $session.AgentId -Operation $Operation).Count }
    }

    AfterAll { $runspace.Dispose() }

    BeforeEach { $session = Connect-TestAgent }

    It 'sends nothing with -WhatIf' {
        & $Name -Session $session @given -WhatIf | Should -BeNullOrEmpty

        & $sent | Should -Be 0
    }

    It 'sends nothing where $WhatIfPreference is set' {
        $run = Invoke-TestRunspace -Runspace $runspace -Script "`$WhatIfPreference = `$true; $Name -Session `$session @given" -Variable @{ session = $session; given = $given }

        $run.Output | Should -BeNullOrEmpty
        & $sent | Should -Be 0
    }

    It 'sends its request once with -Confirm:$false' {
        $null = & $Name -Session $session @given -Confirm:$false -ErrorAction SilentlyContinue

        & $sent | Should -Be 1
    }

    It 'asks with -Confirm: where nobody can answer it sends nothing' {
        $run = Invoke-TestRunspace -Runspace $runspace -Script "$Name -Session `$session @given -Confirm" -Variable @{ session = $session; given = $given }

        $run.Errors.Count | Should -BeGreaterThan 0
        & $sent | Should -Be 0
    }

    It 'has the impact <Impact>: asked by default, high ones only' {
        $run = Invoke-TestRunspace -Runspace $runspace -Script "$Name -Session `$session @given" -Variable @{ session = $session; given = $given }

        & $sent | Should -Be $(if ($Impact -eq 'High') { 0 } else { 1 })
        $run.Text -match 'user interaction' | Should -Be ($Impact -eq 'High')
    }

    It 'is asked about from its impact on' {
        $preference = @{ Low = 'Medium'; Medium = 'High'; High = 'None' }[$Impact]

        $null = Invoke-TestRunspace -Runspace $runspace -Script "`$ConfirmPreference = '$preference'; $Name -Session `$session @given" -Variable @{ session = $session; given = $given }
        & $sent | Should -Be 1

        if ($Impact -ne 'High') {
            $run = Invoke-TestRunspace -Runspace $runspace -Script "`$ConfirmPreference = '$Impact'; $Name -Session `$session @given" -Variable @{ session = $session; given = $given }
            $run.Text | Should -Match 'user interaction'
            & $sent | Should -Be 1
        }
    }
}

Describe 'A PowerShell without anybody in front of it' {
    It 'fails at once in -NonInteractive, sends nothing, and ends: <_>' -ForEach 'Remove-AgwConference' {
        $session = Connect-TestAgent
        $run = Invoke-TestProcess -Seconds 30 -Script @"
            `$null = Connect-AgwSession -Uri `$uri -CACertificate `$certificate -NoProxy -Guid '$(Get-TestGuid -Session $session)' -AgentId $($session.AgentId)
            try { $_ -AgentId $($session.AgentId); 'done' } catch { 'refused: ' + `$_ }
"@

        $run.Output | Should -Match '^refused: .*NonInteractive'
        @(Get-TestRequest -AgentId $session.AgentId).operation | Should -Be 'login', 'getAgentStatus'
    }

    It 'is told in -WhatIf what would be done, to whom, where' {
        $session = Connect-TestAgent

        $run = Invoke-TestProcess -Script @"
            `$null = Connect-AgwSession -Uri `$uri -CACertificate `$certificate -NoProxy -Guid '$(Get-TestGuid -Session $session)' -AgentId $($session.AgentId)
            Remove-AgwConference -AgentId $($session.AgentId) -WhatIf
"@

        $run.Output | Should -Match "What if: .*End the conference for everybody in it.*Agent $($session.AgentId) at 127\.0\.0\.1"
    }
}
