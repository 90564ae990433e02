BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwConference' {
    BeforeAll {
        $inspector = Connect-TestAgent -AgentId 900
        $chairs = @(Connect-TestAgent -Count 3)
        $guests = @(Get-TestAgent -Count 3)
        $ids = @(
            for ($index = 0; $index -lt 3; $index++) {
                Add-TestConference -AgentId $chairs[$index].AgentId -AgeMinutes (60 * (1 + $index)) -Participant @(
                    @{ addressType = '6'; address = '88887946' }
                    @{ addressType = '9'; address = "$($guests[$index])" }
                )
            }
        )
        $mine = { $_.ConferenceId -in $ids }
    }

    It 'returns all conferences of the VDN to an inspector: it queries the IDs, then the conferences' {
        $found = @(Get-AgwConference -Session $inspector | Where-Object $mine)

        $found.Count | Should -Be 3
        $requests = @(Get-TestRequest -AgentId 900 | Where-Object operation -In 'queryAllConfIds', 'queryConfInfos')
        $requests[0].method | Should -BeExactly 'GET'
        $requests[0].path | Should -BeExactly '/agentgateway/resource/agentconf/900/queryvdnconfid'
        $requests[1].method | Should -BeExactly 'POST'
        $requests[1].path | Should -BeExactly '/agentgateway/resource/agentconf/900/queryconfinfos'
        # 20 at a time; other tests have conferences here, too.
        $asked = $requests | Select-Object -Skip 1 | ForEach-Object { (ConvertFrom-Json -InputObject $_.body).confIds }
        $asked | Should -Contain $ids[0]
    }

    It 'returns typed conferences, with their participants' {
        $conference = Get-AgwConference -Session $inspector | Where-Object ConferenceId -EQ $ids[1]

        $conference | Should -BeOfType ([AgentGateway.Conference])
        $conference.AgentId | Should -Be $chairs[1].AgentId
        $conference.State | Should -Be 'Normal'
        $conference.Elapsed.TotalMinutes | Should -BeGreaterOrEqual 120
        $conference.Elapsed.TotalMinutes | Should -BeLessThan 125
        $conference.StartTime | Should -BeLessThan ([datetimeoffset]::Now.AddMinutes(-119))
        $conference.Participants.Count | Should -Be 3
        ($conference.Participants | Where-Object Role -EQ 'Chairperson').Address | Should -Be "$($chairs[1].AgentId)"
        ($conference.Participants | Where-Object AddressType -EQ 'PhoneNumber').Address | Should -Be '88887946'
    }

    It 'returns only conferences that have been running at least this long with -OlderThan: <_>' -ForEach @(
        '2:00:00'
        120
        [timespan]::FromHours(2)
    ) {
        $found = @(Get-AgwConference -Session $inspector -OlderThan $_ | Where-Object $mine)

        $found.ConferenceId | Sort-Object | Should -Be $ids[1], $ids[2]
    }

    It 'returns only the conferences of the agents that -Chairperson specifies' {
        $found = @(Get-AgwConference -Session $inspector -Chairperson $chairs[0].AgentId, $chairs[2].AgentId)

        $found.ConferenceId | Sort-Object | Should -Be $ids[0], $ids[2]
    }

    It 'returns only the conferences that -ConferenceId specifies, and reports those that are not running' {
        $found = @(Get-AgwConference -Session $inspector -ConferenceId $ids[0], 999999999 @collectErrors)

        $found.ConferenceId | Should -Be $ids[0]
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConferenceNotFound,AgentGateway.Commands.GetAgwConferenceCommand'
        $problems[0].TargetObject | Should -Be 999999999
    }

    It 'queries up to twenty conferences per call' {
        $null = @(Connect-TestChairperson -Count 22)
        $before = @(Get-TestRequest -AgentId 900 -Operation queryConfInfos).Count

        $found = @(Get-AgwConference -Session $inspector)

        $calls = @(Get-TestRequest -AgentId 900 -Operation queryConfInfos | Select-Object -Skip $before)
        $found.Count | Should -BeGreaterOrEqual 25
        $calls.Count | Should -Be ([math]::Ceiling($found.Count / 20))
        foreach ($call in $calls) {
            @((ConvertFrom-Json -InputObject $call.body).confIds).Count | Should -BeLessOrEqual 20
        }
    }

    It 'returns an ordinary agent its own conference, and reports an error with -All' {
        $agent = (Connect-TestAgent).AgentId
        $own = New-AgwConference -AgentId $agent -MemberCount 3

        (Get-AgwConference -AgentId $agent).ConferenceId | Should -Be $own.ConferenceId

        Get-AgwConference -AgentId $agent -All @collectErrors | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'PermissionDenied,AgentGateway.Commands.GetAgwConferenceCommand'
    }

    It 'can be piped to Remove-AgwConference if the chairpersons are signed in' {
        $results = @(Get-AgwConference -Session $inspector -OlderThan 150 | Where-Object $mine | Remove-AgwConference -Wait -Confirm:$false)

        $results.Count | Should -Be 1
        $results[0].AgentId | Should -Be $chairs[2].AgentId
        Get-TestConference -ConferenceId $ids[2] | Should -BeNullOrEmpty
    }

    It 'returns conferences that sort by their start time' {
        $sorted = @(Get-AgwConference -Session $inspector -ConferenceId $ids[0], $ids[1] | Sort-Object)

        $sorted.ConferenceId | Should -Be $ids[1], $ids[0]
    }

    It 'doesn''t set LastError if the command succeeds after a refused query' {
        $session = Connect-TestAgent
        $new = New-AgwConference -Session $session -MemberCount 4

        $conference = Get-AgwConference -Session $session

        $conference.ConferenceId | Should -Be $new.ConferenceId
        $session.LastError | Should -BeNullOrEmpty
    }

    It 'sets LastError if the command fails' {
        $session = Connect-TestAgent

        Get-AgwConference -Session $session -All -ErrorAction SilentlyContinue

        $session.LastError | Should -Match '101-004'
    }
}
