# The jobs of about_AgwCleanUp, taken from the page, in a contact center in which most is in order: each job acts on what was left behind,
# and on nothing else.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change a simulated gateway only.')]
param()
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule

    # An own gateway, because the jobs act on all agents of a gateway.
    $gateway = Open-TestGateway -Option '--agents', '101-200', '--inspectors', '900'
    $connection = @{
        Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential
    }
    $inspector = Connect-AgwSession @connection -AgentId 900
    $topic = [System.IO.File]::ReadAllText("$PSScriptRoot/../../docs/about/about_AgwCleanUp.md")

    function Get-Secret {
        <#
        .SYNOPSIS
        Takes the place of the vault: every agent has the same password.
        #>
        param([string] $Name)

        $Name | Should -Match '^agw-\d+$'
        Get-TestCredential
    }

    function Get-TestJob {
        <#
        .SYNOPSIS
        The code of a job on the page, to be done instead of shown.
        #>
        param([string] $Title)

        $section = [regex]::Match($topic, "(?ms)^### $([regex]::Escape($Title))\n.*?(?=^###? )").Value
        $code = [regex]::Match($section, '(?ms)^```powershell\n(.*?)^```').Groups[1].Value
        $code | Should -Match $(if ($Title -match '^\d') { '-WhatIf' } else { '-Confirm' }) -Because 'a reader copies the line'
        [scriptblock]::Create($code.Replace('-WhatIf', '-Confirm:$false').Replace('$HOME', $TestDrive))
    }

    function Set-TestAgent {
        <#
        .SYNOPSIS
        Changes the state of agents at the gateway.
        #>
        param([int[]] $AgentId, [hashtable] $Change)

        foreach ($agent in $AgentId) {
            $null = Invoke-TestControl -Gateway $gateway -Method Post -Path "agents/$agent/state" -Body $Change
        }
    }
}

AfterAll {
    Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction Ignore
    Close-TestGateway -Gateway $gateway
}

Describe 'The jobs of about_AgwCleanUp' {
    It 'end the conferences that have been running for more than two hours, and no others' {
        $ages = @{ 101 = 5; 102 = 119; 103 = 121; 104 = 600 }
        foreach ($agent in $ages.Keys) {
            $body = @{ chairperson = $agent; participants = @(); ageMinutes = $ages[$agent] }
            $null = Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body $body
        }

        $results = & (Get-TestJob -Title '1. End forgotten conferences')

        $results | Sort-Object -Property AgentId | ForEach-Object { "$($_.AgentId) $($_.Outcome)" } | Should -Be '103 Ended', '104 Ended'
        (Get-AgwConference -Session $inspector -All).AgentId | Sort-Object | Should -Be 101, 102
    }

    It 'end the calls that were answered more than four hours ago, and no others' {
        $sessions = 111..114 | Connect-AgwSession @connection -NoDefault
        $ages = @{ 111 = 10; 112 = 239; 113 = 241; 114 = 2000 }
        $calls = @{}
        foreach ($agent in $ages.Keys) {
            $body = @{ state = 'Talking'; ageMinutes = $ages[$agent] }
            $calls[$agent] = (Invoke-TestControl -Gateway $gateway -Method Post -Path "agents/$agent/calls" -Body $body).callId
        }

        $results = & (Get-TestJob -Title '2. End stuck calls')

        $results | Should -HaveCount 2
        (111..114 | Get-AgwCall -Inspector $inspector).CallId | Sort-Object | Should -Be ($calls[111], $calls[112] | Sort-Object)
        Invoke-TestControl -Gateway $gateway -Path 'requests?operation=forceDropCall' | Should -HaveCount 2
        $sessions | Disconnect-AgwSession -Force -Confirm:$false
    }

    It 'sign out the agents that have not changed their state for more than eight hours, and no others' {
        $null = 121..127 | Connect-AgwSession @connection -NoDefault
        Set-TestAgent -AgentId 121 -Change @{ state = 8; stateMinutes = 481 }
        Set-TestAgent -AgentId 122 -Change @{ state = 8; stateMinutes = 479 }
        Set-TestAgent -AgentId 123 -Change @{ state = 4; stateMinutes = 900 }
        Set-TestAgent -AgentId 124 -Change @{ state = 5; stateMinutes = 900 }
        Set-TestAgent -AgentId 125 -Change @{ state = 3; stateMinutes = 10 }
        Set-TestAgent -AgentId 126 -Change @{ state = 7; stateMinutes = 900 }
        Set-TestAgent -AgentId 900 -Change @{ stateMinutes = 900 }

        $results = & (Get-TestJob -Title '3. Sign out agents that were left signed in')

        $results.AgentId | Sort-Object | Should -Be 121, 123, 124
        $signedIn = (Get-AgwAgent -All -Inspector $inspector).AgentId | Where-Object { $_ -gt 120 } | Sort-Object
        $signedIn | Should -Be 122, 125, 126, 127, 900 -Because 'agent 126 talks, and 900 is the inspector itself'
        122, 125, 126, 127 | Disconnect-AgwAgent -Inspector $inspector -Confirm:$false | Should -HaveCount 4
    }

    It 'sign out no agent whose time in its state is unknown: <Title>' -ForEach @(
        @{ Title = '3. Sign out agents that were left signed in' }
        @{ Title = 'Reports' }
    ) {
        $null = 121..126 | Connect-AgwSession @connection -NoDefault
        $list = '{"workno":"121","status":8}', '{"workno":"122","status":8,"currentstatetime":null}',
        '{"workno":"125","status":8,"currentstatetime":4294967295}', '{"workno":"123","status":8,"currentstatetime":28801}',
        '{"workno":"124","status":8,"currentstatetime":90000}', '{"workno":"126","status":8,"currentstatetime":28799}'
        $groups = ConvertFrom-Json -InputObject "[{`"skillId`":20011,`"agent`":[$($list -join ',')]}]" -AsHashtable -NoEnumerate
        $null = Invoke-TestControl -Gateway $gateway -Method Post -Path faults -Body @{
            agentId = 900; operation = 'queryAllOnlineAgents'; fault = 'retCode'; count = 1; retCode = '0'; result = $groups
        }

        $null = & (Get-TestJob -Title $Title)

        $left = (Get-AgwAgent -All -Inspector $inspector).AgentId | Where-Object { $_ -in 121..126 } | Sort-Object
        $left | Should -Be 121, 122, 125, 126 -Because 'only 123 and 124 were at rest for more than eight hours'
        $left | Disconnect-AgwAgent -Inspector $inspector -Confirm:$false | Should -HaveCount 4
    }

    It 'are on pages that never select by a time that can be null: null is less than any time' {
        $pages = Get-ChildItem -Path ('docs/about', 'docs/cmdlets', 'README.md' | ForEach-Object { "$PSScriptRoot/../../$_" }) -File

        $times = 'StateSince|SignedInAt|StartedAt|StartTime|LastContactAt|TimeInState|Duration|Elapsed|LongestWait|Waited'
        $pages | Select-String -Pattern "Where-Object.*\b($times)\s+-l[te]\b" | Should -BeNullOrEmpty
    }

    It 'make the agents of a queue idle that nobody serves, and no others' {
        $null = 131..136 | Connect-AgwSession @connection -NoDefault
        # A call waits in 20011 and in 20012. The agents of 20011 are at rest, busy, and in wrap-up; in 20012, an agent is available.
        Set-TestAgent -AgentId 131 -Change @{ state = 8; skills = @(20011) }
        Set-TestAgent -AgentId 132 -Change @{ state = 3; skills = @(20011) }
        Set-TestAgent -AgentId 133 -Change @{ state = 5; skills = @(20011) }
        Set-TestAgent -AgentId 134 -Change @{ state = 8; skills = @(20012) }
        Set-TestAgent -AgentId 135 -Change @{ state = 4; skills = @(20012) }
        # No call waits in 20013.
        Set-TestAgent -AgentId 136 -Change @{ state = 8; skills = @(20013) }
        foreach ($queue in 20011, 20012) {
            $call = @{ caller = '88880001'; waitedSeconds = 60 }
            $null = Invoke-TestControl -Gateway $gateway -Method Post -Path "queues/$queue/calls" -Body $call
        }

        $results = & (Get-TestJob -Title '4. Get a queue served')

        $results.AgentId | Sort-Object | Should -Be 131, 132
        131..136 |
            Get-AgwAgent -Inspector $inspector |
            Sort-Object -Property AgentId |
            ForEach-Object { "$($_.AgentId) $($_.State)" } |
            Should -Be '131 Idle', '132 Idle', '133 WrapUp', '134 Rest', '135 Idle', '136 Rest'
    }
}
