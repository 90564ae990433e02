# The cleanup of abandoned conferences: each has one result, and only the selected ones are ended.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/CleanupWorld.ps1"
}

AfterAll { Close-World }

Describe 'Clear-AgwConference' {
    BeforeEach { Reset-Gateway }

    Context 'a search' {
        It 'ends only the conferences that are old enough' {
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

        It 'returns the details of each conference, and the time of its outcome' {
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

            $who = @{ Chairperson = $first.AgentId, $second.AgentId; ExcludeChairperson = $second.AgentId }
            $results = @(Clear-AgwConference @clear -OlderThan 120 @who)

            $results.ConferenceId | Should -Be $first.ConferenceId
            Test-Running $second.ConferenceId | Should -BeTrue
            Test-Running $third.ConferenceId | Should -BeTrue
        }

        It 'ends nothing if an exclusion cannot be read: <_>' -ForEach "'nobody'", '$null', ',@()' {
            $one = Start-Conference

            $excluded = & ([scriptblock]::Create($_))

            { Clear-AgwConference @clear -OlderThan 120 -ExcludeChairperson $excluded } | Should -Throw

            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'is limited to conferences with -ConferenceId, each of which has a result' {
            $old, $other, $ended = 1..3 | ForEach-Object { Start-Conference }
            $young = Start-Conference -AgeMinutes 5
            $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$($ended.ConferenceId)"

            $ids = $old.ConferenceId, $young.ConferenceId, $ended.ConferenceId
            $results = @(Clear-AgwConference @clear -OlderThan 120 -ConferenceId $ids | Sort-Object -Property Outcome)

            $expected = "$($old.ConferenceId) Ended", "$($ended.ConferenceId) Gone", "$($young.ConferenceId) Skipped"
            ($results | ForEach-Object { "$($_.ConferenceId) $($_.Outcome)" }) | Should -Be $expected
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

            Clear-AgwConference -Session $nobody -Credential $credential -OlderThan 120 -Confirm:$false @quiet |
                Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.ClearAgwConferenceCommand'
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'returns nothing, and no error, if no conference is old enough' {
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
            @{
                Format = 'Clixml'
                Save   = { $args[0] | Export-Clixml -LiteralPath $args[1] }
                Load   = { Import-Clixml -LiteralPath $args[0] }
            }
            @{
                Format = 'CSV'
                Save   = { $args[0] | Select-Object -Property ConferenceId, AgentId | Export-Csv -LiteralPath $args[1] -NoTypeInformation }
                Load   = { Import-Csv -LiteralPath $args[0] }
            }
            @{
                Format = 'JSON'
                Save   = {
                    $rows = @($args[0] | Select-Object -Property ConferenceId, AgentId, StartTime)
                    ConvertTo-Json -InputObject $rows | Set-Content -LiteralPath $args[1]
                }
                Load   = { Get-Content -LiteralPath $args[0] -Raw | ConvertFrom-Json }
            }
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

        It 'are compared with the running conferences: one that <What>' -ForEach @(
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

        It 'can be the results of an earlier cleanup' {
            $one = Start-Conference
            Add-Fault $one.AgentId 'login' @{ fault = 'retCode'; retCode = '100-003'; count = 1 }

            $first = Clear-AgwConference @clear -OlderThan 120 -ErrorAction SilentlyContinue
            $second = $first | Clear-AgwConference @clear

            $first.Outcome, $second.Outcome | Should -Be 'Failed', 'Ended'
        }

        It 'that are specified twice are ended once' {
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
            @{
                What  = 'a conference of another gateway'
                Value = { [pscustomobject]@{ ConferenceId = $one.ConferenceId; Gateway = 'https://other.example:8043' } }
            }
        ) {
            $one = Start-Conference

            & $Value | Clear-AgwConference @clear @quiet | Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ClearAgwConferenceCommand'
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'need the session of the inspector: the default session is not used' {
            $one = Start-Conference
            $null = Select-AgwSession -Session $inspector

            Get-AgwConference -Session $inspector | Clear-AgwConference -Credential $credential -Confirm:$false @quiet |
                Should -BeNullOrEmpty

            $problems | Should -HaveCount 1
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            "$($problems[0])" | Should -Match '-Session'
            Test-Running $one.ConferenceId | Should -BeTrue
        }
    }

    Context 'before anything is changed' {
        It '-WhatIf queries the gateway, returns the plan as objects, and changes nothing' {
            $one, $working = 1..2 | ForEach-Object { Start-Conference }
            $null = Connect-Other $working.AgentId

            $plan = @(Clear-AgwConference @clear -OlderThan 120 -WhatIf -ErrorAction SilentlyContinue)

            ($plan | Where-Object AgentId -EQ $one.AgentId).Outcome | Should -Be 'Planned'
            ($plan | Where-Object AgentId -EQ $working.AgentId).Outcome | Should -Be 'InUse'
            Test-Running $one.ConferenceId | Should -BeTrue
            Get-Operation $one.AgentId | Should -BeNullOrEmpty
        }

        It 'prompts for each conference, and mentions that -Force can interrupt a person' {
            $one = Start-Conference -AgeMinutes 185

            $script = 'Clear-AgwConference -Session $session -Credential $credential -OlderThan 120 -Force'
            $run = Invoke-TestRunspace -Script $script -Variable @{ session = $inspector; credential = $credential }

            $subject = "Agent $($one.AgentId) at .*, conference $($one.ConferenceId) .*running for 3:05, 2 participants"
            $run.Text | Should -Match "End the conference for everybody in it: $subject"
            $run.Text | Should -Match 'that session ends, and a person who works with it is interrupted'
            $run.Errors.Count | Should -Be 1
            Test-Running $one.ConferenceId | Should -BeTrue
            Get-Operation $one.AgentId | Should -BeNullOrEmpty
        }
    }

    It 'can be run again at any time' {
        $null = 1..3 | ForEach-Object { Start-Conference }

        $null = Clear-AgwConference @clear -OlderThan 120
        Clear-AgwConference @clear -OlderThan 120 -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
