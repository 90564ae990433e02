# Only the target that an input specifies is changed. An empty or unreadable value is an error of that input.

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Open-OwnGateway
    $inspector = Connect-GatewayAgent -Gateway $gateway -AgentId 900
    $null = Connect-GatewayAgent -Gateway $gateway -AgentId 101, 102, 105, 107
    $conference = Add-GatewayConference -Gateway $gateway -AgentId 101 -Participant @(
        @{ addressType = '9'; address = '105' }
        @{ addressType = '6'; address = '88887946' }
    )
    $other = Add-GatewayConference -Gateway $gateway -AgentId 102 -Participant @{ addressType = '6'; address = '777' }
    Select-AgwSession 102
    $script:last = 200
    $credential = @{ Credential = Get-TestCredential }
    $voice = @{ VoicePath = 'y:/conf/120/1.V3' }
    $playback = @{ VoicePath = 'Y:/1/0/20180621/105/1.V3' }
    Add-Type -TypeDefinition 'public class AgwTestGroup : System.Collections.Generic.List<int> { public int AgentId { get; set; } }'

    # Requires exactly one error of this kind, and no request.
    function Assert-OneProblem([scriptblock] $Script, [string] $Like = '*', [string] $Kind = 'InvalidArgument') {
        $ErrorActionPreference = 'Continue'
        $output = @(& $Script 2>&1)
        $output.Count | Should -Be 1 -Because "$output"
        $output[0] | Should -BeOfType ([System.Management.Automation.ErrorRecord])
        $output[0].FullyQualifiedErrorId | Should -BeLike "$Kind,*"
        "$($output[0])" | Should -BeLike $Like
        Get-GatewayRequest -Gateway $gateway | Should -BeNullOrEmpty
    }

    function Copy-ByJson { process { ConvertTo-Json -InputObject $_ -Depth 3 | ConvertFrom-Json } }

    function Copy-BySerializer {
        process {
            $text = [System.Management.Automation.PSSerializer]::Serialize($_, 3)
            [System.Management.Automation.PSSerializer]::Deserialize($text)
        }
    }

    # The agents and participants of the requests that were sent.
    function Get-Hit { @(Get-GatewayRequest -Gateway $gateway | ForEach-Object { "$($_.agentId) $($_.operation)" }) }
}

AfterAll {
    Disconnect-TestAgent
    Close-TestGateway -Gateway $gateway
}

Describe 'An empty parameter' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'causes an error: <Script>' -ForEach @(
        @{ Script = { Remove-AgwConference -ConferenceId $null -Confirm:$false } }
        @{ Script = { Remove-AgwConference 101 -ConferenceId '' -Confirm:$false } }
        @{ Script = { Stop-AgwConfVoice -ConferenceId $null } }
        @{ Script = { Remove-AgwParticipant 101 88887946 -ConferenceId $null } }
        @{ Script = { Get-AgwConference -Session $inspector -ConferenceId $null } }
        @{ Script = { Get-AgwConference -Session $inspector -ConferenceId '' } }
        @{ Script = { Get-AgwConference -Session $inspector -ConferenceId @() } }
        @{ Script = { Get-AgwParticipant -Session $inspector -ConferenceId $null } }
        @{ Script = { Get-AgwParticipant -Session $inspector -ConferenceId '' } }
        @{ Script = { Get-AgwConference -Session $inspector -Chairperson $null } }
        @{ Script = { Start-AgwConfVoice 101 @voice -Address $null } }
        @{ Script = { Stop-AgwConfVoice 101 -Address $null } }
        @{ Script = { Stop-AgwPlayback 101 -Gateway $null } }
        @{ Script = { Get-AgwSession -Gateway $null } }
        @{ Script = { Stop-AgwCall 1-1 -Gateway $null -Inspector $inspector -Confirm:$false } }
        @{ Script = { Stop-AgwCall -AgentId 101 -Gateway $null -Confirm:$false } }
        @{ Script = { Start-AgwSupervision 101 Listen -Gateway $null -Inspector $inspector } }
        @{ Script = { Stop-AgwSupervision 101 Listen -Gateway $null -Inspector $inspector } }
        @{ Script = { Switch-AgwSupervision 101 -Intercept -CallId $null -Inspector $inspector -Confirm:$false } }
        @{ Script = { Clear-AgwConference -OlderThan 5 -Gateway $null -Session $inspector @credential -Confirm:$false } }
        @{ Script = { Receive-AgwEvent -Gateway $null } }
        @{ Script = { Receive-AgwEvent -AgentId @() } }
        @{ Script = { Stop-AgwPlayback -AgentId @() } }
        @{ Script = { Remove-AgwParticipant -AgentId @() -Address 777 } }
        @{ Script = { Add-AgwParticipant -AgentId $null -Address 777 } }
    ) {
        Assert-OneProblem -Script $Script
    }
}

Describe 'A row' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'with an empty participant causes an error, and the conference is not changed: <Row>' -ForEach @(
        @{ Row = @{ AgentId = 101; Address = $null } }
        @{ Row = @{ AgentId = 101; Participant = $null } }
        @{ Row = @{ AgentId = 101; Particpant = '88887946' } }
        @{ Row = @{ AgentId = 101; Participants = '88887946' } }
    ) {
        Assert-OneProblem { [pscustomobject]$Row | Start-AgwConfVoice @voice }
        Assert-OneProblem { [pscustomobject]$Row | Stop-AgwConfVoice }
    }

    It 'with the column Participant specifies this participant' {
        $result = [pscustomobject]@{ AgentId = '101'; Participant = '88887946' } | Start-AgwConfVoice @voice

        $result.Address | Should -BeExactly '88887946'
        Get-Hit | Should -Be '101 playVoiceToParticipant'
    }

    It 'that is a hashtable with a participant doesn''t specify the whole conference' {
        Assert-OneProblem { @{ AgentId = 101; Participant = '88887946' } | Start-AgwConfVoice @voice } -Like '*88887946*'
    }

    It 'with contradictory columns causes an error: <Row>' -ForEach @(
        @{ Row = @{ AgentId = 101; Participant = '105'; Address = '88887946' } }
        @{ Row = @{ AgentId = 101; Gateway = 'a.example.com'; Uri = 'b.example.com' } }
        @{ Row = @{ AgentId = 101; ConferenceId = 5; ConfId = 6 } }
        @{ Row = @{ AgentId = 101; WorkNo = 102 } }
    ) {
        Assert-OneProblem { [pscustomobject]$Row | Stop-AgwConfVoice } -Like '*different*'
    }

    It 'with two names that differ only in case causes an error' {
        # A hashtable literal ignores case.
        $table = [System.Activator]::CreateInstance([hashtable], [System.StringComparer]::Ordinal)
        $table['AgentId'] = 101
        $table['agentid'] = 102

        Assert-OneProblem { $table | Stop-AgwConfVoice } -Like '*case*'
    }

    It 'with an empty conference causes an error: <_>' -ForEach 'ConferenceId', 'ConfId' {
        Assert-OneProblem { [pscustomobject]@{ AgentId = 101; $_ = '' } | Stop-AgwConfVoice } -Like '*ConferenceId*'
        Assert-OneProblem { [pscustomobject]@{ AgentId = 101; $_ = $null; Address = '88887946' } | Remove-AgwParticipant -Confirm:$false }
    }

    It 'with an empty conference specifies its agent for cmdlets that act on agents' {
        $null = [pscustomobject]@{ AgentId = 107; ConferenceId = '' } | Set-AgwAgent -State Busy

        Get-Hit | Should -Be '107 sayBusy'
    }

    It 'can have its conference in ConfId, and it is verified' {
        Assert-OneProblem { [pscustomobject]@{ AgentId = 101; ConfId = $other } | Stop-AgwConfVoice } -Kind 'Conference*'

        ([pscustomobject]@{ AgentId = 101; ConfId = "$conference" } | Stop-AgwConfVoice).ConferenceId | Should -Be $conference
    }

    It 'can have text and whole numbers as the address, but not <Name>' -ForEach @(
        @{ Name = 'a list'; Value = @('888', '999') }
        @{ Name = 'a truth value'; Value = $true }
        @{ Name = 'a fraction'; Value = 888.5 }
        @{ Name = 'a table'; Value = @{ a = 1 } }
    ) {
        Assert-OneProblem { [pscustomobject]@{ AgentId = 101; Address = $Value } | Remove-AgwParticipant -Confirm:$false }
        Assert-OneProblem { [pscustomobject]@{ AgentId = 101; Address = $Value } | Stop-AgwConfVoice } -Kind '*'
        Assert-OneProblem { [pscustomobject]@{ CallId = $Value } | Stop-AgwCall -Inspector $inspector -Confirm:$false }
    }

    It 'with an empty cell doesn''t send the option' {
        $null = [pscustomobject]@{ AgentId = 107; VoicePath = $playback.VoicePath; LocationId = ''; CallCenterId = '' } | Start-AgwPlayback
        $null = [pscustomobject]@{ AgentId = 101; Address = '555'; DeviceType = ''; DeviceCallType = [System.DBNull]::Value } |
            Add-AgwParticipant

        Get-Hit | Should -Be '107 beginPlay', '101 batchAddParticipant'
        (Get-GatewayRequest -Gateway $gateway).body | Should -Not -Match 'locationId|ccId|deviceType|deviceCallType'
    }

    It 'with a device number out of range causes an error' {
        $ErrorActionPreference = 'Continue'

        @([pscustomobject]@{ AgentId = 101; Address = '555'; DeviceType = 256 } | Add-AgwParticipant 2>&1).Count | Should -Be 1
        Get-Hit | Should -BeNullOrEmpty
    }
}

Describe 'The agent of an input' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'is the participant, also in a copy: <Name>' -ForEach @(
        @{
            Name = 'a row'
            Make = { [pscustomobject]@{ AgentId = $participant.AgentId; Address = $participant.Address; AddressType = 'AgentId' } }
        }
        @{ Name = 'JSON'; Make = { $participant | Copy-ByJson } }
        @{ Name = 'a deserialized participant'; Make = { $participant | Copy-BySerializer } }
        @{ Name = 'a deserialized result'; Make = { $participant | Resume-AgwParticipant | Copy-BySerializer } }
        @{ Name = 'a selected result'; Make = { $participant | Resume-AgwParticipant | Select-Object -Property * } }
    ) {
        $chairperson = ++$script:last
        $member = ++$script:last
        $null = Connect-GatewayAgent -Gateway $gateway -AgentId $chairperson, $member
        $id = Add-GatewayConference -Gateway $gateway -AgentId $chairperson -Participant @{ addressType = '9'; address = "$member" }
        $participant = Get-AgwParticipant -Session $inspector -ConferenceId $id -Address $member
        $copy = & $Make
        Clear-GatewayRequest -Gateway $gateway

        ($copy | Disconnect-AgwConference).AgentId | Should -Be $member

        Get-Hit | Should -Be "$member requestLeaveAgentConf"
    }

    It 'is not the chairperson if the participant is a phone or unknown: <Name>' -ForEach @(
        @{ Name = 'a phone'; Row = @{ AgentId = 101; Address = '88887946'; AddressType = 6 } }
        @{ Name = 'no type'; Row = @{ AgentId = 101; Address = '105' } }
        @{ Name = 'empty'; Row = @{ AgentId = 101; Address = '' } }
    ) {
        Assert-OneProblem { [pscustomobject]$Row | Disconnect-AgwConference }
    }
}

Describe 'An enumerable object' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'is one input: the attributes of an XML element are read' {
        $rows = ([xml]'<r><a AgentId="107"/><a AgentId="105"/></r>').r.a

        ($rows | Set-AgwAgent -State Busy).AgentId | Sort-Object | Should -Be 105, 107
        (Set-AgwAgent -AgentId $rows -State Idle).AgentId | Sort-Object | Should -Be 105, 107
    }

    It 'is one input: <Name>' -ForEach @(
        @{
            Name   = 'a participant in XML'
            Script = { ([xml]'<r><a AgentId="101" Address="88887946"/></r>').r.a | Stop-AgwConfVoice }
            Hit    = '101 stopVoiceToParticipant'
        }
        @{
            Name   = 'an invitation in XML'
            Script = { ([xml]'<r><a AgentId="101" Address="556"/></r>').r.a | Add-AgwParticipant }
            Hit    = '101 batchAddParticipant'
        }
        @{
            Name   = 'a call in XML'
            Script = { ([xml]'<r><a CallId="1-1"/></r>').r.a | Stop-AgwCall -Inspector $inspector -Confirm:$false }
            Hit    = '900 forceDropCall'
        }
        @{
            Name   = 'a list with properties'
            Script = { $group = [AgwTestGroup]::new(); $group.AgentId = 107; , $group | Set-AgwAgent -State Busy }
            Hit    = '107 sayBusy'
        }
    ) {
        $ErrorActionPreference = 'SilentlyContinue'

        $null = & $Script

        Get-Hit | Should -Be $Hit
    }

    It 'causes an error if it has no known property: <Name>' -ForEach @(
        @{ Name = 'an empty list'; Script = { , @() | Set-AgwAgent -State Busy } }
        @{ Name = 'XML with text only'; Script = { ([xml]'<r><a Foo="1">107</a></r>').r.a | Set-AgwAgent -State Busy } }
        @{ Name = 'an empty list of participants'; Script = { , @() | Remove-AgwParticipant 101 -Confirm:$false } }
    ) {
        Assert-OneProblem -Script $Script
    }
}

Describe 'An address' {
    BeforeEach { Clear-GatewayRequest -Gateway $gateway }

    It 'can''t be an IPAddress or MailAddress object: <_>' -ForEach '10.0.0.1', 'a@b.example' {
        $object = if ($_ -match '@') { [mailaddress]$_ } else { [System.Net.IPAddress]::Parse($_) }

        Assert-OneProblem { $object | Add-AgwParticipant 101 } -Like '*is not an address*'
    }

    It 'is sent unchanged' {
        # Digits outside ASCII.
        $fullWidth = "$([char]0xFF11)$([char]0xFF12)"
        $null = '*', $fullWidth, '12 ' | Add-AgwParticipant 101

        $body = (Get-GatewayRequest -Gateway $gateway).body | ConvertFrom-Json
        $body.addresses | ForEach-Object address | Should -Be '*', $fullWidth, '12 '
    }

    It 'has one device type: a second row with another one causes an error' {
        $rows = 5, 6, 5 | ForEach-Object { [pscustomobject]@{ AgentId = 101; Address = '333'; DeviceType = $_ } }

        $results = @($rows | Add-AgwParticipant @collectErrors)

        $results.Count | Should -Be 2
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-GatewayRequest -Gateway $gateway).body | Should -BeLike '*"deviceType":5*'
    }
}
