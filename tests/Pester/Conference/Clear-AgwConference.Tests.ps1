# The clean-up of forgotten conferences: each has one result, only those that are meant are ended, and nobody stays signed in.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $gateway = Open-TestGateway -Option '--agents', '101-400', '--inspectors', '900-901', '--password', 'secret'
    $credential = Get-TestCredential
    $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = $credential }
    $inspector = Connect-AgwSession @reach -AgentId 900
    $clear = @{ Session = $inspector; Credential = $credential; Confirm = $false }
    $script:nextAgent = 100
    $script:others = [System.Collections.Generic.List[powershell]]::new()

    function New-Agent { ($script:nextAgent++) + 1 }

    function Start-Conference([int] $AgeMinutes = 150, [int] $AgentId = (New-Agent)) {
        $body = @{ chairperson = $AgentId; participants = @(@{ addressType = '6'; address = '88887946' }); ageMinutes = $AgeMinutes }
        $id = (Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body $body).confId
        [pscustomobject]@{ ConferenceId = $id; AgentId = $AgentId }
    }

    function Test-Running([long] $Id) {
        [bool](Invoke-TestControl -Gateway $gateway -Path "conferences/$Id" -MayBeMissing | Where-Object { $_.PSObject.Properties['confId'] })
    }

    function Test-SignedIn([int] $AgentId) { (Invoke-TestControl -Gateway $gateway -Path "agents/$AgentId").signedIn }

    function Get-Operation([int] $AgentId) {
        Invoke-TestControl -Gateway $gateway -Path "requests?agentId=$AgentId" | ForEach-Object { $_ } |
            Where-Object operation -NE 'getAgentEvent' | ForEach-Object operation
    }

    function Add-Fault([int] $AgentId, [string] $Operation, [hashtable] $Fault) {
        $null = Invoke-TestControl -Gateway $gateway -Method Post -Path faults -Body (@{ agentId = $AgentId; operation = $Operation } + $Fault)
    }

    function Open-Pipeline([string] $Script, [hashtable] $Argument) {
        $shell = [powershell]::Create()
        $shell.Runspace = Open-TestRunspace
        $null = $shell.AddScript($Script).AddArgument($Argument)
        $null = $shell.BeginInvoke()
        $shell
    }

    function Connect-Other([int] $AgentId) {
        $script = 'param($module, $reach, $id) Import-Module $module; Connect-AgwSession @reach -AgentId $id'
        $shell = [powershell]::Create().AddScript($script).AddArgument((Get-TestModule)).AddArgument($reach).AddArgument($AgentId)
        # A runspace that is collected signs its agents out.
        $script:others.Add($shell)
        $shell.Invoke()[0]
    }
}

AfterAll {
    foreach ($shell in $others) { $shell.Runspace.Dispose(); $shell.Dispose() }
    Disconnect-TestAgent
    $gateway | Close-TestGateway
}

Describe 'Clear-AgwConference' {
    BeforeEach {
        # Each test has the only old conferences.
        $state = Invoke-TestControl -Gateway $gateway -Path state
        foreach ($conference in $state.conferences) {
            $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$($conference.confId)"
        }

        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path faults
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path requests
    }

    Context 'a search' {
        It 'ends the conferences that are old enough, and only those' {
            $old = 1..3 | ForEach-Object { Start-Conference }
            $young = Start-Conference -AgeMinutes 30

            $results = @(Clear-AgwConference @clear -OlderThan 2:00:00)

            $results | Should -HaveCount 3
            $results | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.AgwCleanupResult]) }
            $results.Outcome | Sort-Object -Unique | Should -Be 'Ended'
            ($results.ConferenceId | Sort-Object) | Should -Be ($old.ConferenceId | Sort-Object)
            Test-Running $young.ConferenceId | Should -BeTrue
            $old.ConferenceId | Where-Object { Test-Running $_ } | Should -BeNullOrEmpty
            $old.AgentId | Where-Object { Test-SignedIn $_ } | Should -BeNullOrEmpty
        }

        It 'returns what was found about each conference, and when it was done' {
            $one = Start-Conference -AgeMinutes 185

            $result = Clear-AgwConference @clear -OlderThan 120

            $result.ConferenceId | Should -Be $one.ConferenceId
            $result.AgentId | Should -Be $one.AgentId
            $result.Elapsed | Should -Be ([timespan]'3:05:00')
            $result.ParticipantCount | Should -Be 2
            ([DateTimeOffset]::Now - $result.StartTime).TotalMinutes | Should -BeGreaterThan 184
            [Math]::Abs(([DateTimeOffset]::Now - $result.CompletedAt).TotalMinutes) | Should -BeLessThan 5
            $result.RetCode | Should -BeExactly '0'
            $result.Error | Should -BeNullOrEmpty
        }

        It 'is limited to chairpersons with -Chairperson, and never ends a conference of -ExcludeChairperson' {
            $first, $second, $third = 1..3 | ForEach-Object { Start-Conference }

            $results = @(Clear-AgwConference @clear -OlderThan 120 -Chairperson $first.AgentId, $second.AgentId -ExcludeChairperson $second.AgentId)

            $results.ConferenceId | Should -Be $first.ConferenceId
            Test-Running $second.ConferenceId | Should -BeTrue
            Test-Running $third.ConferenceId | Should -BeTrue
        }

        It 'ends nothing if an exclusion cannot be read: <_>' -ForEach 'nobody', '$null', '(,@())' {
            $one = Start-Conference

            Clear-AgwConference @clear -OlderThan 120 -ExcludeChairperson (Invoke-Expression -Command $(if ($_ -eq 'nobody') { "'nobody'" } else { $_ })) -ErrorVariable problems -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty

            $problems | Should -Not -BeNullOrEmpty
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'is limited to conferences with -ConferenceId, each of which has a result' {
            $old, $other, $ended = 1..3 | ForEach-Object { Start-Conference }
            $young = Start-Conference -AgeMinutes 5
            $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$($ended.ConferenceId)"

            $results = @(Clear-AgwConference @clear -OlderThan 120 -ConferenceId $old.ConferenceId, $young.ConferenceId, $ended.ConferenceId | Sort-Object -Property Outcome)

            ($results | ForEach-Object { "$($_.ConferenceId) $($_.Outcome)" }) | Should -Be @("$($old.ConferenceId) Ended", "$($ended.ConferenceId) Gone", "$($young.ConferenceId) Skipped")
            Test-Running $other.ConferenceId | Should -BeTrue
        }

        It 'ends hundreds of conferences, each once' {
            $old = 1..70 | ForEach-Object { Start-Conference }

            $results = @(Clear-AgwConference @clear -OlderThan 120)

            ($results.ConferenceId | Sort-Object -Unique).Count | Should -Be 70
            $results.Outcome | Sort-Object -Unique | Should -Be 'Ended'
            $old.AgentId | Where-Object { Test-SignedIn $_ } | Should -BeNullOrEmpty
        }

        It 'is an error for a caller who is no inspector, and ends nothing' {
            $one = Start-Conference
            $nobody = Connect-AgwSession @reach -AgentId (New-Agent) -NoDefault

            Clear-AgwConference -Session $nobody -Credential $credential -OlderThan 120 -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.ClearAgwConferenceCommand'
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'returns nothing, and no error, where no conference is old enough' {
            $null = Start-Conference -AgeMinutes 10

            Clear-AgwConference @clear -OlderThan 120 -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'refuses an age of <_>' -ForEach 0, '-1:00:00', $null {
            { Clear-AgwConference @clear -OlderThan $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
        }

        It 'uses the default session' {
            $one = Start-Conference
            $null = Select-AgwSession -Session $inspector

            (Clear-AgwConference -Credential $credential -OlderThan 120 -Confirm:$false).ConferenceId | Should -Be $one.ConferenceId
        }
    }

    Context 'piped conferences' {
        It 'are ended at any age' {
            $one = Start-Conference -AgeMinutes 5
            $null = Start-Conference

            $results = @(Get-AgwConference -Session $inspector -Chairperson $one.AgentId | Clear-AgwConference @clear)

            $results.ConferenceId | Should -Be $one.ConferenceId
            $results.Outcome | Should -Be 'Ended'
        }

        It 'can come from a saved list: <Format>' -ForEach @(
            @{ Format = 'Clixml'; Save = { $args[0] | Export-Clixml -LiteralPath $args[1] }; Load = { Import-Clixml -LiteralPath $args[0] } }
            @{ Format = 'CSV'; Save = { $args[0] | Select-Object -Property ConferenceId, AgentId | Export-Csv -LiteralPath $args[1] -NoTypeInformation }; Load = { Import-Csv -LiteralPath $args[0] } }
            @{ Format = 'JSON'; Save = { ConvertTo-Json -InputObject @($args[0] | Select-Object -Property ConferenceId, AgentId, StartTime) | Set-Content -LiteralPath $args[1] }; Load = { Get-Content -LiteralPath $args[0] -Raw | ConvertFrom-Json } }
        ) {
            $one, $replaced = 1..2 | ForEach-Object { Start-Conference }
            $file = "$TestDrive/list.$Format"
            & $Save (Get-AgwConference -Session $inspector) $file
            $null = Invoke-TestControl -Gateway $gateway -Method Post -Path "agents/$($replaced.AgentId)/replaceconference" -Body @{}

            $results = @(& $Load $file | ForEach-Object { $_ } | Clear-AgwConference @clear)

            $results | Should -HaveCount 2
            ($results | Where-Object ConferenceId -EQ $one.ConferenceId).Outcome | Should -Be 'Ended'
            ($results | Where-Object ConferenceId -EQ $replaced.ConferenceId).Outcome | Should -Be 'Gone'
        }

        It 'are compared with what runs now: one that <What>' -ForEach @(
            @{ What = 'has another chairperson is Changed'; Change = { $_.AgentId = 399 }; Outcome = 'Changed' }
            @{ What = 'began at another time is Changed'; Change = { $_.StartTime = $_.StartTime.AddDays(-1) }; Outcome = 'Changed' }
            @{ What = 'runs no more is Gone'; Change = { $_.ConferenceId = 4711 }; Outcome = 'Gone' }
        ) {
            $one = Start-Conference
            $saved = Get-AgwConference -Session $inspector | Select-Object -Property ConferenceId, AgentId, StartTime
            $saved | ForEach-Object $Change

            $results = @($saved | Clear-AgwConference @clear)

            $results.Outcome | Should -Be $Outcome
            $results.Error | Should -Not -BeNullOrEmpty
            Test-Running $one.ConferenceId | Should -BeTrue
            Get-Operation $one.AgentId | Should -BeNullOrEmpty
        }

        It 'that are younger than -OlderThan are Skipped' {
            $one = Start-Conference -AgeMinutes 5

            (Get-AgwConference -Session $inspector | Clear-AgwConference @clear -OlderThan 120).Outcome | Should -Be 'Skipped'

            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'can be the results of an earlier clean-up' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'login' @{ fault = 'retCode'; retCode = '100-003'; count = 1 }

            $first = Clear-AgwConference @clear -OlderThan 120 -ErrorAction SilentlyContinue
            $second = $first | Clear-AgwConference @clear

            $first.Outcome, $second.Outcome | Should -Be 'Failed', 'Ended'
        }

        It 'that are named twice are ended once' {
            $one = Start-Conference
            $found = Get-AgwConference -Session $inspector

            $results = @($found, $found | Clear-AgwConference @clear)

            $results.Outcome | Should -Be 'Ended', 'Gone'
            @(Get-Operation $one.AgentId | Where-Object { $_ -eq 'releaseAgentConf' }) | Should -HaveCount 1
        }

        It 'must be conferences: <What> is an error, and nothing is ended' -ForEach @(
            @{ What = 'a number'; Value = { $one.ConferenceId } }
            @{ What = 'an agent'; Value = { [pscustomobject]@{ AgentId = $one.AgentId } } }
            @{ What = 'a session'; Value = { $inspector } }
            @{ What = 'text'; Value = { 'everything' } }
            @{ What = 'a conference of another gateway'; Value = { [pscustomobject]@{ ConferenceId = $one.ConferenceId; Gateway = 'https://other.example:8043' } } }
        ) {
            $one = Start-Conference

            & $Value | Clear-AgwConference @clear -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ClearAgwConferenceCommand'
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'need the session of the inspector: the default session is not used' {
            $one = Start-Conference
            $null = Select-AgwSession -Session $inspector

            Get-AgwConference -Session $inspector | Clear-AgwConference -Credential $credential -Confirm:$false -ErrorVariable problems -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            "$($problems[0])" | Should -Match '-Session'
            Test-Running $one.ConferenceId | Should -BeTrue
        }
    }

    Context 'the credential' {
        It 'of a script block is requested once for each conference, which is in $_' {
            $old = 1..3 | ForEach-Object { Start-Conference }
            $asked = [System.Collections.Generic.List[string]]::new()

            $results = @(Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential { $asked.Add("$($_.ConferenceId) $($_.AgentId)"); $credential })

            $results.Outcome | Sort-Object -Unique | Should -Be 'Ended'
            ($asked | Sort-Object) | Should -Be ($old | ForEach-Object { "$($_.ConferenceId) $($_.AgentId)" } | Sort-Object)
        }

        It 'can be a SecureString' {
            $null = Start-Conference

            (Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential $credential.Password).Outcome | Should -Be 'Ended'
        }

        It 'that <What> makes that conference Failed, and the others are ended' -ForEach @(
            @{ What = 'cannot be read from the vault'; Answer = { throw 'the vault is locked' }; Message = 'the vault is locked' }
            @{ What = 'is text'; Answer = { 'Secr3t-Word' }; Message = 'plain text' }
            @{ What = 'is missing'; Answer = { }; Message = 'returned 0' }
            @{ What = 'is null'; Answer = { $null }; Message = 'is null' }
            @{ What = 'comes twice'; Answer = { $credential; $credential }; Message = 'returned 2' }
        ) {
            $bad, $good = 1..2 | ForEach-Object { Start-Conference }

            $results = @(Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Credential { if ($_.AgentId -eq $bad.AgentId) { & $Answer } else { $credential } } -ErrorVariable problems -ErrorAction SilentlyContinue)

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
            $ended = Clear-AgwConference -Session $inspector -Confirm:$false -OlderThan 120 -Chairperson $one.AgentId -Credential { throw 'not needed' }

            $planned.Outcome | Should -Be 'Planned', 'Planned'
            $ended.Outcome | Should -Be 'Ended'
            Test-Running $other.ConferenceId | Should -BeTrue
        }

        It 'goes with the phone number of the agent: -PhoneNumber' {
            $one = Start-Conference

            $null = Clear-AgwConference @clear -OlderThan 120 -PhoneNumber { "5$($_.AgentId)" }

            $signIn = (Invoke-TestControl -Gateway $gateway -Path requests) | Where-Object { $_.agentId -eq $one.AgentId -and $_.operation -eq 'login' }
            $signIn.body | Should -Match "`"phonenum`":`"5$($one.AgentId)`""
        }
    }

    Context 'a chairperson at work' {
        It 'is left alone, and the conference is InUse without an error' {
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

        It 'with a session in this runspace is served through it and keeps it' {
            $one = Start-Conference
            $own = Connect-AgwSession @reach -AgentId $one.AgentId -NoDefault

            (Clear-AgwConference @clear -OlderThan 120).Outcome | Should -Be 'Ended'

            Test-AgwSession -Session $own | Should -BeTrue
            Get-Operation $one.AgentId | Should -Not -Contain 'logout'
        }
    }

    Context 'before anything is changed' {
        It '-WhatIf asks the gateway, shows the plan as objects, and changes nothing' {
            $one, $working = 1..2 | ForEach-Object { Start-Conference }
            $null = Connect-Other $working.AgentId

            $plan = @(Clear-AgwConference @clear -OlderThan 120 -WhatIf -ErrorAction SilentlyContinue)

            ($plan | Where-Object AgentId -EQ $one.AgentId).Outcome | Should -Be 'Planned'
            ($plan | Where-Object AgentId -EQ $working.AgentId).Outcome | Should -Be 'InUse'
            Test-Running $one.ConferenceId | Should -BeTrue
            Get-Operation $one.AgentId | Should -BeNullOrEmpty
        }

        It 'asks for each conference, and says what -Force means for a person at a desk' {
            $one = Start-Conference -AgeMinutes 185

            $run = Invoke-TestRunspace -Script 'Clear-AgwConference -Session $session -Credential $credential -OlderThan 120 -Force' -Variable @{ session = $inspector; credential = $credential }

            $run.Text | Should -Match "End the conference for everybody in it: Conference $($one.ConferenceId) of agent $($one.AgentId) at .*, running for 3:05, 2 participants"
            $run.Text | Should -Match 'that session ends, and a person who works with it is interrupted'
            $run.Errors.Count | Should -Be 1
            Test-Running $one.ConferenceId | Should -BeTrue
            Get-Operation $one.AgentId | Should -BeNullOrEmpty
        }
    }

    Context 'trouble' {
        It 'with one conference is its result and its error, and the others are ended' {
            $bad, $good = 1..2 | ForEach-Object { Start-Conference }
            Add-Fault $bad.AgentId 'login' @{ fault = 'retCode'; retCode = '110-016' }

            $results = @(Clear-AgwConference @clear -OlderThan 120 -ErrorVariable problems -ErrorAction SilentlyContinue)

            $failed = $results | Where-Object AgentId -EQ $bad.AgentId
            $failed.Outcome, $failed.RetCode | Should -Be 'Failed', '110-016'
            ($results | Where-Object AgentId -EQ $good.AgentId).Outcome | Should -Be 'Ended'
            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuthenticationFailed,AgentGateway.Commands.ClearAgwConferenceCommand'
            $problems[0].TargetObject | Should -Be $bad.AgentId
        }

        It 'without a chairperson is Failed with a reason, and its error names the conference' {
            $body = @{ chairpersonPhone = '7009999'; participants = @(); ageMinutes = 200 }
            $id = (Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body $body).confId

            $result = Clear-AgwConference @clear -OlderThan 120 -ErrorVariable problems -ErrorAction SilentlyContinue

            $result.Outcome | Should -Be 'Failed'
            $result.Error | Should -Match "names no chairperson of conference $id"
            $problems[0].TargetObject | Should -Be $id
        }

        It 'that leaves the outcome unknown says so in the result and in an error' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'releaseAgentConf' @{ fault = 'retCode'; retCode = '100-007' }

            $result = Clear-AgwConference @clear -OlderThan 120 -ErrorVariable problems -ErrorAction SilentlyContinue

            $result.Outcome | Should -Be 'Unknown'
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
            Test-SignedIn $one.AgentId | Should -BeFalse
        }

        It 'with a sign-out is a warning that names the agent' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'logout' @{ fault = 'retCode'; retCode = '100-009' }

            $result = Clear-AgwConference @clear -OlderThan 120 -WarningVariable warnings -WarningAction SilentlyContinue

            $result.Outcome | Should -Be 'Ended'
            $result.SignOutError | Should -Match '100-009'
            "$warnings" | Should -Match "signs agent $($one.AgentId) out within two minutes"
        }

        It 'with -ErrorAction Stop ends the pipeline after what is under way has its result' {
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

        It 'with -ErrorAction Stop writes an error for each piped conference that is not tried any more' {
            $old = 1..5 | ForEach-Object { Start-Conference }
            $found = @(Get-AgwConference -Session $inspector | Sort-Object -Property ConferenceId)
            Add-Fault $old[0].AgentId 'login' @{ fault = 'retCode'; retCode = '110-016' }
            $written = [System.Collections.Generic.List[object]]::new()

            { & { $found | Clear-AgwConference @clear -ErrorAction Stop -ThrottleLimit 1 } 2>&1 | ForEach-Object { $written.Add($_) } } | Should -Throw

            $untried = $written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -like 'NotSent*' }
            ($untried.TargetObject | Sort-Object) | Should -Be $found[2..4].ConferenceId
            $old[1..4].ConferenceId | Where-Object { -not (Test-Running $_) } | Should -BeNullOrEmpty
        }

        It 'stops after the first result that is wanted, and signs everybody out' {
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
            Wait-TestCondition { @(Get-Operation $one.AgentId).Count -eq 0 -or (@(Get-Operation $one.AgentId)[-1] -in 'logout', 'forceLogout' -and -not (Test-SignedIn $one.AgentId)) }
            $pipeline.Runspace.Dispose()
            $pipeline.Dispose()
        }
    }

    It 'can be run again at any time' {
        $null = 1..3 | ForEach-Object { Start-Conference }

        $null = Clear-AgwConference @clear -OlderThan 120
        Clear-AgwConference @clear -OlderThan 120 -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
