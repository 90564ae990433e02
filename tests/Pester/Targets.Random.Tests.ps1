BeforeDiscovery {
    # The seed is part of the name, so that a failure can be run again.
    $first = if ($env:AGW_TEST_SEED) { [int]$env:AGW_TEST_SEED } else { Get-Random -Maximum 1000000 }
    $seeds = 0..14 | ForEach-Object { $first + $_ }
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $agents = 101..106
    $gateways = (Open-OwnGateway), (Open-OwnGateway)
    $listings = foreach ($gateway in $gateways) {
        $inspector = Connect-GatewayAgent -Gateway $gateway -AgentId 900
        foreach ($agent in $agents) {
            $null = Add-GatewayConference -Gateway $gateway -AgentId $agent -Participant @(
                @{ addressType = '9'; address = "$($agent + 10)" }
                @{ addressType = '6'; address = "8888$agent" }
            )
        }

        , @(Get-AgwConference -Session $inspector)
    }

    # Some agents have sessions at both gateways, some at one, some at none.
    $null = Connect-GatewayAgent -Gateway $gateways[0] -AgentId 101, 102, 103, 104, 111, 112
    $null = Connect-GatewayAgent -Gateway $gateways[1] -AgentId 101, 102, 105, 111, 113
    $sessions = @(Get-AgwSession | Where-Object AgentId -LT 900)
    Select-AgwSession 103

    function Copy-BySerializer([object] $Value) {
        $text = [System.Management.Automation.PSSerializer]::Serialize($Value)
        [System.Management.Automation.PSSerializer]::Deserialize($text)
    }

    # An input, and its targets: agents at a gateway ('*': at any).
    function Get-RandomInput([System.Random] $Random, [bool] $IsConferenceCmdlet) {
        $g = $Random.Next(2)
        $conference = $listings[$g][$Random.Next($agents.Count)]
        $member = $conference.Participants |
            Where-Object { $_.AddressType -eq 'AgentId' -and $_.Role -ne 'Chairperson' } |
            Select-Object -First 1
        $phone = $conference.Participants | Where-Object AddressType -EQ 'PhoneNumber' | Select-Object -First 1
        $there = "$($conference.Gateway)"
        $agent = $conference.AgentId
        switch ($Random.Next(14)) {
            0 { @{ Input = $agent; Named = "* $agent" } }
            1 { @{ Input = "$agent"; Named = "* $agent" } }
            2 {
                $session = $sessions[$Random.Next($sessions.Count)]
                @{ Input = $session; Named = "$($session.Gateway) $($session.AgentId)" }
            }
            3 { @{ Input = $conference; Named = "$there $agent" } }
            4 { @{ Input = $member; Named = if ($IsConferenceCmdlet) { "$there $agent" } else { "$there $($member.Address)" } } }
            5 { @{ Input = $phone; Named = if ($IsConferenceCmdlet) { "$there $agent" } } }
            6 { @{ Input = [pscustomobject]@{ AgentId = $agent }; Named = "* $agent" } }
            7 { @{ Input = [pscustomobject]@{ WorkNo = "$agent"; Gateway = $there }; Named = "$there $agent" } }
            8 { @{ Input = ($conference | Select-Object -Property ConferenceId, AgentId, Gateway); Named = "$there $agent" } }
            9 { @{ Input = [pscustomobject]@{ Agent = $agent }; Named = $null } }
            10 { @{ Input = [pscustomobject]@{ Site = 'Kassel' }; Named = $null } }
            11 { @{ Input = $agent + 0.5; Named = $null } }
            12 {
                $unknown = $conference.ConferenceId + 9999
                @{ Input = [pscustomobject]@{ AgentId = $null; ConferenceId = $unknown; Gateway = $there }; Named = $null }
            }
            13 { @{ Input = Copy-BySerializer $conference; Named = "$there $agent" } }
        }
    }
}

AfterAll {
    Disconnect-TestAgent
    $gateways | Close-TestGateway
}

Describe 'Random pipelines over two gateways with the same numbers' {
    It 'change only the specified targets, and return one outcome for each input (seed <_>)' -ForEach $seeds {
        $random = [System.Random]::new($_)
        $gateways | Clear-GatewayRequest
        $isConferenceCmdlet = $random.Next(2) -eq 0
        $inputs = @(1..(4 + $random.Next(12)) | ForEach-Object { Get-RandomInput -Random $random -IsConferenceCmdlet $isConferenceCmdlet })

        $outcomes = if ($isConferenceCmdlet) {
            @($inputs.Input | Stop-AgwConfVoice @collectErrors)
        }
        else {
            @($inputs.Input | Set-AgwAgent -State Busy @collectErrors)
        }

        $named = $inputs.Named | Where-Object { $_ } | Group-Object -AsHashTable -AsString
        $strayed = foreach ($gateway in $gateways) {
            foreach ($group in Get-GatewayRequest -Gateway $gateway | Group-Object -Property agentId) {
                $allowed = @(
                    $named["$([uri]$gateway.Address) $($group.Name)"]
                ).Where({ $_ }).Count + @($named["* $($group.Name)"]).Where({ $_ }).Count
                if ($group.Count -gt $allowed) { "$($gateway.Address) agent $($group.Name): $($group.Count) requests, $allowed named" }
            }
        }

        $strayed | Should -BeNullOrEmpty
        ($outcomes.Count + $problems.Count) |
            Should -Be $inputs.Count -Because "of $($inputs.Named -join '; ') there are the errors $($problems -join '; ')"
        $kinds = @(
            'InvalidArgument', 'NoSession', 'NotChairperson', 'ConferenceNotFound', 'ConferenceUnknown', 'ConferenceChanged'
            'GatewayError', 'PermissionDenied'
        )
        $problems.FullyQualifiedErrorId |
            Where-Object { $_ -notmatch "^($($kinds -join '|'))," } |
            Should -BeNullOrEmpty
    }

    It 'include inputs that are carried out' {
        $gateways | Clear-GatewayRequest
        @($listings[0][0], $listings[1][0], 103 | Stop-AgwConfVoice).Count | Should -Be 3
    }
}
