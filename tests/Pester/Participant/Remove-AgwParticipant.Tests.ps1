BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Remove-AgwParticipant' {
    BeforeAll {
        $phone = { param($Number) @{ addressType = '6'; address = "$Number" } }
    }

    It 'sends the documented request, all addresses in one call' {
        $agent = (Connect-TestChairperson -Participant (& $phone 10001), (& $phone 10002)).AgentId

        $results = @(Remove-AgwParticipant -AgentId $agent -Address 10001, 10002)

        $request = @(Get-TestRequest -AgentId $agent -Operation batchRemoveParticipant)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/batchremoveparticipant"
        Format-TestBody -Body $request[0].body |
            Should -BeExactly '{"addresses":[{"address":"10001","addressType":"6"},{"address":"10002","addressType":"6"}]}'
        $results | ForEach-Object { $_ | Should -BeOfType ([AgentGateway.ParticipantResult]) }
        $results | ForEach-Object Address | Should -Be '10001', '10002'
    }

    It 'sends 30 addresses per call' {
        $people = 20001..20035 | ForEach-Object { & $phone $_ }
        $agent = (Connect-TestChairperson -Participant $people).AgentId

        $results = @(20001..20035 | Remove-AgwParticipant -AgentId $agent)

        $results.Count | Should -Be 35
        Get-TestRequest -AgentId $agent -Operation batchRemoveParticipant |
            ForEach-Object { (ConvertFrom-Json -InputObject $_.body).addresses.Count } |
            Should -Be 30, 5
    }

    It 'writes an error for each participant that the gateway doesn''t find' {
        $agent = (Connect-TestChairperson -Participant (& $phone 10001), (& $phone 10003)).AgentId

        $results = @(10001, 10002, 10003 | Remove-AgwParticipant -AgentId $agent @collectErrors)

        $results | ForEach-Object Address | Should -Be '10001', '10003'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ParticipantNotFound,AgentGateway.Commands.RemoveAgwParticipantCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -BeExactly '10002'
    }

    It 'reports an address that the gateway doesn''t find and returns <Name>' -ForEach @(
        @{ Name = 'no type'; Missing = @{ address = '10002' } }
        @{ Name = 'a type that is not documented'; Missing = @{ address = '10002'; addressType = '7' } }
    ) {
        $agent = (Connect-TestChairperson).AgentId
        Add-TestFault -AgentId $agent -Operation batchRemoveParticipant -Fault retCode -Detail @{
            retCode = '0'
            result  = @{ noExistParticipants = @($Missing) }
        }

        $results = @(10001, 10002 | Remove-AgwParticipant -AgentId $agent @collectErrors)

        $results | ForEach-Object Address | Should -Be '10001'
        $problems.TargetObject | Should -Be '10002'
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'ParticipantNotFound,*' }
    }

    It 'reports ChairpersonRule for the chairperson' {
        $agent = (Connect-TestChairperson).AgentId

        Remove-AgwParticipant -AgentId $agent -Address $agent -AddressType AgentId @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ChairpersonRule,AgentGateway.Commands.RemoveAgwParticipantCommand'
    }

    It 'accepts participants from the pipeline, each with its chairperson' {
        $sessions = @(Connect-TestChairperson -Count 2)
        $inspector = Connect-TestAgent -AgentId 900

        $results = @(
            Get-AgwConference -Session $inspector -Chairperson $sessions.AgentId | Get-AgwParticipant -Address 8888* | Remove-AgwParticipant
        )

        $results.AgentId | Sort-Object | Should -Be $sessions.AgentId
    }

    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'an address of 25 bytes'; Parameter = @{ Address = '1' * 25 } }
        @{ Name = 'an empty address'; Parameter = @{ Address = '' } }
        @{ Name = 'an agent ID out of range'; Parameter = @{ Address = '100'; AddressType = 'AgentId' } }
    ) {
        $agent = (Connect-TestChairperson).AgentId

        $problem = { Remove-AgwParticipant -AgentId $agent @Parameter -ErrorAction Stop } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -Match '^(ParameterArgument(Validation|Transformation)Error|InvalidArgument)'
        Get-TestRequest -AgentId $agent -Operation batchRemoveParticipant | Should -BeNullOrEmpty
    }

    It 'sends a repeated address once, and returns an outcome for each input' {
        $agent = (Connect-TestChairperson -Participant (& $phone 10001)).AgentId

        $results = @('10001', '10001', '10002', '10001', '10002' | Remove-AgwParticipant -AgentId $agent @collectErrors)

        $results | ForEach-Object Address | Should -Be '10001', '10001', '10001'
        $problems.TargetObject | Should -Be '10002', '10002'
        $problems | ForEach-Object { $_.FullyQualifiedErrorId | Should -BeLike 'ParticipantNotFound,*' }
        $request = @(Get-TestRequest -AgentId $agent -Operation batchRemoveParticipant)
        $request.Count | Should -Be 1
        (ConvertFrom-Json -InputObject $request[0].body).addresses | ForEach-Object address | Should -Be '10001', '10002'
    }

    It 'treats a phone and an agent with the same number as two participants' {
        $same = (Connect-TestAgent).AgentId
        $agent = (Connect-TestChairperson -Participant (& $phone $same)).AgentId

        $results = @([pscustomobject]@{
                Address     = "$same"
                AddressType = 'PhoneNumber'
            }, [pscustomobject]@{ Address = "$same"; AddressType = 'AgentId' } |
                Remove-AgwParticipant -AgentId $agent @collectErrors)

        $results.AddressType | Should -Be 'PhoneNumber'
        $problems.Count | Should -Be 1
    }
}
