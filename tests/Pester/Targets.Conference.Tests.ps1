BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Open-OwnGateway
    $inspector = Connect-GatewayAgent -Gateway $gateway -AgentId 900
    $script:next = 100

    function Add-Chairperson([object[]] $Participant = @(@{ addressType = '6'; address = '88887946' }), [int] $AgeMinutes = 0) {
        $agent = ++$script:next
        $session = Connect-GatewayAgent -Gateway $gateway -AgentId $agent
        $id = Add-GatewayConference -Gateway $gateway -AgentId $agent -Participant $Participant -AgeMinutes $AgeMinutes
        [pscustomobject]@{ AgentId = $agent; Session = $session; ConferenceId = $id }
    }

    # Ends the running conference and starts another one.
    function Switch-Conference([object] $Chairperson) {
        $null = Remove-AgwConference -Session $Chairperson.Session -Confirm:$false
        Add-GatewayConference -Gateway $gateway -AgentId $Chairperson.AgentId
    }
}

AfterAll {
    Disconnect-TestAgent
    Close-TestGateway -Gateway $gateway
}

Describe 'A specified conference' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'is the only one that ends: an old listing doesn''t end the conference that runs now' {
        $chairperson = Add-Chairperson -AgeMinutes 300
        $listing = Get-AgwConference -Session $inspector -ConferenceId $chairperson.ConferenceId
        $newer = Switch-Conference $chairperson
        Clear-GatewayRequest -Gateway $gateway

        $listing | Remove-AgwConference -Session $inspector -Confirm:$false @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceChanged,*'
        $problems[0].TargetObject | Should -Be $chairperson.AgentId
        $problems[0].Exception.ConferenceId | Should -Be $chairperson.ConferenceId
        $problems[0].Exception.CurrentConferenceId | Should -Be $newer
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
        Get-GatewayConference -Gateway $gateway | Should -Contain $newer
    }

    It 'is verified without an inspector: if it is over, nothing is sent' {
        $chairperson = Add-Chairperson
        $listing = Get-AgwConference -Session $inspector -ConferenceId $chairperson.ConferenceId
        $newer = Switch-Conference $chairperson
        Clear-GatewayRequest -Gateway $gateway

        $listing | Remove-AgwConference -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -Match '^Conference(Changed|NotFound),'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
        Get-GatewayConference -Gateway $gateway | Should -Contain $newer
    }

    It 'that is over causes ConferenceNotFound' {
        $chairperson = Add-Chairperson
        $null = Remove-AgwConference -Session $chairperson.Session -Confirm:$false
        Clear-GatewayRequest -Gateway $gateway

        Remove-AgwConference $chairperson.AgentId -ConferenceId $chairperson.ConferenceId -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceNotFound,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'that can''t be verified causes ConferenceUnknown: nothing is sent, and the remedy mentions an inspector' {
        $chairperson = Add-Chairperson
        $null = Invoke-GatewayControl -Gateway $gateway -Method Post -Path faults -Body @{
            agentId   = $chairperson.AgentId
            operation = 'queryConfInfos'
            fault     = 'retCode'
            count     = 5
            retCode   = '000-003'
        }

        Remove-AgwConference $chairperson.AgentId -ConferenceId $chairperson.ConferenceId -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceUnknown,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Session*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'ends if it is running: <Name>' -ForEach @(
        @{ Name = 'with the agent'; Script = { param($c) Remove-AgwConference $c.AgentId -ConferenceId $c.ConferenceId -Confirm:$false } }
        @{
            Name   = 'from a listing'
            Script = {
                param($c)
                Get-AgwConference -Session $inspector -ConferenceId $c.ConferenceId | Remove-AgwConference -Confirm:$false
            }
        }
        @{
            Name   = 'by its ID alone, through an inspector'
            Script = { param($c) Remove-AgwConference -ConferenceId $c.ConferenceId -Session $inspector -Confirm:$false }
        }
        @{
            Name   = 'from rows that hold its ID alone'
            Script = {
                param($c)
                [pscustomobject]@{ ConferenceId = "$($c.ConferenceId)" } | Remove-AgwConference -Session $inspector -Confirm:$false
            }
        }
        @{
            Name   = 'with the inspector''s session to verify it'
            Script = { param($c) Remove-AgwConference $c.AgentId -ConferenceId $c.ConferenceId -Session $inspector -Confirm:$false }
        }
    ) {
        $chairperson = Add-Chairperson

        $result = & $Script $chairperson

        $result.AgentId | Should -Be $chairperson.AgentId
        $result.ConferenceId | Should -Be $chairperson.ConferenceId
        Get-GatewayConference -Gateway $gateway | Should -Not -Contain $chairperson.ConferenceId
        @(Get-GatewayRequest -Gateway $gateway).Count | Should -Be 1
    }

    It 'causes ConferenceUnknown if no session here can query its ID' {
        $run = Invoke-TestRunspace -Script 'Remove-AgwConference -ConferenceId 1029888 -Confirm:$false'

        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceUnknown,*'
    }

    It 'contradicts another specified conference' {
        $chairperson = Add-Chairperson

        Get-AgwConference -Session $inspector -ConferenceId $chairperson.ConferenceId |
            Remove-AgwConference -ConferenceId 1 -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'with the ID null causes an error' {
        $chairperson = Add-Chairperson

        Remove-AgwConference $chairperson.AgentId -ConferenceId $null -Confirm:$false @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    It 'without a chairperson causes an error, and the default session is not used' {
        $chairperson = Add-Chairperson
        Select-AgwSession -Session $chairperson.Session
        $listing = [pscustomobject]@{ ConferenceId = 7777; AgentId = $null; Gateway = $gateway.Address }

        $listing | Remove-AgwConference -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }
}

Describe 'Every cmdlet that acts on a conference or its participants' {
    It 'sends nothing if another conference than the specified one is running: <Name>' -ForEach @(
        @{ Name = 'Remove-AgwConference'; Script = { param($c) Remove-AgwConference @c -Confirm:$false } }
        @{ Name = 'Resize-AgwConference'; Script = { param($c) Resize-AgwConference @c -Add 2 } }
        @{ Name = 'Set-AgwConference'; Script = { param($c) Set-AgwConference @c -ExtendBy 10 } }
        @{ Name = 'Disconnect-AgwConference'; Script = { param($c) Disconnect-AgwConference @c } }
        @{ Name = 'Add-AgwParticipant'; Script = { param($c) Add-AgwParticipant @c -Address 88887999 } }
        @{ Name = 'Remove-AgwParticipant'; Script = { param($c) Remove-AgwParticipant @c -Address 88887946 -Confirm:$false } }
        @{ Name = 'Set-AgwParticipant'; Script = { param($c) Set-AgwParticipant @c -Address 88887946 -Mode ListenOnly } }
        @{ Name = 'Suspend-AgwParticipant'; Script = { param($c) Suspend-AgwParticipant @c -Address 88887946 -VoicePath y:/conf/120/1.V3 } }
        @{ Name = 'Resume-AgwParticipant'; Script = { param($c) Resume-AgwParticipant @c -Address 88887946 } }
        @{ Name = 'Start-AgwConfVoice'; Script = { param($c) Start-AgwConfVoice @c -VoicePath y:/conf/120/1.V3 } }
        @{ Name = 'Stop-AgwConfVoice'; Script = { param($c) Stop-AgwConfVoice @c } }
        @{
            Name   = 'Invoke-AgwOperation'
            Script = { param($c) Invoke-AgwOperation @c -Method POST -Path 'agentconf/{agentid}/releaseagentconf' }
        }
    ) {
        $ErrorActionPreference = 'Continue'
        $chairperson = Add-Chairperson
        Clear-GatewayRequest -Gateway $gateway

        $problems = @(
            & $Script @{ AgentId = $chairperson.AgentId; ConferenceId = $chairperson.ConferenceId + 5000; ErrorAction = 'Continue' } 2>&1
        )

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^Conference(Changed|NotFound),'
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }
}

Describe 'An agent whose conferences are unknown' {
    It 'causes ConferenceUnknown, not ConferenceNotFound: an attached session that doesn''t poll' {
        $chairperson = Add-Chairperson
        $option = @{
            Uri           = $gateway.Address
            CACertificate = $gateway.Certificate
            NoProxy       = $true
            Guid          = $chairperson.Session.GetGuid()
            AgentId       = $chairperson.AgentId
            NoDefault     = $true
        }
        $attached = Connect-AgwSession @option
        try {
            $run = Invoke-TestRunspace -Variable @{
                gateway = $gateway
                guid    = $chairperson.Session.GetGuid()
                agent   = $chairperson.AgentId
            } -Script @'
                $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
                $attached = Connect-AgwSession @option -Guid $guid -AgentId $agent
                Get-AgwConference -Session $attached
'@
            $run.Output | Should -BeNullOrEmpty
            $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceUnknown,*'
        }
        finally { $null = $attached }
    }
}

Describe 'Prompts' {
    It 'show gateway, agent, conference, age, chairperson and size if they are known' {
        $chairperson = Add-Chairperson -AgeMinutes 150
        $listing = Get-AgwConference -Session $inspector -ConferenceId $chairperson.ConferenceId

        $run = Invoke-TestRunspace -Variable @{
            listing = $listing
            session = $chairperson.Session
        } -Script '$listing | Remove-AgwConference -Session $session'

        $agent, $conference = $chairperson.AgentId, $chairperson.ConferenceId
        $authority = ([uri]$gateway.Address).Authority
        $run.Text |
            Should -Match "Agent $agent at $authority, conference $conference \(chairperson $agent, running for 2:30, 2 participants\)"
    }

    It 'show the participant and the conference' {
        $chairperson = Add-Chairperson

        $run = Invoke-TestRunspace -Variable @{
            session = $chairperson.Session
            id      = $chairperson.ConferenceId
        } -Script '"88887946" | Remove-AgwParticipant -Session $session -ConferenceId $id -Confirm'

        $run.Text |
            Should -Match "PhoneNumber 88887946, conference of Agent $($chairperson.AgentId) at .*, conference $($chairperson.ConferenceId)"
    }
}

Describe 'Results and errors' {
    It 'of participants contain the address and the conference' {
        $chairperson = Add-Chairperson

        $result = Set-AgwParticipant $chairperson.AgentId 88887946 ListenOnly -ConferenceId $chairperson.ConferenceId
        Set-AgwParticipant $chairperson.AgentId 88880000 ListenOnly @collectErrors

        $result.Address | Should -BeExactly '88887946'
        $result.AddressType | Should -Be 'PhoneNumber'
        $result.ConferenceId | Should -Be $chairperson.ConferenceId
        $problems[0].TargetObject | Should -BeExactly '88880000'
        $problems[0].Exception.Address | Should -BeExactly '88880000'
        $problems[0].Exception.AgentId | Should -Be $chairperson.AgentId
    }

    It 'of calls contain the call' {
        Stop-AgwCall 1477393325-999 -Inspector $inspector -Confirm:$false @collectErrors

        $problems[0].TargetObject | Should -BeExactly '1477393325-999'
        $problems[0].Exception.CallId | Should -BeExactly '1477393325-999'
    }
}
