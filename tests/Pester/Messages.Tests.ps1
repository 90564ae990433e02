# An error says what is wrong and what to do about it, in a way that can be followed: each of these messages once led to the wrong place.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule

    function Get-Problem([scriptblock] $Command) {
        try { & $Command -ErrorAction Stop } catch { return $_ }
        throw 'There was no error.'
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'The message about' {
    It 'a port that does not speak TLS leads to -Uri, not to the certificate' {
        $plain = Open-TestGateway -Option '--plain-http'
        try {
            $problem = Get-Problem { Connect-AgwSession -Uri "https://localhost:$(([uri]$plain.Address).Port)" -AgentId 101 -Credential (Get-TestCredential) -NoProxy -NoDefault -MaximumRetryCount 0 @args }

            $problem.FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
            $problem.Exception.Message | Should -Match 'does not speak TLS'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-Uri'
            $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'SkipCertificateCheck|CACertificate'
        } finally {
            $plain | Close-TestGateway
        }
    }

    It 'an event that does not come says nothing about an operation' {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-Problem { Wait-AgwEvent -AgentId $agent -EventType AgentConf_Timeout -TimeoutSeconds 1 @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $problem.Exception.Message | Should -Match 'AgentConf_Timeout'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'operation|accepted|repeat'
        $problem.ErrorDetails.RecommendedAction | Should -Match '-TimeoutSeconds'
    }

    It 'an address that is not in the conference names it: <Name>' -ForEach @(
        @{ Name = 'Suspend-AgwParticipant'; Command = { Suspend-AgwParticipant -AgentId $agent -Address 70009 -VoicePath y:/conf/1.V3 @args } }
        @{ Name = 'Resume-AgwParticipant'; Command = { Resume-AgwParticipant -AgentId $agent -Address 70009 @args } }
        @{ Name = 'Set-AgwParticipant'; Command = { Set-AgwParticipant -AgentId $agent -Address 70009 -Mode ListenOnly @args } }
        @{ Name = 'Start-AgwConfVoice'; Command = { Start-AgwConfVoice -AgentId $agent -Address 70009 -VoicePath y:/conf/1.V3 @args } }
        @{ Name = 'Stop-AgwConfVoice'; Command = { Stop-AgwConfVoice -AgentId $agent -Address 70009 @args } }
        @{ Name = 'Set-AgwConference'; Command = { Set-AgwConference -AgentId $agent -Chairperson 50009 @args }; Address = '50009' }
    ) {
        $agent = (Connect-TestAgent).AgentId
        $null = New-AgwConference -AgentId $agent -MemberCount 4

        $problem = Get-Problem $Command

        $problem.FullyQualifiedErrorId | Should -BeLike 'ParticipantNotFound,*'
        $problem.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem.TargetObject | Should -Be $(if ($Address) { $agent } else { '70009' })
        $problem.Exception.Message | Should -Match ($(if ($Address) { $Address } else { '70009' }))
        $problem.Exception.RetCode | Should -BeExactly '000-002'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'Get-AgwParticipant'
    }

    It 'an address of the other type mentions -AddressType' {
        $agent, $member = (Connect-TestAgent -Count 2).AgentId
        $null = Add-TestConference -AgentId $agent -Participant @(@{ addressType = '9'; address = "$member" })

        $problem = Get-Problem { Remove-AgwParticipant -AgentId $agent -Address $member @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'ParticipantNotFound,*'
        $problem.Exception.Message | Should -Match "PhoneNumber $member"
        $problem.ErrorDetails.RecommendedAction | Should -Match '-AddressType'
    }

    It 'a refusal of values that are within the limits does not speak of limits' {
        $agent = (Connect-TestChairperson).AgentId
        Add-TestFault -AgentId $agent -Operation prolongTime -Fault retCode -Detail @{ retCode = '000-002' }

        $problem = Get-Problem { Set-AgwConference -AgentId $agent -ExtendBy 5 @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'outside the documented limits|Correct the value; the limits'
    }

    It 'a session without events speaks of events, not of limits' {
        $owner = Connect-TestAgent
        $attached = Connect-AgwSession -Uri $owner.Gateway -Guid $owner.GetGuid() -CACertificate (Get-TestGateway).Certificate -NoProxy -NoDefault
        try {
            $problem = Get-Problem { Wait-AgwEvent -AgentId $owner.AgentId -Session $attached -EventType AgentState_Ready @args }

            $problem.Exception.Message | Should -Not -Match 'limits'
        } finally {
            $attached | Disconnect-AgwSession -Confirm:$false
        }
    }

    It 'a playback that is not there to be stopped does not advise to stop it: <RetCode>' -ForEach @(
        @{ RetCode = '500-009'; Command = { Stop-AgwPlayback -AgentId $agent @args }; Remedy = 'nothing to stop' }
        @{ RetCode = '500-003'; Command = { Suspend-AgwPlayback -AgentId $agent @args }; Remedy = 'Start-AgwPlayback' }
        @{ RetCode = '500-005'; Command = { Resume-AgwPlayback -AgentId $agent @args }; Remedy = 'Suspend-AgwPlayback' }
        @{ RetCode = '500-002'; Command = { Skip-AgwPlayback -AgentId $agent -Forward 5 @args }; Remedy = 'Start-AgwPlayback' }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-Problem $Command

        $problem.FullyQualifiedErrorId | Should -BeLike 'PlaybackState,*'
        $problem.Exception.RetCode | Should -BeExactly $RetCode
        $problem.ErrorDetails.RecommendedAction | Should -Match $Remedy
        $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'Stop-Agw'
    }

    It 'an agent that is not signed in says so to an inspector: <Name>' -ForEach @(
        @{ Name = 'Disconnect-AgwAgent'; Command = { Disconnect-AgwAgent -AgentId $other -Inspector $inspector -Confirm:$false @args } }
        @{ Name = 'Set-AgwAgent'; Command = { Set-AgwAgent -AgentId $other -State Idle -Inspector $inspector -Confirm:$false @args } }
    ) {
        $inspector = Connect-TestAgent -AgentId 900
        $other = Get-TestAgent

        $problem = Get-Problem $Command

        $problem.Exception.RetCode | Should -BeExactly '900-003'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'signed in'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'Get-AgwAgent'
        $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'Look the code up'
    }

    It 'a thumbprint of 40 digits says that it is a SHA-1, and how to get the SHA-256' {
        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -CertificateThumbprint ('AB' * 20) @args }

        "$problem" | Should -Match 'SHA-256'
        "$problem" | Should -Match 'SHA-1'
        "$problem" | Should -Match 'GetCertHashString'
        "$problem" | Should -Not -Match '\^\[0-9'
    }

    It 'a thumbprint that is none says how many digits it needs: <_>' -ForEach 'AB', 'not a thumbprint', ('AG' * 32), ('AB' * 33) {
        $thumbprint = $_

        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -CertificateThumbprint $thumbprint @args }

        "$problem" | Should -Match '64 hexadecimal digits'
        "$problem" | Should -Not -Match '\^\[0-9'
    }

    It 'a thumbprint takes what tools show: <Name>' -ForEach @(
        @{ Name = 'colons'; Form = { ($args[0] -split '(..)' | Where-Object { $_ }) -join ':' } }
        @{ Name = 'small letters'; Form = { $args[0].ToLowerInvariant() } }
        @{ Name = 'the mark of the Windows dialog'; Form = { "$([char]0x200E)$($args[0])" } }
        @{ Name = 'blanks'; Form = { ($args[0] -split '(..)' | Where-Object { $_ }) -join ' ' } }
    ) {
        $gateway = Get-TestGateway

        $session = Connect-AgwSession -Uri $gateway.Address -AgentId (Get-TestAgent) -Credential (Get-TestCredential) -CertificateThumbprint (& $Form $gateway.Thumbprint) -NoProxy -NoDefault

        $session.State | Should -Be 'SignedIn'
    }

    It 'a file that does not exist names it' {
        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -CACertificate TestDrive:/no-such-authority.pem -NoProxy @args }

        $problem.Exception.Message | Should -Match 'no-such-authority\.pem'
        $problem.Exception.Message | Should -Match 'does not exist'
    }

    It 'a file that is no certificate names it' {
        Set-Content -LiteralPath TestDrive:/text.pem -Value 'no certificate'

        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -CACertificate TestDrive:/text.pem -NoProxy @args }

        $problem.Exception.Message | Should -Match 'text\.pem'
        $problem.Exception.Message | Should -Match 'certificate'
    }

    It 'a folder in the place of a file names it' {
        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -CACertificate TestDrive:/ -NoProxy @args }

        $problem.Exception.Message | Should -Match ([regex]::Escape((Split-Path -Path $TestDrive -Leaf)))
    }

    It 'a trace file that cannot be written names it' {
        $problem = Get-Problem { Connect-AgwSession -Uri gateway.example.com -AgentId 101 -Credential (Get-TestCredential) -TracePath TestDrive:/no-such-folder/trace.jsonl -NoProxy @args }

        $problem.Exception.Message | Should -Match 'no-such-folder'
    }

    It 'an agent ID above the limit of the session names -MaximumAgentId' {
        $gateway = Get-TestGateway

        $problem = Get-Problem { Connect-AgwSession -Uri $gateway.Address -AgentId 60000 -Credential (Get-TestCredential) -CACertificate $gateway.Certificate -NoProxy -NoDefault @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problem.Exception.Message | Should -Match 'set MaximumAgentId'
        $problem.ErrorDetails.RecommendedAction | Should -Match '-MaximumAgentId'
    }

    It 'an agent ID that no gateway has does not name -MaximumAgentId: <_>' -ForEach 100, 1000000 {
        $gateway = Get-TestGateway
        $agent = $_

        $problem = Get-Problem { Connect-AgwSession -Uri $gateway.Address -AgentId $agent -Credential (Get-TestCredential) -CACertificate $gateway.Certificate -NoProxy -NoDefault @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'MaximumAgentId'
    }
}

Describe 'The name of an event' {
    BeforeAll { $agent = (Connect-TestAgent).AgentId }

    It 'that is a slip away from a documented one is an error at once: <Typed>' -ForEach @(
        @{ Typed = 'AgentConf_Timout'; Meant = 'AgentConf_Timeout' }
        @{ Typed = 'AgentSate_Ready'; Meant = 'AgentState_Ready' }
        @{ Typed = 'AgentMediaEvent_StopPlayDon'; Meant = 'AgentMediaEvent_StopPlayDone' }
    ) {
        foreach ($command in { Wait-AgwEvent -AgentId $agent -EventType $Typed @args }, { Receive-AgwEvent -AgentId $agent -EventType $Typed @args }) {
            $problem = Get-Problem $command

            $problem.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
            "$problem" | Should -BeLike "*'$Typed'*Did you mean $Meant*$Typed``**"
        }
    }

    It 'that is not documented is waited for with a warning, and with the name that may be meant: <Typed>' -ForEach @(
        @{ Typed = 'AgentConf_Joind'; Said = 'Did you mean AgentConf_SelfJoinResult?' }
        @{ Typed = 'AgentState_Idle'; Said = 'Tab completes' }
        @{ Typed = 'Joined'; Said = 'Tab completes' }
    ) {
        Wait-AgwEvent -AgentId $agent -EventType $Typed -TimeoutSeconds 1 -WarningVariable warnings -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        Receive-AgwEvent -AgentId $agent -EventType $Typed -WarningVariable +warnings -WarningAction SilentlyContinue

        $warnings.Count | Should -Be 2
        foreach ($warning in $warnings) { "$warning" | Should -BeLike "*'$Typed'*$Said*" }
    }

    It 'that is no pattern is told as such, and not as a fault of the module: <_>' -ForEach 'AgentConf_[', '[', 'AgentConf_[a-' {
        $typed = $_
        foreach ($command in { Wait-AgwEvent -AgentId $agent -EventType $typed @args }, { Receive-AgwEvent -AgentId $agent -EventType $typed @args }) {
            $problem = Get-Problem $command

            "$problem" | Should -Match ([regex]::Escape("'$typed'"))
            "$problem" | Should -Match 'wildcard'
            "$problem" | Should -Not -Match 'broke its promise'
        }
    }

    It 'is taken in silence where it may be an event of the gateway: <_>' -ForEach 'AgentEvent_Ringing', 'AgentConf_Joind*', 'agentconf_timeout' {
        Receive-AgwEvent -AgentId $agent -EventType $_ -WarningVariable warnings | Should -BeNullOrEmpty

        $warnings | Should -BeNullOrEmpty
    }
}

Describe 'A pattern of addresses' {
    It 'that is none says so' {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-Problem { Get-AgwParticipant -AgentId $agent -Address 'a[' @args }

        "$problem" | Should -Match "'a\['"
        "$problem" | Should -Match 'wildcard'
    }
}

Describe 'Completion of an address' {
    It 'adds -AddressType where the participant is an agent' {
        $agent, $member = (Connect-TestAgent -Count 2).AgentId
        $id = Add-TestConference -AgentId $agent -Participant @(@{ addressType = '9'; address = "$member" }, @{ addressType = '6'; address = '88887946' })
        $null = Get-AgwConference -AgentId $agent -ConferenceId $id

        foreach ($command in 'Remove-AgwParticipant', 'Suspend-AgwParticipant', 'Stop-AgwConfVoice') {
            $line = "$command -AgentId $agent -Address "
            $offered = (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches

            $offered.CompletionText | Should -Contain "$member -AddressType AgentId"
            $offered.CompletionText | Should -Contain '88887946'
        }

        $line = "Get-AgwParticipant -AgentId $agent -Address "
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Contain "$member"
    }

    It 'leaves -AddressType alone where it has been typed, and offers its participants only' {
        $agent, $member = (Connect-TestAgent -Count 2).AgentId
        $id = Add-TestConference -AgentId $agent -Participant @(@{ addressType = '9'; address = "$member" }, @{ addressType = '6'; address = '88887946' })
        $null = Get-AgwConference -AgentId $agent -ConferenceId $id

        $line = "Remove-AgwParticipant -AgentId $agent -AddressType AgentId -Address "
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be "$agent", "$member"
    }
}
