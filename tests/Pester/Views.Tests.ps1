# The displayed output: a table in 80 columns and more, and a list for every type, without secrets and names of .NET types.
BeforeDiscovery {
    $types = @(
        'AgwSession', 'OperationResult', 'ParticipantResult', 'ExtensionResult', 'Conference', 'Participant', 'AgentStatus', 'AgentEvent'
        'AgwCleanupResult', 'AuditRecord', 'GatewayRegistration', 'ProbeStep'
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
            $header = @($lines | Where-Object { $_ -match '\w' -and $_ -notmatch '^\s*(Gateway|Conference): ' })[0]
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
        if ($type -notin 'AgentStatus', 'GatewayRegistration') { $expected | Should -Not -BeNullOrEmpty }
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
