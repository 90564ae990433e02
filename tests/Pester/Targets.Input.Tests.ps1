BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Open-OwnGateway
    $inspector = Connect-GatewayAgent -Gateway $gateway -AgentId 900
    $null = Connect-GatewayAgent -Gateway $gateway -AgentId 101, 102, 103
    $conference = Add-GatewayConference -Gateway $gateway -AgentId 101 -Participant @(
        @{ addressType = '9'; address = '102' }
        @{ addressType = '6'; address = '88887946' }
    )
    $own = Add-GatewayConference -Gateway $gateway -AgentId 103 -Participant @{ addressType = '6'; address = '88887947' }
    Select-AgwSession 103
}

AfterAll {
    Disconnect-TestAgent
    Close-TestGateway -Gateway $gateway
}

Describe 'A participant' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'is the target of a cmdlet that acts on agents: <_>' -ForEach @(
        'Disconnect-AgwAgent -Inspector $inspector'
        'Set-AgwAgent -State Busy -Inspector $inspector'
        'Set-AgwAgent -State Busy -Session $sessions'
        'Start-AgwPlayback -VoicePath Y:/1/0/20180621/105/1406470.V3 -Session $sessions'
        'Disconnect-AgwConference -Session $sessions'
        'Connect-AgwSession -Credential $credential -CACertificate $certificate -NoProxy -Force -AgentType PcPhoneVideo'
    ) {
        $variables = @{
            participant = Get-AgwParticipant -Session $inspector -ConferenceId $conference -Address 102
            inspector   = $inspector
            sessions    = @(Get-AgwSession 101, 102)
            credential  = Get-TestCredential
            certificate = $gateway.Certificate
        }

        $run = Invoke-TestRunspace -Variable $variables -Script "`$participant | $_ -Confirm"

        # The host is non-interactive, so the error contains the prompt.
        $run.Text | Should -Match 'Agent 102 at '
        $run.Text | Should -Not -Match 'Agent 101'
    }

    It 'that is signed out is the participant, not the chairperson' {
        $null = Connect-GatewayAgent -Gateway $gateway -AgentId 111, 112
        $other = Add-GatewayConference -Gateway $gateway -AgentId 111 -Participant @{ addressType = '9'; address = '112' }

        $result = Get-AgwParticipant -Session $inspector -ConferenceId $other -Address 112 |
            Disconnect-AgwAgent -Inspector $inspector -Confirm:$false

        $result.AgentId | Should -Be 112
        (Invoke-GatewayControl -Gateway $gateway -Path agents/111).signedIn | Should -BeTrue
        (Invoke-GatewayControl -Gateway $gateway -Path agents/112).signedIn | Should -BeFalse
    }

    It 'that is a phone causes an error of a cmdlet that acts on agents, and nothing is sent' {
        Get-AgwParticipant -Session $inspector -ConferenceId $conference -Address 88887946 | Set-AgwAgent -State Busy @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problems[0])" | Should -BeLike '*88887946*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'specifies its conference for a cmdlet that acts on conferences' {
        $result = Get-AgwParticipant -Session $inspector -ConferenceId $conference -Address 102 | Set-AgwParticipant -Mode ListenOnly

        $result.AgentId | Should -Be 101
        $result.Address | Should -BeExactly '102'
        $result.ConferenceId | Should -Be $conference
        (Get-GatewayRequest -Gateway $gateway).body | Should -BeLike '*"address":"102"*'
    }

    It 'has properties that can be read from a list of participants' {
        (Get-AgwParticipant -Session $inspector -ConferenceId $conference).Participant | Should -Be '101', '102', '88887946'
    }
}

Describe 'A row' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'without an agent causes an error, and the default session is not used: <Name>' -ForEach @(
        @{ Name = 'Set-AgwParticipant'; Row = @{ Address = '88887947' }; Script = { $input | Set-AgwParticipant -Mode ListenOnly } }
        @{
            Name   = 'Start-AgwConfVoice, Agent instead of AgentId'
            Row    = @{ Agent = '101' }
            Script = { $input | Start-AgwConfVoice -VoicePath y:/conf/120/1.V3 }
        }
        @{
            Name   = 'Start-AgwConfVoice, Adress instead of Address'
            Row    = @{ AgentId = '101'; Adress = '88887946' }
            Script = { $input | Start-AgwConfVoice -VoicePath y:/conf/120/1.V3 }
        }
        @{
            Name   = 'Start-AgwConfVoice, an empty Address'
            Row    = @{ AgentId = '101'; Address = $null }
            Script = { $input | Start-AgwConfVoice -VoicePath y:/conf/120/1.V3 }
        }
        @{ Name = 'Remove-AgwParticipant'; Row = @{ Address = '88887947' }; Script = { $input | Remove-AgwParticipant -Confirm:$false } }
        @{
            Name   = 'Remove-AgwParticipant, Agent instead of AgentId'
            Row    = @{ Agent = '103'; Address = '88887947' }
            Script = { $input | Remove-AgwParticipant -Confirm:$false }
        }
        @{
            Name   = 'Remove-AgwConference, nothing known'
            Row    = @{ Name = 'Somebody' }
            Script = { $input | Remove-AgwConference -Confirm:$false }
        }
        @{ Name = 'Remove-AgwConference, Id'; Row = @{ Id = '103' }; Script = { $input | Remove-AgwConference -Confirm:$false } }
        @{ Name = 'Stop-AgwConfVoice, an empty AgentId'; Row = @{ AgentId = '' }; Script = { $input | Stop-AgwConfVoice } }
    ) {
        $ErrorActionPreference = 'Continue'

        $problems = @([pscustomobject]$Row | & $Script 2>&1)

        $problems.Count | Should -Be 1
        $problems[0] | Should -BeOfType ([System.Management.Automation.ErrorRecord])
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'with other properties than the previous row has its own outcome' {
        $rows = @{ AgentId = 101; Address = '88887946' }, @{ Address = '88887947' }, @{ AgentId = 103; Address = '88887947' } |
            ForEach-Object { [pscustomobject]$_ }

        $results = @($rows | Set-AgwParticipant -Mode ListenOnly @collectErrors)

        $results.AgentId | Sort-Object | Should -Be 101, 103
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'with an agent and a participant causes an error of a cmdlet that acts on agents' {
        [pscustomobject]@{ AgentId = 101; Address = '102'; AddressType = 'AgentId' } | Set-AgwAgent -State Busy @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }
}

Describe 'An object that is not a participant' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'is not converted to an address: <Name>' -ForEach @(
        @{ Name = 'a conference'; Object = { Get-AgwConference -Session $inspector -ConferenceId $conference } }
        @{ Name = 'a process'; Object = { Get-Process -Id $PID } }
        @{ Name = 'a file'; Object = { Get-Item -LiteralPath $PSCommandPath } }
        @{ Name = 'a fraction'; Object = { 8001.5 } }
    ) {
        & $Object | Add-AgwParticipant 103 @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'is not converted to a call ID' {
        Get-AgwConference -Session $inspector -ConferenceId $conference | Stop-AgwCall -Inspector $inspector -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'is invited by its property Address' {
        $null = [pscustomobject]@{ Address = '88887990'; AddressType = 6 } | Add-AgwParticipant 103

        (Get-GatewayRequest -Gateway $gateway).body | Should -BeLike '*"address":"88887990"*'
    }
}

Describe 'An agent ID' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'consists of digits: <Text> causes an error in the pipeline, in a list and in a parameter' -ForEach @(
        @{ Text = '101.5'; Value = 101.5 }
        @{ Text = '1.02e2'; Value = '1.02e2' }
        @{ Text = '0x66'; Value = '0x66' }
        @{ Text = '[char]102'; Value = [char]102 }
        @{ Text = '1,01'; Value = '1,01' }
        @{ Text = '101,102'; Value = '101,102' }
        @{ Text = '$true'; Value = $true }
        @{ Text = '-101'; Value = -101 }
        @{ Text = 'an enumeration'; Value = [System.DayOfWeek]::Monday }
        @{ Text = 'null'; Value = $null }
        @{ Text = 'a date'; Value = [datetime]'2026-01-01' }
        @{ Text = 'too large'; Value = 4294967397 }
    ) {
        $ErrorActionPreference = 'Continue'

        $problems = @(
            , $Value | Stop-AgwConfVoice 2>&1
            Stop-AgwConfVoice -AgentId $Value 2>&1
            Stop-AgwConfVoice -AgentId @($Value) 2>&1
        )

        $problems.Count | Should -Be 3
        $problems.FullyQualifiedErrorId | Should -Be (@('InvalidArgument,AgentGateway.Commands.StopAgwConfVoiceCommand') * 3)
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'can have any integer type: <_>' -ForEach 'int', 'long', 'short', 'uint16', 'uint32', 'uint64', 'double', 'decimal', 'string' {
        $value = [System.Management.Automation.LanguagePrimitives]::ConvertTo(101, ($_ -as [type]))

        ($value | Stop-AgwConfVoice).AgentId | Should -Be 101
    }

    It 'is not read from a property Id' {
        [pscustomobject]@{ Id = 101 } | Get-AgwAgent @collectErrors | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}

Describe 'Objects of the module' {
    It 'can be piped: Connect-AgwSession | Get-AgwConference' {
        $found = @(900 | Get-AgwSession | Get-AgwConference)

        $found.ConferenceId | Should -Contain $conference
    }

    It 'can be piped: Get-AgwAgent | Connect-AgwSession' {
        $sessions = @(
            Get-AgwAgent 101, 102 |
                Connect-AgwSession -Credential (Get-TestCredential) -CACertificate $gateway.Certificate -NoProxy -NoDefault
        )

        $sessions.AgentId | Sort-Object | Should -Be 101, 102
    }

    It 'return all conferences with -All to an inspector that is in a conference' {
        $inside = Connect-GatewayAgent -Gateway $gateway -AgentId 901
        $null = Add-GatewayConference -Gateway $gateway -AgentId 901
        Wait-TestCondition { (Get-GatewayConference -Gateway $gateway).Count -ge 3 }

        $piped = @($inside | Get-AgwConference -All)

        $piped.Count | Should -Be @(Get-AgwConference -Session $inside -All).Count
        $piped.Count | Should -BeGreaterThan 1
    }

    It 'can be used after Export-Clixml and Import-Clixml' {
        Clear-GatewayRequest -Gateway $gateway
        $file = Join-Path -Path $TestDrive -ChildPath 'conferences.xml'
        Get-AgwConference -Session $inspector -ConferenceId $conference | Export-Clixml -LiteralPath $file

        $result = Import-Clixml -LiteralPath $file | Stop-AgwConfVoice

        $result.AgentId | Should -Be 101
        $result.ConferenceId | Should -Be $conference
    }
}
