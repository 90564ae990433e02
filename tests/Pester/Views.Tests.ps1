# The displayed output: a table in 80 columns and more, and a list for every type, without secrets and names of .NET types.
BeforeDiscovery {
    $noon = [datetimeoffset][datetime]'2026-11-28 12:34:56.789'
    $clock = '12:34:56'
    $day = [timespan]'23:59:00'
    $types = @(
        'AgwSession', 'OperationResult', 'ParticipantResult', 'ExtensionResult', 'Conference', 'Participant', 'AgentStatus', 'AgentEvent'
        'AgwCall', 'AgwCleanupResult', 'AuditRecord', 'GatewayRegistration', 'ProbeStep', 'AgwQueue', 'AgwSkill', 'WaitingCall'
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $outputs = Get-TestViewObject -Folder $TestDrive
    $chairperson = $outputs.AgwSession
    $conference = $outputs.Conference
}

AfterAll { Disconnect-TestAgent }

Describe 'The view of <_>' -ForEach $types {
    BeforeAll { $type = $_ }

    It 'is for objects that the test has created' {
        @($outputs[$_]).Count | Should -BeGreaterThan 0
        @($outputs[$_])[0].GetType().FullName | Should -BeExactly "AgentGateway.$_"
    }

    It 'has a table that fits in 80, 100 and 120 columns without a missing column' {
        $views = [xml](Get-Content -Path "$PSScriptRoot/../../module/AgentGateway.Format.ps1xml" -Raw)
        $labels = $views.SelectNodes("//View[Name='$_']/TableControl/TableHeaders/TableColumnHeader/Label").InnerText
        foreach ($width in 80, 100, 120) {
            $lines = ($outputs[$_] | Format-Table | Out-String -Width $width) -split '\r?\n'

            $lines | Where-Object { $_.TrimEnd().Length -gt $width } | Should -BeNullOrEmpty
            $header = @($lines | Where-Object { $_ -match '\w' -and $_ -notmatch '^\s*(Gateway|Conference|Date): ' })[0]
            ($header.Trim() -split '\s+') | Should -Be $labels -Because "the width is $width"
        }
    }

    It 'shows years of the Gregorian calendar in every culture: <_>' -ForEach 'th-TH', 'ar-SA', 'fa-IR', 'da-DK' {
        $before = [cultureinfo]::CurrentCulture
        $plain = foreach ($view in 'Format-Table', 'Format-List') { $outputs[$type] | & $view | Out-String -Width 120 }
        try {
            [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo($_)
            $there = foreach ($view in 'Format-Table', 'Format-List') { $outputs[$type] | & $view | Out-String -Width 120 }
        } finally {
            [cultureinfo]::CurrentCulture = $before
        }

        $dates = { param([string[]] $Text) [regex]::Matches($Text -join "`n", '\b\d{4}-\d\d-\d\d\b|\b\d\d\W\d\d\W\d\d\b').Value }
        $expected = & $dates $plain
        if ($type -notin 'GatewayRegistration', 'AgwQueue', 'AgwSkill', 'WaitingCall') { $expected | Should -Not -BeNullOrEmpty }
        & $dates $there | Should -Be $expected
    }

    It 'is a table by default' {
        ($outputs[$_] | Out-String -Width 100) | Should -Be ($outputs[$_] | Format-Table | Out-String -Width 100)
    }

    It 'has a list with every property' {
        $list = $outputs[$_] | Select-Object -First 1 | Format-List | Out-String -Width 200
        $names = @($outputs[$_])[0].PSObject.Properties.Name

        ([regex]::Matches($list, '(?m)^(\w+)\s+: ') | ForEach-Object { $_.Groups[1].Value }) |
            ForEach-Object { $names | Should -Contain $_ }
        $list | Should -Not -Match 'System\.|AgentGateway\.'
    }
}

Describe 'Views' {
    It 'keep IDs, states, and times whole in <Width> columns: <Type>' -ForEach @(
        foreach ($width in 80, 120) {
            @(
                @{
                    Type  = 'AgwSession'
                    Value = @{ AgentId = 999999; State = 'Reconnecting'; ConferenceId = 2147483647; LastError = 'x' * 99 }
                    Whole = '999999', 'Reconnecting', '2147483647'
                }
                @{
                    Type  = 'OperationResult'
                    Value = @{
                        AgentId     = 999999
                        Operation   = 'stopVoiceToParticipant'
                        RetCode     = '101-001'
                        CompletedAt = $noon
                        Elapsed     = [timespan]'0:01:40'
                    }
                    Whole = '999999', 'stopVoiceToParticipant', '101-001', $clock
                }
                @{
                    Type  = 'ParticipantResult'
                    Value = @{
                        AgentId     = 999999
                        Operation   = 'batchRemoveParticipant'
                        Address     = '12345678901234567890'
                        AddressType = 'PhoneNumber'
                        RetCode     = '101-001'
                    }
                    Whole = '999999', 'batchRemoveParticipant', '12345678901234567890', 'PhoneNumber', '101-001'
                }
                @{
                    Type  = 'ExtensionResult'
                    Value = @{ AgentId = 999999; Operation = 'modifyConf'; RetCode = '101-001'; CompletedAt = $noon; ExtendedBy = $day }
                    Whole = '999999', 'modifyConf', '101-001', '23 h 59 min', $clock
                }
                @{
                    Type  = 'Conference'
                    Value = @{
                        ConferenceId = 2147483647
                        AgentId      = 999999
                        StartTime    = $noon
                        Elapsed      = $day
                        State        = 'AnnouncementPlaying'
                    }
                    Whole = '2147483647', '999999', '23 h 59 min', '2026-11-28 12:34', 'AnnouncementPlaying'
                }
                @{
                    Type  = 'Participant'
                    Value = @{
                        ConferenceId = 2147483647
                        Address      = '12345678901234567890'
                        AddressType  = 'PhoneNumber'
                        Role         = 'Chairperson'
                        Mode         = 'ListenAndSpeak'
                        State        = 'Playing'
                        EnterTime    = $noon
                    }
                    Whole = @(
                        '2147483647', '12345678901234567890', 'PhoneNumber', 'Chairperson', 'ListenAndSpeak', 'Playing', '11-28 12:34'
                    )
                }
                @{
                    Type  = 'AgentStatus'
                    Value = @{ AgentId = 999999; State = 'IdleUnused'; Name = 'x' * 60; PhoneNumber = '1' * 24; StateSince = $noon }
                    Whole = '999999', 'IdleUnused', ('1' * 24), '11-28 12:34'
                }
                @{
                    Type  = 'AgwQueue'
                    Value = @{
                        QueueId         = 2147483647
                        Name            = 'x' * 60
                        MediaType       = 'CallbackRequest'
                        Waiting         = 10000
                        LongestWait     = $day
                        SignedInAgents  = 10000
                        AvailableAgents = 9999
                    }
                    Whole = '2147483647', 'CallbackRequest', '10000', '23 h 59 min', '9999'
                }
                @{
                    Type  = 'AgwSkill'
                    Value = @{
                        AgentId = 999999; QueueId = 2147483647; Name = 'x' * 60; MediaType = 'CallbackRequest'; IsSignedIn = $false
                        IsConfigured = $true
                    }
                    Whole = '999999', '2147483647', 'CallbackRequest', 'False', 'True'
                }
                @{
                    Type  = 'WaitingCall'
                    Value = @{ CallId = '1476838963-224'; QueueId = 1; Caller = '1' * 20; Called = '60015'; Waited = $day; Priority = 10 }
                    Whole = '1476838963-224', ('1' * 20), '60015', '23 h 59 min', '10'
                }
                @{
                    Type  = 'AgwCall'
                    Value = @{
                        AgentId  = 999999
                        CallId   = '1477393325-12345'
                        State    = 'Answered'
                        CallType = 'Outbound'
                        Duration = $day
                        Caller   = '12345678901'
                        Called   = '12345678901'
                    }
                    Whole = '999999', '1477393325-12345', 'Answered', 'Outbound', '23 h 59 min', '12345678901'
                }
                @{
                    Type  = 'AgentEvent'
                    Value = @{ AgentId = 999999; EventType = 'AgentState_CancelNotReady_Success'; ReceivedAt = $noon }
                    Whole = '12:34:56.789', '999999', 'AgentState_CancelNotReady_Success'
                }
                @{
                    Type  = 'AgwCleanupResult'
                    Value = @{
                        ConferenceId     = 2147483647
                        AgentId          = 999999
                        Elapsed          = $day
                        ParticipantCount = 10
                        Outcome          = 'Changed'
                        RetCode          = '101-001'
                        Error            = 'x' * 99
                    }
                    Whole = '2147483647', '999999', '23 h 59 min', 'Changed', '101-001'
                }
                @{
                    Type  = 'AuditRecord'
                    Value = @{
                        Time         = $noon
                        User         = 'CONTOSO\somebody-with-a-name'
                        AgentId      = 999999
                        Operation    = 'releaseAgentConf'
                        ConferenceId = 2147483647
                        Address      = '88887946'
                        Outcome      = 'OutcomeUnknown'
                    }
                    Whole = '2026-11-28', $clock, '999999', 'releaseAgentConf', '2147483647', '88887946', 'OutcomeUnknown'
                }
                @{
                    Type  = 'GatewayRegistration'
                    Value = @{ Name = 'production-emea1'; InspectorId = 999999; SecretName = 'agw-{0}'; Scope = 'CurrentUser' }
                    Whole = 'production-emea1', 'gateway.example.com:8043', '999999', 'agw-{0}', 'CurrentUser'
                }
                @{
                    Type  = 'ProbeStep'
                    Value = @{ Step = 'NameResolution'; Succeeded = $false; Elapsed = [timespan]'0:01:40'; Detail = 'x' * 99 }
                    Whole = 'NameResolution', 'False', '100.0 s'
                }
            ) | ForEach-Object { $_ + @{ Width = $width } }
        }
    ) {
        # A view belongs to the name of a type, so any values can be shown.
        $gateway = [uri]'https://gateway.example.com:8043'
        # The name comes last: until then, an alias of the type can't stand in for a value.
        $shown = [pscustomobject](@{ Gateway = $gateway; Uri = $gateway } + $Value)
        $shown.PSObject.TypeNames.Insert(0, "AgentGateway.$Type")

        $text = $shown | Format-Table | Out-String -Width $Width

        $text -split '\r?\n' | Where-Object { $_.TrimEnd().Length -gt $Width } | Should -BeNullOrEmpty
        foreach ($one in $Whole) { $text | Should -Match ('(?<!\S)' + [regex]::Escape($one) + '(?!\S)') }
    }

    It 'mark the default session' {
        (Get-AgwSession -Default | Out-String -Width 100) | Should -Match '(?m)^\* '
    }

    It 'group participants by their conference' {
        ($conference.Participants | Out-String -Width 100) | Should -Match "Conference: $($conference.ConferenceId)"
    }

    It 'show the last error of a session in 80 columns' {
        $failed = Connect-TestAgent
        Stop-AgwConfVoice -Session $failed -ErrorAction SilentlyContinue
        $words = @($failed.LastError -split '\s+')[2..4]

        $text = Get-AgwSession -AgentId $failed.AgentId | Out-String -Width 80

        $text | Should -Match ([regex]::Escape($words -join ' '))
        ($text -replace '\s') | Should -Match ([regex]::Escape(($failed.LastError -replace '^Agent \d+: ' -replace '\s').Substring(0, 30)))
    }

    It 'show the agent and the operation in 80 columns' {
        $invited = Connect-TestAgent
        $null = Add-TestConference -AgentId $invited.AgentId
        $null = Add-AgwParticipant -AgentId $invited.AgentId -Address 70077

        $joined = Wait-AgwEvent -AgentId $invited.AgentId -EventType AgentConf_ParticipantChanged

        $joined.Summary | Should -BeExactly '70077 Joined'
        ($joined | Out-String -Width 80) | Should -Match '70077 Joined'
    }

    It 'show the number of participants in 80 columns' {
        ($conference | Out-String -Width 80) | Should -Match '(?m)^ *ConferenceId .* Present '
        $conference.Present | Should -Be $conference.Participants.Count
    }

    It 'list the participants in braces: <_>' -ForEach 0, 1, 2 {
        $addresses = @(70001, 70002 | Select-Object -First $_)
        $shown = @($addresses | ForEach-Object { @{ address = "$_"; addressType = '6' } })
        Add-TestFault -AgentId $chairperson.AgentId -Operation queryConfInfos -Fault retCode -Detail @{
            retCode = '0'
            result  = @{ confs = @(@{ confId = 7; addresses = $shown }) }
        }

        $list = Get-AgwConference -Session $chairperson -ConferenceId 7 | Format-List | Out-String -Width 100

        $list | Should -Match ('(?m)^Participants : \{' + ($addresses -join ', ') + '\}\s*$')
    }

    It 'show ages in days, hours and minutes' {
        ($conference | Out-String -Width 100) | Should -Match '\d+ (s|min|h|d)\b'
    }
}
