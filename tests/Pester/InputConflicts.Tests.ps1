# If two parts of a command contradict each other, an error occurs and nothing is sent: parameters, pipeline objects, replies, prompts.

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $here = Open-OwnGateway
    $there = Open-OwnGateway
    $inspector = Connect-GatewayAgent -Gateway $here -AgentId 900
    $inspectorThere = Connect-GatewayAgent -Gateway $there -AgentId 900
    $null = Connect-GatewayAgent -Gateway $here -AgentId 101, 102, 105, 107
    $null = Connect-GatewayAgent -Gateway $there -AgentId 101, 105
    $conference = Add-GatewayConference -Gateway $here -AgentId 101 -Participant @(
        @{ addressType = '9'; address = '105' }
        @{ addressType = '6'; address = '888' }
    )
    $second = Add-GatewayConference -Gateway $here -AgentId 102 -Participant @{ addressType = '6'; address = '777' }
    $same = Add-GatewayConference -Gateway $there -AgentId 101 -Participant @{ addressType = '6'; address = '888' }
    $participants = @(Get-AgwParticipant -Session $inspector)
    $agent = $participants | Where-Object Address -EQ 105
    $phone = $participants | Where-Object Address -EQ 888
    $listing = Get-AgwConference -Session $inspector -ConferenceId $conference
    $listingThere = Get-AgwConference -Session $inspectorThere -ConferenceId $same
    $voice = @{ VoicePath = 'y:/conf/120/1.V3' }

    # The changes at both gateways.
    function Get-Hit {
        foreach ($gateway in $here, $there) {
            Get-GatewayRequest -Gateway $gateway | ForEach-Object { "$($_.agentId) $($_.operation)" }
        }
    }

    # Requires exactly one error of this kind, and no request for a change.
    function Assert-OneProblem([scriptblock] $Script, [string] $Like = '*', [string] $Kind = 'InvalidArgument') {
        $ErrorActionPreference = 'Continue'
        $output = @(& $Script 2>&1)
        $output.Count | Should -Be 1 -Because "$output"
        $output[0] | Should -BeOfType ([System.Management.Automation.ErrorRecord])
        $output[0].FullyQualifiedErrorId | Should -BeLike "$Kind,*"
        $output[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$($output[0])" | Should -BeLike $Like
        Get-Hit | Should -BeNullOrEmpty
    }
}

AfterAll {
    Disconnect-TestAgent
    $here, $there | Close-TestGateway
}

Describe 'Parameters and pipeline input' {
    BeforeEach { $here, $there | Clear-GatewayRequest }

    It 'cause an error if they contradict each other: <Script>' -ForEach @(
        @{ Script = { $listing | Set-AgwAgent -AgentId 107 -State Busy } }
        @{ Script = { $listing | Set-AgwAgent -AgentId 107 -State Busy -Inspector $inspector } }
        @{ Script = { Get-AgwSession 102 | Stop-AgwPlayback -AgentId 107 } }
        @{ Script = { 102 | Stop-AgwPlayback -AgentId 107 } }
        @{ Script = { [pscustomobject]@{ Name = 'x' } | Stop-AgwPlayback -AgentId 107 } }
        @{ Script = { $phone | Suspend-AgwParticipant -AgentId 102 -Gateway $here.Address @voice } }
        @{ Script = { $phone | Suspend-AgwParticipant -Address 105 @voice } }
        @{ Script = { $phone | Start-AgwConfVoice -Address 105 @voice } }
        @{ Script = { $phone | Stop-AgwConfVoice -AgentId 101 -Address 105 } }
        @{ Script = { $agent | Suspend-AgwParticipant -AddressType PhoneNumber @voice } }
        @{ Script = { $agent | Remove-AgwParticipant -AddressType PhoneNumber -Confirm:$false } }
        @{ Script = { $phone | Remove-AgwParticipant -AgentId 102 -Confirm:$false } }
        @{ Script = { $phone | Remove-AgwParticipant -Address 105 -Confirm:$false } }
        @{
            Script = {
                [pscustomobject]@{ AgentId = 102; Address = '888'; Gateway = $here.Address } | Remove-AgwParticipant 101 -Confirm:$false
            }
        }
        @{ Script = { [pscustomobject]@{ AgentId = 102; Address = '888'; Gateway = $here.Address } | Suspend-AgwParticipant 101 @voice } }
        @{ Script = { [pscustomobject]@{ WorkNo = 102; Gateway = $here.Address } | Add-AgwParticipant 101 -Address 333 } }
        @{
            Script = {
                [pscustomobject]@{ AgentId = 101; ConferenceId = $second; Address = '888'; Gateway = $here.Address } |
                    Suspend-AgwParticipant 101 -ConferenceId $conference @voice
            }
        }
        @{ Script = { $listing | Select-AgwSession -AgentId 107 } }
        @{ Script = { $listing | Get-AgwSession -AgentId 107 } }
        @{ Script = { $listing | Receive-AgwEvent -AgentId 107 } }
        @{ Script = { [pscustomobject]@{ Name = 'x' } | Receive-AgwEvent -AgentId 107 } }
    ) {
        Assert-OneProblem -Script $Script
    }

    It 'can both specify the same target' {
        ($listing | Stop-AgwConfVoice -AgentId 101 -ConferenceId $conference).AgentId | Should -Be 101
        ($phone | Suspend-AgwParticipant -AgentId 101 -Address 888 @voice).Address | Should -BeExactly '888'
        ($phone | Resume-AgwParticipant).Address | Should -BeExactly '888'
    }

    It 'can complement each other: an agent as a parameter, and the rest from rows' {
        ([pscustomobject]@{ Address = '888'; Gateway = $here.Address } | Stop-AgwConfVoice -AgentId 101).Address | Should -BeExactly '888'
        ([pscustomobject]@{ Gateway = $here.Address; Note = 'x' } | Set-AgwAgent -AgentId 107 -State Busy).AgentId | Should -Be 107
        (107 | Set-AgwAgent -AgentId { $_ } -State Idle).AgentId | Should -Be 107
        { [pscustomobject]@{ Gateway = $here.Address } | Receive-AgwEvent -AgentId 107 -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe 'A script block that reads the agent from the input' {
    BeforeEach { $here, $there | Clear-GatewayRequest }

    It 'decides which agent the input stands for' {
        (7 | Set-AgwAgent -AgentId { 100 + $_ } -State Busy).AgentId | Should -Be 107
        ($agent | Set-AgwAgent -AgentId { 107 } -State Idle).AgentId | Should -Be 107
    }

    It 'leaves the gateway of the input as it is' {
        $object = [pscustomobject]@{ Extension = 107; Gateway = $there.Address }

        Assert-OneProblem { $object | Set-AgwAgent -AgentId { $_.Extension } -State Busy } -Kind 'NoSession'
    }
}

Describe 'A conference' {
    BeforeEach { $here, $there | Clear-GatewayRequest }

    It 'that is specified only by its ID requires a gateway if there are several: <Script>' -ForEach @(
        @{ Script = { Stop-AgwConfVoice -ConferenceId $conference -Session $inspector, $inspectorThere } }
        @{ Script = { Stop-AgwConfVoice -ConferenceId $conference -Session $inspectorThere, $inspector } }
        @{ Script = { [pscustomobject]@{ ConferenceId = $conference } | Stop-AgwConfVoice } }
        @{ Script = { [pscustomobject]@{ ConferenceId = $conference } | Stop-AgwConfVoice -Session $inspector, $inspectorThere } }
    ) {
        Assert-OneProblem -Script $Script -Like '*-Gateway*'
    }

    It 'that is specified only by its ID is at the gateway of the default session' {
        Select-AgwSession 900 -Gateway $there.Address

        "$((Stop-AgwConfVoice -ConferenceId $same).Gateway)" | Should -Be ([uri]$there.Address).AbsoluteUri
    }

    It 'that is piped in contradicts another one in a filter' {
        Assert-OneProblem { $listing | Get-AgwParticipant -ConferenceId $second }
        Assert-OneProblem { $listing | Get-AgwParticipant -Gateway $there.Address }
        Assert-OneProblem { Get-AgwParticipant -InputObject $listing -Session $inspector }

        @($listing | Get-AgwParticipant -ConferenceId $conference).Count | Should -Be 3
    }

    It 'that is piped in is queried with the specified session' {
        $null = Add-AgwParticipant 101 889 -Gateway $here.Address -Confirm:$false

        Wait-TestCondition { @($listing | Get-AgwParticipant -Session $inspector).Count -eq 4 }
        @($listing | Get-AgwParticipant).Count | Should -Be 3
    }

    It 'keeps its gateway in a filter' {
        Assert-OneProblem { Get-AgwConference -Session $inspector -ConferenceId $listingThere }
        Assert-OneProblem { Get-AgwConference -Session $inspector -Chairperson (Get-AgwSession 101 -Gateway $there.Address) }
        Assert-OneProblem {
            Get-AgwConference -Session $inspector -Chairperson ([pscustomobject]@{ ConferenceId = $conference; Gateway = $here.Address })
        }
        Assert-OneProblem { Get-AgwConference -Session $inspector -Chairperson abc }

        (Get-AgwConference -Session $inspector -ConferenceId $listing).ConferenceId | Should -Be $conference
        (Get-AgwConference -Session $inspector -Chairperson (Get-AgwSession 101 -Gateway $here.Address)).ConferenceId |
            Should -Be $conference
        @(Get-AgwConference -Session $inspector, $inspectorThere -ConferenceId $listing, $listingThere).Count | Should -Be 2
    }

    It 'whose chairperson role is transferred: the prompt and the request name the same agent' {
        $run = Invoke-TestRunspace -Variable @{
            session = Get-AgwSession 101 -Gateway $here.Address
            agent   = $agent
        } -Script 'Set-AgwConference -Session $session -Chairperson $agent -Confirm'
        $run.Text | Should -Match 'Transfer the chair to agent 105'

        Assert-OneProblem { Set-AgwConference 102 -Gateway $here.Address -Chairperson $agent } -Kind 'Conference*'
        Assert-OneProblem { Set-AgwConference 101 -Gateway $here.Address -Chairperson (Get-AgwSession 105 -Gateway $there.Address) }
        Assert-OneProblem { Set-AgwConference 101 -Gateway $here.Address -Chairperson $null }
        Assert-OneProblem { Set-AgwConference 101 -Gateway $here.Address -Chairperson abc }
    }

    It 'that doesn''t belong to the specified agent is not returned' {
        Assert-OneProblem {
            [pscustomobject]@{ AgentId = 102; ConferenceId = $conference; Gateway = $here.Address } | Get-AgwConference -Session $inspector
        }
        Assert-OneProblem { Get-AgwParticipant -AgentId 102 -ConferenceId $conference -Session $inspector }

        $row = [pscustomobject]@{ AgentId = 105; ConferenceId = $conference; Gateway = $here.Address }
        ($row | Get-AgwConference -Session $inspector).ConferenceId | Should -Be $conference
    }
}

Describe 'An inspector' {
    BeforeEach { $here, $there | Clear-GatewayRequest }

    It 'uses its own session: -Session can''t be combined with -Inspector' {
        Assert-OneProblem { Set-AgwAgent 107 -State Busy -Inspector $inspector -Session (Get-AgwSession 107) } -Like '*-Session*'
        Assert-OneProblem { Get-AgwAgent 107 -Inspector $inspector -Session (Get-AgwSession 107) } -Like '*-Session*'
    }
}

Describe 'The conference in a prompt' {
    BeforeAll {
        Add-Type -Path "$PSScriptRoot/PromptingHost.cs"
        $script:next = 300

        # Runs a script in a console whose user takes more than a second to answer. Meanwhile, the test can change the state.
        function Invoke-Asking([string] $Script, [object[]] $Argument, [scriptblock] $Meanwhile = {}) {
            $asked = [AgentGateway.Tests.PromptingHost]::new()
            $initial = [initialsessionstate]::CreateDefault2()
            $null = $initial.ImportPSModule(@(Get-TestModule))
            $runspace = [runspacefactory]::CreateRunspace($asked, $initial)
            $runspace.Open()
            $shell = [powershell]::Create()
            try {
                $shell.Runspace = $runspace
                $null = $shell.AddScript($Script)
                foreach ($value in $Argument) { $null = $shell.AddArgument($value) }
                $handle = $shell.BeginInvoke()
                Wait-TestCondition { $asked.IsAsking }
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                & $Meanwhile
                Wait-TestCondition { $watch.ElapsedMilliseconds -gt 1200 }
                $asked.AnswerYes($null)
                [pscustomobject]@{ Output = @($shell.EndInvoke($handle)); Errors = @($shell.Streams.Error) }
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }
    }

    BeforeEach {
        $agentId = ++$script:next
        $session = Connect-GatewayAgent -Gateway $here -AgentId $agentId
        $shown = (New-AgwConference -Session $session -MemberCount 4).ConferenceId
        $null = Add-AgwParticipant -Session $session -Address 888 -Confirm:$false
        Clear-GatewayRequest -Gateway $here
    }

    It 'is the one that is changed, and it is verified: <Name>' -ForEach @(
        @{ Name = 'Remove-AgwConference'; Script = 'param($s) Remove-AgwConference -Session $s -Confirm' }
        @{ Name = 'Remove-AgwParticipant'; Script = 'param($s) Remove-AgwParticipant -Session $s -Address 888 -Confirm' }
    ) {
        $run = Invoke-Asking -Script $Script -Argument $session

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.ConferenceId | Should -Be $shown
    }

    It 'is not replaced by the conference that runs after the prompt: <Name>' -ForEach @(
        @{ Name = 'Remove-AgwConference'; Script = 'param($s) Remove-AgwConference -Session $s -Confirm' }
        @{ Name = 'Remove-AgwParticipant'; Script = 'param($s) Remove-AgwParticipant -Session $s -Address 888 -Confirm' }
    ) {
        $run = Invoke-Asking -Script $Script -Argument $session -Meanwhile {
            $script:newer = (Invoke-GatewayControl -Gateway $here -Method Post -Path "agents/$agentId/replaceconference" -Body @{
                    participants = @()
                }).confId
            Wait-TestCondition { $session.ConferenceId -eq $script:newer }
        }

        $run.Output | Should -BeNullOrEmpty
        $run.Errors.Count | Should -Be 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ConferenceChanged,*'
        $run.Errors[0].Exception.ConferenceId | Should -Be $shown
        $run.Errors[0].Exception.CurrentConferenceId | Should -Be $script:newer
        Get-Hit | Should -BeNullOrEmpty
    }

    It 'requires no additional request without a prompt' {
        $null = Stop-AgwConfVoice -Session $session

        @(Get-GatewayRequest -Gateway $here -Except login, getAgentEvent | Where-Object agentId -EQ $agentId).operation |
            Should -Be 'stopVoiceToConf'
    }
}
