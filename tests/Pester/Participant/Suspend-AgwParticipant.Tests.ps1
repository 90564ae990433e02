BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'Suspend-AgwParticipant' {
    It 'sends the request of the documented example' {
        $agent = (Connect-TestChairperson).AgentId

        $option = @{
            AgentId     = $agent
            Address     = 88887946
            AddressType = 'PhoneNumber'
            VoicePath   = 'y:/conf/120/1136287.V3'
            PlayMode    = 2
        }
        $null = Suspend-AgwParticipant @option

        $request = @(Get-TestRequest -AgentId $agent -Operation holdParticipant)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/holdparticipant"
        $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
        Format-TestBody -Body $request[0].body |
            Should -BeExactly '{"address":"88887946","addressType":"6","playMode":2,"voicePath":"y:/conf/120/1136287.V3"}'
    }

    It 'accepts the address and the path by position; the default type is a phone number' {
        $agent = (Connect-TestChairperson).AgentId

        $result = Suspend-AgwParticipant $agent 88887946 'y:/conf/120/1136287.V3'

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.Operation | Should -BeExactly 'holdParticipant'
        $request = Get-TestRequest -AgentId $agent -Operation holdParticipant
        Format-TestBody -Body $request.body |
            Should -BeExactly '{"address":"88887946","addressType":"6","playMode":2,"voicePath":"y:/conf/120/1136287.V3"}'
    }

    It 'puts an agent on hold by its ID (address type 9)' {
        $member = Get-TestAgent
        $session = Connect-TestChairperson -Participant @(@{ addressType = '9'; address = "$member" })

        $null = Suspend-AgwParticipant -AgentId $session.AgentId -Address $member -AddressType AgentId -VoicePath 'y:/conf/120/1136287.V3'

        $body = (Get-TestRequest -AgentId $session.AgentId -Operation holdParticipant).body
        $body | Should -Match "`"address`":`"$member`""
        $body | Should -Match '"addressType":"9"'
    }

    It 'waits for the event of this participant with -Wait' {
        $agent = (Connect-TestChairperson).AgentId

        $result = Suspend-AgwParticipant -AgentId $agent -Address 88887946 -VoicePath 'y:/conf/120/1136287.V3' -Wait

        $result.Events[-1].EventType | Should -BeExactly 'AgentConf_ParticipantChanged'
        $result.Events[-1].Content.ChangeType | Should -Be 'Held'
        $result.Events[-1].Content.Participant | Should -BeExactly '88887946'
    }

    It 'accepts agent and address from a CSV file' {
        $sessions = @(Connect-TestChairperson -Count 2)
        $csv = Join-Path -Path $TestDrive -ChildPath 'participants.csv'
        $sessions |
            ForEach-Object { [pscustomobject]@{ WorkNo = $_.AgentId; Address = '88887946'; AddressType = 'PhoneNumber' } } |
            Export-Csv -Path $csv -NoTypeInformation

        $results = @(Import-Csv -Path $csv | Suspend-AgwParticipant -VoicePath 'y:/conf/120/1136287.V3')

        $results.Count | Should -Be 2
        foreach ($session in $sessions) {
            @(Get-TestRequest -AgentId $session.AgentId -Operation holdParticipant).Count | Should -Be 1
        }
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an address of 25 bytes'; Parameter = @{ Address = '1' * 25 } }
        @{ Name = 'an address of 24 characters and 25 bytes'; Parameter = @{ Address = ('1' * 23) + [char]0xE9 } }
        @{ Name = 'an empty address'; Parameter = @{ Address = '' } }
        @{ Name = 'a blank address'; Parameter = @{ Address = ' ' } }
        @{ Name = 'an address with a line break'; Parameter = @{ Address = "888`n1" } }
        @{ Name = 'a path of 128 characters'; Parameter = @{ VoicePath = 'v' * 128 } }
        @{ Name = 'an empty path'; Parameter = @{ VoicePath = '' } }
        @{ Name = 'a path with a control character'; Parameter = @{ VoicePath = "y:/conf$([char]7).V3" } }
        @{ Name = 'a play mode that is not documented'; Parameter = @{ PlayMode = 1 } }
        @{ Name = 'an address type that is not documented'; Parameter = @{ AddressType = 7 } }
        @{ Name = 'an agent ID of letters'; Parameter = @{ Address = 'abc'; AddressType = 'AgentId' } }
        @{ Name = 'an agent ID out of range'; Parameter = @{ Address = '100'; AddressType = 'AgentId' } }
    ) {
        $agent = (Connect-TestChairperson).AgentId
        $arguments = @{ Address = '88887946'; VoicePath = 'y:/conf/120/1136287.V3' }
        foreach ($key in $Parameter.Keys) { $arguments[$key] = $Parameter[$key] }

        $problem = { Suspend-AgwParticipant -AgentId $agent @arguments -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId |
            Should -Match '^(ParameterArgument(Validation|Transformation)Error|CannotConvertArgument|InvalidArgument)'
        Get-TestRequest -AgentId $agent -Operation holdParticipant | Should -BeNullOrEmpty
    }

    It 'accepts the longest address and the longest path' {
        $address = '1' * 24
        $agent = (Connect-TestChairperson -Participant @(@{ addressType = '6'; address = $address })).AgentId

        $result = Suspend-AgwParticipant -AgentId $agent -Address $address -VoicePath ('v' * 127)

        $result.RetCode | Should -Be '0'
    }
}
