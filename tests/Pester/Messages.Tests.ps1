# Errors state the problem and a remedy. Each of these messages was once misleading.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule

    $connection = @{ Uri = 'gateway.example.com'; AgentId = 101; Credential = Get-TestCredential; NoProxy = $true }
    $gateway = Get-TestGateway
    $signIn = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }
    $signIn.NoDefault = $true
}

AfterAll { Disconnect-TestAgent }

Describe 'The error message for' {
    It 'a port without TLS mentions -Uri, not the certificate' {
        $plain = Open-TestGateway -Option '--plain-http'
        try {
            $problem = Get-TestProblem {
                $option = $connection.Clone()
                $option.Uri = "https://localhost:$(([uri]$plain.Address).Port)"
                Connect-AgwSession @option -NoDefault -MaximumRetryCount 0 @args
            }

            $problem.FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
            $problem.Exception.Message | Should -Match 'does not support TLS'
            $problem.ErrorDetails.RecommendedAction | Should -Match '-Uri'
            $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'SkipCertificateCheck|CACertificate'
        } finally {
            $plain | Close-TestGateway
        }
    }

    It 'an event that doesn''t arrive doesn''t mention an operation' {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-TestProblem { Wait-AgwEvent -AgentId $agent -EventType AgentConf_Timeout -TimeoutSeconds 1 @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
        $problem.Exception.Message | Should -Match 'AgentConf_Timeout'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'operation|accepted|repeat'
        $problem.ErrorDetails.RecommendedAction | Should -Match '-TimeoutSeconds'
    }

    It 'an address that is not in the conference names the address: <Name>' -ForEach @(
        @{
            Name    = 'Suspend-AgwParticipant'
            Command = { Suspend-AgwParticipant -AgentId $agent -Address 70009 -VoicePath y:/conf/1.V3 @args }
        }
        @{ Name = 'Resume-AgwParticipant'; Command = { Resume-AgwParticipant -AgentId $agent -Address 70009 @args } }
        @{ Name = 'Set-AgwParticipant'; Command = { Set-AgwParticipant -AgentId $agent -Address 70009 -Mode ListenOnly @args } }
        @{ Name = 'Start-AgwConfVoice'; Command = { Start-AgwConfVoice -AgentId $agent -Address 70009 -VoicePath y:/conf/1.V3 @args } }
        @{ Name = 'Stop-AgwConfVoice'; Command = { Stop-AgwConfVoice -AgentId $agent -Address 70009 @args } }
        @{ Name = 'Set-AgwConference'; Command = { Set-AgwConference -AgentId $agent -Chairperson 50009 @args }; Address = '50009' }
    ) {
        $agent = (Connect-TestAgent).AgentId
        $null = New-AgwConference -AgentId $agent -MemberCount 4

        $problem = Get-TestProblem $Command

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

        $problem = Get-TestProblem { Remove-AgwParticipant -AgentId $agent -Address $member @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'ParticipantNotFound,*'
        $problem.Exception.Message | Should -Match "PhoneNumber $member"
        $problem.ErrorDetails.RecommendedAction | Should -Match '-AddressType'
    }

    It 'a refused value within the limits doesn''t mention limits' {
        $agent = (Connect-TestChairperson).AgentId
        Add-TestFault -AgentId $agent -Operation prolongTime -Fault retCode -Detail @{ retCode = '000-002' }

        $problem = Get-TestProblem { Set-AgwConference -AgentId $agent -ExtendBy 5 @args }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" |
            Should -Not -Match 'outside the documented limits|Correct the argument'
    }

    It 'a session without events mentions events, not limits' {
        $owner = Connect-TestAgent
        $option = @{
            Uri           = $owner.Gateway
            Guid          = $owner.GetGuid()
            CACertificate = (Get-TestGateway).Certificate
            NoProxy       = $true
            NoDefault     = $true
        }
        $attached = Connect-AgwSession @option
        try {
            $problem = Get-TestProblem { Wait-AgwEvent -AgentId $owner.AgentId -Session $attached -EventType AgentState_Ready @args }

            $problem.Exception.Message | Should -Not -Match 'limits'
        } finally {
            $attached | Disconnect-AgwSession -Confirm:$false
        }
    }

    It 'a missing playback doesn''t recommend Stop-AgwPlayback: <RetCode>' -ForEach @(
        @{ RetCode = '500-009'; Command = { Stop-AgwPlayback -AgentId $agent @args }; Remedy = 'nothing to stop' }
        @{ RetCode = '500-003'; Command = { Suspend-AgwPlayback -AgentId $agent @args }; Remedy = 'Start-AgwPlayback' }
        @{ RetCode = '500-005'; Command = { Resume-AgwPlayback -AgentId $agent @args }; Remedy = 'Suspend-AgwPlayback' }
        @{ RetCode = '500-002'; Command = { Skip-AgwPlayback -AgentId $agent -Forward 5 @args }; Remedy = 'Start-AgwPlayback' }
    ) {
        $agent = (Connect-TestAgent).AgentId

        $problem = Get-TestProblem $Command

        $problem.FullyQualifiedErrorId | Should -BeLike 'PlaybackState,*'
        $problem.Exception.RetCode | Should -BeExactly $RetCode
        $problem.ErrorDetails.RecommendedAction | Should -Match $Remedy
        $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'Stop-Agw'
    }

    It 'an agent that is not signed in tells the inspector so: <Name>' -ForEach @(
        @{ Name = 'Disconnect-AgwAgent'; Command = { Disconnect-AgwAgent -AgentId $other -Inspector $inspector -Confirm:$false @args } }
        @{ Name = 'Set-AgwAgent'; Command = { Set-AgwAgent -AgentId $other -State Idle -Inspector $inspector -Confirm:$false @args } }
    ) {
        $inspector = Connect-TestAgent -AgentId 900
        $other = Get-TestAgent

        $problem = Get-TestProblem $Command

        $problem.Exception.RetCode | Should -BeExactly '900-003'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'signed in'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'Get-AgwAgent'
        $problem.ErrorDetails.RecommendedAction | Should -Not -Match 'Search for the code'
    }

    It 'a thumbprint of 40 digits mentions SHA-1, and how to get the SHA-256 thumbprint' {
        $problem = Get-TestProblem {
            Connect-AgwSession @connection -CertificateThumbprint ('AB' * 20) @args
        }

        "$problem" | Should -Match 'SHA-256'
        "$problem" | Should -Match 'SHA-1'
        "$problem" | Should -Match 'GetCertHashString'
        "$problem" | Should -Not -Match '\^\[0-9'
    }

    It 'an invalid thumbprint states the number of digits: <_>' -ForEach 'AB', 'not a thumbprint', ('AG' * 32), ('AB' * 33) {
        $thumbprint = $_

        $problem = Get-TestProblem {
            Connect-AgwSession @connection -CertificateThumbprint $thumbprint @args
        }

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

        $option = @{
            Uri                   = $gateway.Address
            AgentId               = (Get-TestAgent)
            Credential            = (Get-TestCredential)
            CertificateThumbprint = (& $Form $gateway.Thumbprint)
            NoProxy               = $true
            NoDefault             = $true
        }
        $session = Connect-AgwSession @option

        $session.State | Should -Be 'SignedIn'
    }

    It 'a file that doesn''t exist names the file' {
        $problem = Get-TestProblem {
            Connect-AgwSession @connection -CACertificate TestDrive:/no-such-authority.pem @args
        }

        $problem.Exception.Message | Should -Match 'no-such-authority\.pem'
        $problem.Exception.Message | Should -Match 'does not exist'
    }

    It 'a file without a certificate names the file' {
        Set-Content -LiteralPath TestDrive:/text.pem -Value 'no certificate'

        $problem = Get-TestProblem {
            Connect-AgwSession @connection -CACertificate TestDrive:/text.pem @args
        }

        $problem.Exception.Message | Should -Match 'text\.pem'
        $problem.Exception.Message | Should -Match 'certificate'
    }

    It 'a folder instead of a file names the folder' {
        $problem = Get-TestProblem {
            Connect-AgwSession @connection -CACertificate TestDrive:/ @args
        }

        $problem.Exception.Message | Should -Match ([regex]::Escape((Split-Path -Path $TestDrive -Leaf)))
    }

    It 'a trace file that can''t be written names the file' {
        $problem = Get-TestProblem {
            Connect-AgwSession @connection -TracePath TestDrive:/no-such-folder/trace.jsonl @args
        }

        $problem.Exception.Message | Should -Match 'no-such-folder'
    }

    It 'an agent ID above the limit of the session names -MaximumAgentId' {
        $gateway = Get-TestGateway

        $problem = Get-TestProblem {
            Connect-AgwSession @signIn -AgentId 60000 @args
        }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problem.Exception.Message | Should -Match 'set MaximumAgentId'
        $problem.ErrorDetails.RecommendedAction | Should -Match '-MaximumAgentId'
    }

    It 'an agent ID that is never valid doesn''t name -MaximumAgentId: <_>' -ForEach 100, 1000000 {
        $gateway = Get-TestGateway
        $agent = $_

        $problem = Get-TestProblem {
            Connect-AgwSession @signIn -AgentId $agent @args
        }

        $problem.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problem.Exception.Message) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match 'MaximumAgentId'
    }
}
