BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Start-AgwConfVoice' {
    It 'plays to the conference with the documented request: <Name>' -ForEach @(
        @{ Name = 'in the place of the talk'; Parameter = @{}; PlayType = 0 }
        @{ Name = 'under the talk'; Parameter = @{ Background = $true }; PlayType = 1 }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $result = Start-AgwConfVoice -AgentId $agent -VoicePath 'y:/conf/120/1136287.V3' @Parameter

        $request = @(Get-TestRequest -AgentId $agent -Operation playVoiceToConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/playvoicetoconf"
        Format-TestBody -Body $request[0].body |
            Should -BeExactly "{`"playMode`":2,`"playType`":$PlayType,`"voicePath`":`"y:/conf/120/1136287.V3`"}"
        $result.Operation | Should -BeExactly 'playVoiceToConf'
    }

    It 'plays to one participant with -Address' {
        $agent = (Connect-TestChairperson).AgentId

        $result = Start-AgwConfVoice -AgentId $agent -Address 88887946 -VoicePath 'y:/conf/120/1136287.V3'

        $request = Get-TestRequest -AgentId $agent -Operation playVoiceToParticipant
        $request.path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/playvoicetoparticipant"
        Format-TestBody -Body $request.body |
            Should -BeExactly '{"address":"88887946","addressType":"6","playMode":2,"voicePath":"y:/conf/120/1136287.V3"}'
        $result.Operation | Should -BeExactly 'playVoiceToParticipant'
    }

    It 'stops with Stop-AgwConfVoice, for the conference and for a participant' {
        $agent = (Connect-TestAgent).AgentId
        $id = Add-TestConference -AgentId $agent -Participant @{ addressType = '6'; address = '88887946' }
        $null = Start-AgwConfVoice -AgentId $agent -VoicePath 'y:/a.V3'
        (Get-TestConference -ConferenceId $id).voice | Should -BeExactly 'y:/a.V3'

        $null = Stop-AgwConfVoice -AgentId $agent

        (Get-TestConference -ConferenceId $id).voice | Should -BeNullOrEmpty
        $null = Start-AgwConfVoice -AgentId $agent -Address 88887946 -VoicePath 'y:/b.V3'
        $null = Stop-AgwConfVoice -AgentId $agent -Address 88887946
        $request = Get-TestRequest -AgentId $agent -Operation stopVoiceToParticipant
        $request.path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/stopvoicetoparticipant"
        Format-TestBody -Body $request.body | Should -BeExactly '{"address":"88887946","addressType":"6"}'
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a path of 128 characters'; Parameter = @{ VoicePath = 'v' * 128 } }
        @{ Name = 'an empty path'; Parameter = @{ VoicePath = '' } }
        @{ Name = 'an address of 25 bytes'; Parameter = @{ VoicePath = 'v'; Address = '1' * 25 } }
        @{ Name = 'the background of one participant'; Parameter = @{ VoicePath = 'v'; Address = '1'; Background = $true } }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $problem = { Start-AgwConfVoice -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $agent | Where-Object operation -Like 'playVoice*' | Should -BeNullOrEmpty
    }
}
