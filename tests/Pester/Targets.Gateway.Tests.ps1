BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $a = Open-OwnGateway
    $b = Open-OwnGateway
    $inspectorA = Connect-GatewayAgent -Gateway $a -AgentId 900
    $inspectorB = Connect-GatewayAgent -Gateway $b -AgentId 900
}

AfterAll {
    Disconnect-TestAgent
    $a, $b | Close-TestGateway
}

Describe 'The gateway of an input' {
    BeforeEach { $a, $b | Clear-GatewayRequest }

    It 'is kept: a conference that was listed at one gateway isn''t ended at another' {
        $atA = Connect-GatewayAgent -Gateway $a -AgentId 101
        $young = Add-GatewayConference -Gateway $a -AgentId 101
        $old = Add-GatewayConference -Gateway $b -AgentId 101 -AgeMinutes 300
        $young | Should -Be $old -Because 'the same ID at both gateways is what makes the ID alone worthless'

        $results = @(Get-AgwConference -Session $inspectorB -OlderThan 1:00:00 | Remove-AgwConference -Confirm:$false @collectErrors)

        $results | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        "$($problems[0])" | Should -BeLike "*$(([uri]$b.Address).Authority)*" -Because 'the gateway that was meant has no session'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
        Get-GatewayConference -Gateway $a | Should -Contain $young
        Disconnect-AgwSession -Session $atA -Force -Confirm:$false
    }

    It 'separates the same agent at two gateways in one pipeline' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 102
        $null = Connect-GatewayAgent -Gateway $b -AgentId 102
        $null = Add-GatewayConference -Gateway $a -AgentId 102 -AgeMinutes 10
        $null = Add-GatewayConference -Gateway $b -AgentId 102 -AgeMinutes 200
        $listed = @(Get-AgwConference -Session $inspectorA -Chairperson 102) + @(Get-AgwConference -Session $inspectorB -Chairperson 102)

        $results = @($listed | Remove-AgwConference -Confirm:$false)

        $results.Count | Should -Be 2
        @($results.Gateway | Sort-Object -Unique).Count | Should -Be 2
        (Get-GatewayRequest -Gateway $a).operation | Should -Be 'releaseAgentConf'
        (Get-GatewayRequest -Gateway $b).operation | Should -Be 'releaseAgentConf'
        102 | Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false
    }

    It 'is required if an agent ID exists at several gateways: nothing is sent' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 103
        $null = Connect-GatewayAgent -Gateway $b -AgentId 103
        Select-AgwSession -Session $inspectorA

        103 | Stop-AgwConfVoice @collectErrors | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        "$($problems[0])" | Should -BeLike '*-Gateway*'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }

    It 'can be specified with -Gateway' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 104
        $null = Connect-GatewayAgent -Gateway $b -AgentId 104

        $null = Stop-AgwConfVoice 104 -Gateway ([uri]$b.Address).Authority -ErrorAction SilentlyContinue

        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
        (Get-GatewayRequest -Gateway $b).operation | Should -Be 'stopVoiceToConf'
    }

    It 'causes an error if another gateway is specified, and nothing is sent' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 105
        $null = Connect-GatewayAgent -Gateway $b -AgentId 105
        $null = Add-GatewayConference -Gateway $b -AgentId 105

        Get-AgwConference -Session $inspectorB -Chairperson 105 | Remove-AgwConference -Gateway $a.Address -Confirm:$false @collectErrors

        # The gateway of the object is bound only if -Gateway is not specified. Here, both exist and differ.
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }

    It 'causes an error if the specified session belongs to another gateway, and nothing is sent' {
        Set-AgwAgent -State Busy -Session $inspectorA -Gateway $b.Address @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
    }

    It 'of a query is that of the specified agent' {
        101 | Get-AgwConference -Session $inspectorA @collectErrors | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'can be in a row of a CSV file' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 106
        $null = Connect-GatewayAgent -Gateway $b -AgentId 106
        $null = Add-GatewayConference -Gateway $b -AgentId 106
        $csv = Join-Path -Path $TestDrive -ChildPath 'listing.csv'
        Get-AgwConference -Session $inspectorB -Chairperson 106 |
            Select-Object -Property ConferenceId, AgentId, Gateway |
            Export-Csv -LiteralPath $csv

        $result = Import-Csv -LiteralPath $csv | Remove-AgwConference -Confirm:$false

        $result.Gateway | Should -Be ([uri]$b.Address)
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
    }

    It 'selects the session that signs an agent out: an inspector at another gateway is refused' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 107
        $null = Connect-GatewayAgent -Gateway $b -AgentId 107
        $state = Get-AgwAgent 107 -Inspector $inspectorB

        $state | Disconnect-AgwAgent -Inspector $inspectorA -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
    }

    It 'is kept when an agent from a listing is signed in: another -Uri causes an error' {
        $null = Add-GatewayConference -Gateway $b -AgentId 108

        $option = @{ Uri = $a.Address; CACertificate = $a.Certificate; NoProxy = $true; Credential = Get-TestCredential }
        Get-AgwConference -Session $inspectorB -Chairperson 108 | Connect-AgwSession @option -NoDefault @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-AgwSession | Where-Object AgentId -EQ 108 | Should -BeNullOrEmpty
    }
}

Describe 'A shared session' {
    BeforeAll {
        $owner = Connect-GatewayAgent -Gateway $b -AgentId 120
        $reachB = @{ Uri = $b.Address; CACertificate = $b.Certificate; NoProxy = $true; Guid = $owner.GetGuid() }
    }

    BeforeEach {
        $a, $b | Clear-GatewayRequest
        $shared = Connect-AgwSession @reachB -NoDefault
    }

    AfterEach { Disconnect-AgwSession -Session $shared -Confirm:$false }

    It 'is not used for an agent without a session if there are sessions at another gateway' {
        Select-AgwSession -Session $inspectorA

        Stop-AgwConfVoice 121 @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }

    It 'is not removed by Disconnect-AgwSession with an agent ID, and nothing is sent' {
        Disconnect-AgwSession 122 -Force -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        @(Get-AgwSession | Where-Object { $null -eq $_.AgentId }).Count | Should -Be 1
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }
}

Describe 'The GUID of one agent' {
    It 'is never sent for another agent: a batch with another agent''s -Session causes an error' {
        $b | Clear-GatewayRequest
        $own = Connect-GatewayAgent -Gateway $b -AgentId 130

        '88887946' | Add-AgwParticipant 131 -Session $own @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }

    It 'isn''t selected if two sessions of the same agent are specified' {
        $a, $b | Clear-GatewayRequest
        $both = @(Connect-GatewayAgent -Gateway $a -AgentId 132) + @(Connect-GatewayAgent -Gateway $b -AgentId 132)

        Stop-AgwConfVoice -AgentId 132 -Session $both @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $a | Should -BeNullOrEmpty
        Get-GatewayRequest -Gateway $b | Should -BeNullOrEmpty
    }
}

Describe 'Completion with two gateways' {
    It 'inserts a different text for each session of the same agent' {
        $null = Connect-GatewayAgent -Gateway $a -AgentId 140
        $null = Connect-GatewayAgent -Gateway $b -AgentId 140

        $texts = (TabExpansion2 -inputScript 'Stop-AgwConfVoice -AgentId 140' -cursorColumn 30).CompletionMatches.CompletionText
        $sessions = (TabExpansion2 -inputScript 'Stop-AgwConfVoice -Session 140' -cursorColumn 30).CompletionMatches.CompletionText

        @($texts | Sort-Object -Unique).Count | Should -Be 2
        @($sessions | Sort-Object -Unique).Count | Should -Be 2
        foreach ($text in $sessions) { @(& ([scriptblock]::Create($text))).Count | Should -Be 1 }
        foreach ($gateway in $a, $b) { $texts | Should -Contain "140 -Gateway $(([uri]$gateway.Address).Authority)" }
    }
}
