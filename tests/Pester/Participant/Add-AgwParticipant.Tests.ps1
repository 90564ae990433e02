BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Add-AgwParticipant' {
    It 'sends the documented request, all addresses in one call' {
        $agent = (Connect-TestChairperson).AgentId

        $null = Add-AgwParticipant -AgentId $agent -Address 10001, 10002 -AddressType PhoneNumber

        $request = @(Get-TestRequest -AgentId $agent -Operation batchAddParticipant)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/batchaddparticipant"
        Format-TestBody -Body $request[0].body |
            Should -BeExactly '{"addresses":[{"addressType":"6","address":"10001"},{"addressType":"6","address":"10002"}]}'
    }

    It 'sends every parameter in the documented spelling and type' {
        $agent = (Connect-TestChairperson).AgentId

        $option = @{
            AgentId        = $agent
            Address        = 10001
            DeviceCallType = 1
            DeviceType     = 5
            BeepTone       = $true
            VoicePath      = 'y:/conf/120/1136287.V3'
            Caller         = 4711
        }
        $null = Add-AgwParticipant @option

        $body = Format-TestBody -Body (Get-TestRequest -AgentId $agent -Operation batchAddParticipant).body
        $expected = @(
            '{"addresses":[{"addressType":"6","address":"10001","deviceCallType":1,"deviceType":5}],'
            '"beepTone":true,"caller":"4711","playMode":2,"voicePath":"y:/conf/120/1136287.V3"}'
        ) -join ''
        $body | Should -BeExactly $expected
    }

    It 'returns a result for each address' {
        $agent = (Connect-TestChairperson).AgentId

        $results = @(Add-AgwParticipant -AgentId $agent -Address 10001, 10002)

        $results.Count | Should -Be 2
        $results | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.ParticipantResult]) }
        $results | ForEach-Object Address | Should -Be '10001', '10002'
        $results.AgentId | Should -Be $agent, $agent
    }

    It 'collects pipeline input and sends 120 addresses per call' {
        $agent = (Connect-TestAgent).AgentId
        $null = Add-TestConference -AgentId $agent

        $results = @(20001..20125 | Add-AgwParticipant -AgentId $agent @collectErrors)

        $requests = @(Get-TestRequest -AgentId $agent -Operation batchAddParticipant)
        $requests.Count | Should -Be 2
        $requests | ForEach-Object { (ConvertFrom-Json -InputObject $_.body).addresses.Count } | Should -Be 120, 5
        # Each input has one outcome. A conference has 120 places, so one participant has none.
        ($results.Count + $problems.Count) | Should -Be 125
    }

    It 'writes an error for each address of a refused call' {
        $agent = (Connect-TestAgent).AgentId

        $results = 10001, 10002 | Add-AgwParticipant -AgentId $agent @collectErrors

        $results | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems.TargetObject | Should -Be '10001', '10002'
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConferenceNotFound,AgentGateway.Commands.AddAgwParticipantCommand'
    }

    It 'writes an error for each address if the call can''t be sent' {
        $agent = (Connect-TestChairperson).AgentId

        $results = 10001, 10002 | Add-AgwParticipant -AgentId $agent -BeepTone @collectErrors

        $results | Should -BeNullOrEmpty
        $problems.Count | Should -Be 2
        $problems.TargetObject | Should -Be '10001', '10002'
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.AddAgwParticipantCommand'
    }

    It 'adds the valid addresses if one is invalid' {
        $agent = (Connect-TestChairperson).AgentId

        $results = @('10001', ('1' * 25), '10003' | Add-AgwParticipant -AgentId $agent @collectErrors)

        $results | ForEach-Object Address | Should -Be '10001', '10003'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'accepts address and type from a CSV file' {
        $session = Connect-TestChairperson
        $csv = Join-Path -Path $TestDrive -ChildPath 'invited.csv'
        'Address,AddressType', '10001,PhoneNumber', "$(Get-TestAgent),AgentId" | Set-Content -Path $csv

        $results = @(Import-Csv -Path $csv | Add-AgwParticipant -AgentId $session.AgentId)

        $results.Count | Should -Be 2
        $results.AddressType | Should -Be 'PhoneNumber', 'AgentId'
        @(Get-TestRequest -AgentId $session.AgentId -Operation batchAddParticipant).Count | Should -Be 1
    }

    It 'sends a call for each chairperson in the pipeline' {
        $sessions = @(Connect-TestChairperson -Count 2)

        $results = @($sessions | ForEach-Object { [pscustomobject]@{ AgentId = $_.AgentId; Address = '10001' } } | Add-AgwParticipant)

        $results.Count | Should -Be 2
        foreach ($session in $sessions) {
            @(Get-TestRequest -AgentId $session.AgentId -Operation batchAddParticipant).Count | Should -Be 1
        }
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an address of 25 bytes'; Parameter = @{ Address = '1' * 25 } }
        @{ Name = 'an empty address'; Parameter = @{ Address = '' } }
        @{ Name = 'an address with a control character'; Parameter = @{ Address = "1$([char]27)2" } }
        @{ Name = 'an agent ID out of range'; Parameter = @{ Address = '60000'; AddressType = 'AgentId' } }
        @{ Name = 'a caller of 25 bytes'; Parameter = @{ Address = '1'; Caller = '1' * 25 } }
        @{ Name = 'a path of 128 characters'; Parameter = @{ Address = '1'; BeepTone = $true; VoicePath = 'v' * 128 } }
        @{ Name = 'a tone without a file'; Parameter = @{ Address = '1'; BeepTone = $true } }
        @{ Name = 'a device type of 256'; Parameter = @{ Address = '1'; DeviceType = 256 } }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $problem = { Add-AgwParticipant -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $agent -Operation batchAddParticipant | Should -BeNullOrEmpty
    }

    It 'sends a repeated address once, and returns an outcome for each input' {
        $agent = (Connect-TestChairperson).AgentId

        $results = @('10001', '10001', '10002' | Add-AgwParticipant -AgentId $agent)

        $results | ForEach-Object Address | Should -Be '10001', '10001', '10002'
        $request = @(Get-TestRequest -AgentId $agent -Operation batchAddParticipant)
        $request.Count | Should -Be 1
        (ConvertFrom-Json -InputObject $request[0].body).addresses | ForEach-Object address | Should -Be '10001', '10002'
    }

    It 'waits for the answer of each participant with -Wait: joined, refused, no answer' {
        $session, $refusing = Connect-TestAgent -Count 2
        $conference = Add-TestConference -AgentId $session.AgentId
        $pipeline = [powershell]::Create()
        $null = $pipeline.AddScript({
                param($module, $session)
                Import-Module $module
                Wait-AgwEvent -Session $session -EventType AgentConf_Ringing | Deny-AgwConference -Session $session
            }).AddArgument((Get-TestModule)).AddArgument($refusing)
        $running = $pipeline.BeginInvoke()

        # Phones whose number ends in 0000 are not answered.
        $results = @([pscustomobject]@{ Address = '10001'; AddressType = 'PhoneNumber' },
            [pscustomobject]@{ Address = '10000'; AddressType = 'PhoneNumber' },
            [pscustomobject]@{ Address = "$($refusing.AgentId)"; AddressType = 'AgentId' } |
                Add-AgwParticipant -AgentId $session.AgentId -Wait -TimeoutSeconds 8 @collectErrors)

        $null = $running.AsyncWaitHandle.WaitOne(10000)
        $pipeline.Dispose()
        $results.Count | Should -Be 1
        $results[0].Address | Should -BeExactly '10001'
        $results[0].Events.EventType | Should -BeExactly 'AgentConf_ParticipantChanged'
        $results[0].Events[0].Content.Participant | Should -BeExactly '10001'
        $results[0].ConferenceId | Should -Be $conference
        $timeout = $problems | Where-Object TargetObject -EQ '10000'
        $timeout.FullyQualifiedErrorId | Should -BeExactly 'WaitTimeout,AgentGateway.Commands.AddAgwParticipantCommand'
        $timeout.Exception.Address | Should -BeExactly '10000'
        "$timeout" | Should -Match '10000: no answer within 8 s'
        $refused = $problems | Where-Object TargetObject -EQ "$($refusing.AgentId)"
        $refused.FullyQualifiedErrorId | Should -BeExactly 'OperationFailed,AgentGateway.Commands.AddAgwParticipantCommand'
        "$refused" | Should -Match 'refused'
        $problems.Count | Should -Be 2
    }

    It 'reports an agent that can''t be called with -Wait' {
        $session = Connect-TestChairperson
        $absent = Get-TestAgent

        Add-AgwParticipant -Session $session -Address $absent -AddressType AgentId -Wait @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'OperationFailed,*'
        $problems[0].TargetObject | Should -Be "$absent"
        $session.LastError | Should -Match "$absent"
    }

    It 'ignores earlier events and those of other participants with -Wait' {
        $session = Connect-TestChairperson
        $raise = { param($Content) Add-TestEvent -AgentId $session.AgentId -EventType 'AgentConf_ParticipantChanged' -Content $Content }
        & $raise @{ result = 0; changeType = 0; confId = 1; participant = '20000'; participantType = 6 }
        $null = Wait-AgwEvent -Session $session -EventType AgentConf_ParticipantChanged

        $problem = { Add-AgwParticipant -Session $session -Address 20000 -Wait -TimeoutSeconds 1 -ErrorAction Stop } |
            Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -BeLike 'WaitTimeout,*'
    }

    It 'refuses -Wait for a session without events' {
        $owner = Connect-TestChairperson
        $run = Invoke-TestRunspace -Variable @{ gateway = Get-TestGateway; guid = $owner.GetGuid(); agent = $owner.AgentId } -Script @'
            $attached = Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Guid $guid -AgentId $agent
            Add-AgwParticipant -Session $attached -Address 10001 -Wait
'@

        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-TestRequest -AgentId $owner.AgentId -Operation batchAddParticipant | Should -BeNullOrEmpty
    }
}
