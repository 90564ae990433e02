# What a person sees: a table in 100 columns and a list for every output, without a secret and without the names of .NET types.
BeforeDiscovery {
    $types = 'AgwSession', 'OperationResult', 'ParticipantResult', 'ExtensionResult', 'Conference', 'Participant', 'AgentStatus', 'AgentEvent'
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $chairperson = Connect-TestAgent
    Select-AgwSession -Session $chairperson
    $id = Add-TestConference -AgentId $chairperson.AgentId -Participant @(@{ addressType = '6'; address = '88887946' }) -AgeMinutes 90
    $conference = Get-AgwConference -Session $chairperson -ConferenceId $id
    $outputs = @{
        AgwSession        = $chairperson
        Conference        = $conference
        Participant       = @($conference.Participants)
        AgentStatus       = Get-AgwAgent -AgentId $chairperson.AgentId
        OperationResult   = Stop-AgwConfVoice -Session $chairperson
        ParticipantResult = Add-AgwParticipant -AgentId $chairperson.AgentId -Address 70001
        ExtensionResult   = Set-AgwConference -AgentId $chairperson.AgentId -ExtendBy 5
        AgentEvent        = @(Receive-AgwEvent -AgentId $chairperson.AgentId)
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'The view of <_>' -ForEach $types {
    It 'is for objects that there are' {
        @($outputs[$_]).Count | Should -BeGreaterThan 0
        @($outputs[$_])[0].GetType().FullName | Should -BeExactly "AgentGateway.$_"
    }

    It 'has a table that fits into 100 columns' {
        $lines = ($outputs[$_] | Format-Table | Out-String -Width 100) -split '\r?\n'

        $lines | Where-Object { $_.TrimEnd().Length -gt 100 } | Should -BeNullOrEmpty
        ($lines -join "`n") | Should -Match 'AgentId|Address|Conference'
    }

    It 'is a table where nothing is asked for' {
        ($outputs[$_] | Out-String -Width 100) | Should -Be ($outputs[$_] | Format-Table | Out-String -Width 100)
    }

    It 'has a list with every property that is there' {
        $list = $outputs[$_] | Select-Object -First 1 | Format-List | Out-String -Width 200
        $names = @($outputs[$_])[0].PSObject.Properties.Name

        ([regex]::Matches($list, '(?m)^(\w+)\s+: ') | ForEach-Object { $_.Groups[1].Value }) | ForEach-Object { $names | Should -Contain $_ }
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

    It 'say ages as a person does' {
        ($conference | Out-String -Width 100) | Should -Match '\d+ (s|min|h|d)\b'
    }
}
