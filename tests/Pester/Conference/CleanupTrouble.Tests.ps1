# Clear-AgwConference with passwords, signed-in chairpersons, failures of the gateway, and Ctrl+C: no agent stays signed in.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/CleanupWorld.ps1"
}

AfterAll { Close-World }

Describe 'Clear-AgwConference' {
    BeforeEach { Reset-Gateway }

    Context 'the credential' {
        It 'of a script block is requested once for each conference, which is in $_' {
            $old = 1..3 | ForEach-Object { Start-Conference }
            $asked = [System.Collections.Generic.List[string]]::new()

            $secret = { $asked.Add("$($_.ConferenceId) $($_.AgentId)"); $credential }
            $results = @(Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential $secret)

            $results.Outcome | Sort-Object -Unique | Should -Be 'Ended'
            ($asked | Sort-Object) | Should -Be ($old | ForEach-Object { "$($_.ConferenceId) $($_.AgentId)" } | Sort-Object)
        }

        It 'can be a SecureString' {
            $null = Start-Conference

            $result = Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential $credential.Password

            $result.Outcome | Should -Be 'Ended'
        }

        It 'that <What> makes that conference Failed, and the others are ended' -ForEach @(
            @{ What = 'cannot be read from the vault'; Answer = { throw 'the vault is locked' }; Message = 'the vault is locked' }
            @{ What = 'is text'; Answer = { 'Secr3t-Word' }; Message = 'plain text' }
            @{ What = 'is missing'; Answer = { }; Message = 'returned 0' }
            @{ What = 'is null'; Answer = { $null }; Message = 'is null' }
            @{ What = 'comes from a block with break'; Answer = { break }; Message = 'uses break, continue, or exit' }
            @{ What = 'comes from a block with continue'; Answer = { continue }; Message = 'uses break, continue, or exit' }
            @{ What = 'comes twice'; Answer = { $credential; $credential }; Message = 'returned 2' }
        ) {
            $bad, $good = 1..2 | ForEach-Object { Start-Conference }

            $secret = { if ($_.AgentId -eq $bad.AgentId) { & $Answer } else { $credential } }
            $results = @(Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential $secret @quiet)

            ($results | Where-Object AgentId -EQ $bad.AgentId).Outcome | Should -Be 'Failed'
            ($results | Where-Object AgentId -EQ $good.AgentId).Outcome | Should -Be 'Ended'
            $mine = @($problems | Where-Object FullyQualifiedErrorId -Like '*ClearAgwConferenceCommand')
            $mine | Should -HaveCount 1
            $mine[0].TargetObject | Should -Be $bad.AgentId
            "$($mine[0])" | Should -Match $Message
            "$($mine[0])" | Should -Not -Match 'Secr3t-Word'
        }

        It 'is not requested for a chairperson with a session, nor for a plan' {
            $one = Start-Conference
            $other = Start-Conference
            $null = Connect-AgwSession @reach -AgentId $one.AgentId -NoDefault

            $planned = @(Clear-AgwConference -Session $inspector -OlderThan 120 -WhatIf -Credential { throw 'not needed' })
            $option = @{ Session = $inspector; OlderThan = 120; Chairperson = $one.AgentId; Confirm = $false }
            $ended = Clear-AgwConference @option -Credential { throw 'not needed' }

            $planned.Outcome | Should -Be 'Planned', 'Planned'
            $ended.Outcome | Should -Be 'Ended'
            Test-Running $other.ConferenceId | Should -BeTrue
        }

        It 'can be combined with the phone number of the agent: -PhoneNumber' {
            $one = Start-Conference

            $null = Clear-AgwConference @clear -OlderThan 120 -PhoneNumber { "5$($_.AgentId)" }

            $signIn = Invoke-TestControl -Gateway $gateway -Path "requests?agentId=$($one.AgentId)&operation=login" | ForEach-Object { $_ }
            $signIn.body | Should -Match "`"phonenum`":`"5$($one.AgentId)`""
        }
    }

    Context 'a signed-in chairperson' {
        It 'is not interrupted, and the conference is InUse without an error' {
            $one = Start-Conference
            $person = Connect-Other $one.AgentId

            $result = Clear-AgwConference @clear -OlderThan 120 -ErrorVariable problems

            $result.Outcome, $result.RetCode | Should -Be 'InUse', '100-002'
            $problems | Should -BeNullOrEmpty
            Test-Running $one.ConferenceId | Should -BeTrue
            Test-AgwSession -Session $person | Should -BeTrue
        }

        It 'is taken over with -Force, and signed out' {
            $one = Start-Conference
            $null = Connect-Other $one.AgentId

            (Clear-AgwConference @clear -OlderThan 120 -Force).Outcome | Should -Be 'Ended'

            Test-SignedIn $one.AgentId | Should -BeFalse
        }

        It 'with a session in this runspace keeps the session, and the cmdlet uses it' {
            $one = Start-Conference
            $own = Connect-AgwSession @reach -AgentId $one.AgentId -NoDefault

            (Clear-AgwConference @clear -OlderThan 120).Outcome | Should -Be 'Ended'

            Test-AgwSession -Session $own | Should -BeTrue
            Get-Operation $one.AgentId | Should -Not -Contain 'logout'
        }
    }

    Context 'if it fails or ends early' {
        It 'writes a result and an error for the failed conference, and ends the others' {
            $bad, $good = 1..2 | ForEach-Object { Start-Conference }
            Add-Fault $bad.AgentId 'login' @{ fault = 'retCode'; retCode = '110-016' }

            $results = @(Clear-AgwConference @clear -OlderThan 120 @quiet)

            $failed = $results | Where-Object AgentId -EQ $bad.AgentId
            $failed.Outcome, $failed.RetCode | Should -Be 'Failed', '110-016'
            ($results | Where-Object AgentId -EQ $good.AgentId).Outcome | Should -Be 'Ended'
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuthenticationFailed,AgentGateway.Commands.ClearAgwConferenceCommand'
            $problems[0].TargetObject | Should -Be $bad.AgentId
        }

        It 'returns Failed with a reason without a chairperson, and the error names the conference' {
            $body = @{ chairpersonPhone = '7009999'; participants = @(); ageMinutes = 200 }
            $id = (Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body $body).confId

            $result = Clear-AgwConference @clear -OlderThan 120 @quiet

            $result.Outcome | Should -Be 'Failed'
            $result.Error | Should -Match "reports no chairperson.*conference $id"
            $problems[0].TargetObject | Should -Be $id
        }

        It 'reports an unknown outcome in the result and in an error' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'releaseAgentConf' @{ fault = 'retCode'; retCode = '100-007' }

            $result = Clear-AgwConference @clear -OlderThan 120 @quiet

            $result.Outcome | Should -Be 'Unknown'
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
            Test-SignedIn $one.AgentId | Should -BeFalse
        }

        It 'writes a warning that names the agent if its sign-out fails' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'logout' @{ fault = 'retCode'; retCode = '100-009' }

            $result = Clear-AgwConference @clear -OlderThan 120 -WarningVariable warnings -WarningAction SilentlyContinue

            $result.Outcome | Should -Be 'Ended'
            $result.SignOutError | Should -Match '100-009'
            "$warnings" | Should -Match "signs agent $($one.AgentId) out within two minutes"
        }

        It 'ends the pipeline with -ErrorAction Stop after all conferences in progress have a result' {
            $old = 1..10 | ForEach-Object { Start-Conference }
            Add-Fault $old[0].AgentId 'login' @{ fault = 'retCode'; retCode = '110-016' }
            $results = [System.Collections.Generic.List[object]]::new()

            { Clear-AgwConference @clear -OlderThan 120 -ErrorAction Stop -ThrottleLimit 4 | ForEach-Object { $results.Add($_) } } |
                Should -Throw -ErrorId 'AuthenticationFailed,*'

            $ended = @($old | Where-Object { -not (Test-Running $_.ConferenceId) })
            ($ended.ConferenceId | Where-Object { $_ -notin $results.ConferenceId }) | Should -BeNullOrEmpty
            $results.Outcome | Should -Contain 'Failed'
            $old.AgentId | Where-Object { Test-SignedIn $_ } | Should -BeNullOrEmpty
        }

        It 'writes an error with -ErrorAction Stop for each piped conference that is not processed' {
            $old = 1..5 | ForEach-Object { Start-Conference }
            $found = @(Get-AgwConference -Session $inspector | Sort-Object -Property ConferenceId)
            Add-Fault $old[0].AgentId 'login' @{ fault = 'retCode'; retCode = '110-016' }
            $written = [System.Collections.Generic.List[object]]::new()

            { & { $found | Clear-AgwConference @clear -ErrorAction Stop -ThrottleLimit 1 } 2>&1 | ForEach-Object { $written.Add($_) } } |
                Should -Throw

            $untried = $written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } |
                Where-Object FullyQualifiedErrorId -Like 'NotSent*'
            ($untried.TargetObject | Sort-Object) | Should -Be $found[1..4].ConferenceId
            $old[1..4].ConferenceId | Where-Object { -not (Test-Running $_) } | Should -BeNullOrEmpty
        }

        It 'stops after the first result with Select-Object -First, and signs everybody out' {
            $old = 1..8 | ForEach-Object { Start-Conference }

            $first = Clear-AgwConference @clear -OlderThan 120 -ThrottleLimit 2 -WarningAction SilentlyContinue | Select-Object -First 1

            $first.Outcome | Should -Be 'Ended'
            Wait-TestCondition { -not ($old.AgentId | Where-Object { Test-SignedIn $_ }) }
        }
    }

    Context 'Ctrl+C' {
        It 'while <Phase> is under way leaves nobody signed in' -ForEach @(
            @{ Phase = 'the search'; Agent = 900; Operation = 'queryAllConfIds' }
            @{ Phase = 'the sign-in'; Operation = 'login' }
            @{ Phase = 'the check'; Agent = 900; Operation = 'queryConfInfos' }
            @{ Phase = 'the release'; Operation = 'releaseAgentConf' }
            @{ Phase = 'the sign-out'; Operation = 'logout' }
        ) {
            $one = Start-Conference
            $agent = if ($Agent) { $Agent } else { $one.AgentId }
            Add-Fault $agent $Operation @{ fault = 'latency'; milliseconds = 1500 }
            $pipeline = Open-Pipeline -Script 'param($clear) Clear-AgwConference @clear -OlderThan 120' -Argument $clear
            Wait-TestCondition { (Get-Operation $agent) -contains $Operation }

            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $pipeline.Stop()

            $watch.Elapsed.TotalSeconds | Should -BeLessThan 1.4
            $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path faults
            Wait-TestCondition {
                $asked = @(Get-Operation $one.AgentId)
                $asked.Count -eq 0 -or ($asked[-1] -in 'logout', 'forceLogout' -and -not (Test-SignedIn $one.AgentId))
            }
            $pipeline.Runspace.Dispose()
            $pipeline.Dispose()
        }
    }
}
