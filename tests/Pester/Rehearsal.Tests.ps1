# The scenarios of the simulator and scripts/Rehearsal.psm1, as about_AgwRehearsal describes them.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $configuration = if ($env:AGW_TEST_CONFIGURATION) { $env:AGW_TEST_CONFIGURATION } else { 'Debug' }
    $simulator = "$root/src/AgentGateway.Simulator/bin/$configuration/net10.0/agentgateway-simulator.dll"
    $scripts = (Resolve-Path -LiteralPath "$(Split-Path -Path (Get-TestModule))/scripts").Path
    Import-Module -Name "$scripts/Rehearsal.psm1"

    # Starts a scenario and signs its inspector in.
    function Enter-TestScenario([string] $Name) {
        $rehearsal = Start-Rehearsal $Name -SimulatorPath $simulator
        $connection = @{
            Uri = $rehearsal.Uri; CACertificate = $rehearsal.CACertificate; Credential = $rehearsal.Credential; NoProxy = $true
        }
        $rehearsal, $connection, (Connect-AgwSession @connection -AgentId 900 -NoDefault)
    }

    # Ends the forgotten conferences. Returns one text for each outcome: the outcome, the chairpersons, and the error ID.
    # The targets of the errors are in $problemTargets.
    function Clear-TestConference($Inspector, $Rehearsal) {
        $job = @{ Session = $Inspector; OlderThan = 120; Credential = $Rehearsal.Credential; Confirm = $false }
        $results = Clear-AgwConference @job -ErrorAction SilentlyContinue -ErrorVariable problems -WarningAction SilentlyContinue
        if (-not $results) { throw $problems[0] }
        $script:problemTargets = @($problems | ForEach-Object TargetObject)
        $ids = @{}
        foreach ($problem in $problems) { $ids[[int]$problem.TargetObject] = $problem.FullyQualifiedErrorId.Split(',')[0] }
        $results | Group-Object -Property { "$($_.Outcome) $($ids[[int]$_.AgentId])".Trim() } | ForEach-Object {
            [pscustomobject]@{ Outcome = $_.Name; Agents = ($_.Group.AgentId | Sort-Object) -join ' '; Count = $_.Count }
        }
    }

    function Get-TestChairperson($Rehearsal) {
        (Invoke-RehearsalRequest $Rehearsal GET state).conferences.chairperson | Sort-Object
    }
}

AfterAll {
    Disconnect-TestAgent
}

Describe 'A scenario' -Tag NoWine {
    BeforeEach { $rehearsal = $null }

    AfterEach {
        Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction Ignore -WarningAction Ignore
        if ($rehearsal) { Stop-Rehearsal $rehearsal }
    }

    It 'night-cleanup: ends eight conferences, although a reply is lost, and not the one that began in the meantime' {
        $rehearsal, $connection, $inspector = Enter-TestScenario night-cleanup

        $outcomes = Clear-TestConference $inspector $rehearsal

        $outcomes | Sort-Object -Property Outcome | ForEach-Object { "$($_.Outcome): $($_.Agents)" } |
            Should -Be 'Changed: 108', 'Ended: 102 106 110 112 114 116 118 120', 'Failed AuthenticationFailed: 104'
        Get-TestChairperson $rehearsal | Should -Be 101, 103, 104, 105, 107, 108, 109, 111, 113, 115, 117, 119
        $agents = Get-AgwAgent -All -Inspector $inspector
        ($agents | Where-Object State -EQ Rest).AgentId | Sort-Object | Should -Be 151, 152, 153, 154
        ($agents | Where-Object State -EQ Talking | Get-AgwCall -Inspector $inspector -OlderThan 3:59:00).AgentId | Should -Be 156
    }

    It 'takeover: leaves the conferences of the two agents whose sessions were taken over' {
        $rehearsal, $connection, $inspector = Enter-TestScenario takeover
        $null = 101..110 | Connect-AgwSession @connection -Force -NoDefault -Confirm:$false

        $done = 101..110 |
            Remove-AgwConference -Confirm:$false -ThrottleLimit 2 -ErrorAction SilentlyContinue -ErrorVariable problems

        $done.AgentId | Sort-Object | Should -Be 101, 102, 104, 105, 106, 108, 109, 110
        $problems.TargetObject | Sort-Object | Should -Be 103, 107
        $problems.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] } | Should -Be 'NotSignedIn', 'NotSignedIn'
        Get-TestChairperson $rehearsal | Should -Be 103, 107
    }

    It 'switchover: each conference has an outcome, and the second cleanup ends what is left' {
        $rehearsal, $connection, $inspector = Enter-TestScenario switchover

        $first = Clear-TestConference $inspector $rehearsal
        $first.Outcome | Where-Object { $_ -notmatch '^(Ended|Unknown OutcomeUnknown|Failed (ConnectFailed|NotSignedIn))$' } |
            Should -BeNullOrEmpty
        # On a busy machine, the outage can begin before the last page of conferences is read. Then, an error names the inspector.
        $outcomes = ($first | Measure-Object -Property Count -Sum).Sum
        $outcomes -eq 30 -or 900 -in $problemTargets | Should -BeTrue
        $forgotten = @(102..160 | Where-Object { $_ % 2 -eq 0 })
        $left = Get-TestChairperson $rehearsal | Where-Object { $_ -in $forgotten }
        $left.Count | Should -BeGreaterThan 0
        $left.Count | Should -BeLessThan 30

        Wait-TestCondition -Seconds 30 { try { Invoke-RehearsalRequest $rehearsal GET requests; $true } catch { $false } }
        $inspector = Connect-AgwSession @connection -AgentId 900 -NoDefault -Force -Confirm:$false
        $second = Clear-TestConference $inspector $rehearsal

        $second | ForEach-Object { "$($_.Outcome): $($_.Agents)" } | Should -Be "Ended: $left"
        Get-TestChairperson $rehearsal | Should -HaveCount 30
    }

    It 'rotation: renewed GUIDs and a late reply are no problem, and a refused GUID is an error' {
        $rehearsal, $connection, $inspector = Enter-TestScenario rotation

        $outcomes = Clear-TestConference $inspector $rehearsal

        $outcomes | Sort-Object -Property Outcome | ForEach-Object { "$($_.Outcome): $($_.Agents)" } |
            Should -Be 'Ended: 102 104 106 108 112 114 116 118 120', 'Failed PermissionDenied: 110'
    }

    It 'hostile-replies: no reply that can not be read counts as a success that the gateway did not state' {
        $rehearsal, $connection, $inspector = Enter-TestScenario hostile-replies

        $outcomes = Clear-TestConference $inspector $rehearsal

        $outcomes | Sort-Object -Property Outcome | ForEach-Object { "$($_.Outcome): $($_.Agents)" } |
            Should -Be 'Ended: 102 106 108 110 114 116 118 120', 'Failed GatewayError: 112', 'Unknown OutcomeUnknown: 104'
        Get-TestChairperson $rehearsal | Should -Be 101, 103, 104, 105, 107, 109, 111, 112, 113, 115, 117, 119
    }
}

Describe 'Start-Rehearsal' -Tag NoWine {
    It 'starts a simulator without a scenario, with options, and Stop-Rehearsal leaves nothing behind' {
        $rehearsal = Start-Rehearsal -SimulatorPath $simulator -Option '--agents', '101-103', '--password', 'other'

        $rehearsal.Scenario | Should -BeNullOrEmpty
        $rehearsal.Credential.GetNetworkCredential().Password | Should -BeExactly 'other'
        (Invoke-RehearsalRequest $rehearsal GET state).agents.agentId | Should -Be 101, 102, 103, 900, 901
        Test-Path -LiteralPath $rehearsal.CACertificate | Should -BeTrue
        $rehearsal | Stop-Rehearsal
        Stop-Rehearsal $rehearsal

        $rehearsal.Process.HasExited | Should -BeTrue
        Test-Path -LiteralPath $rehearsal.CACertificate | Should -BeFalse
    }

    It 'accepts a file as a scenario, relative to the current folder and with a blank in its path' {
        $folder = (New-Item -Path "$TestDrive/a b" -ItemType Directory).FullName
        Set-Content -LiteralPath "$folder/my scenario.json" -Value '{"summary":"x","options":{"agents":"101-102"}}'
        Push-Location -LiteralPath $folder
        try { $rehearsal = Start-Rehearsal './my scenario.json' -SimulatorPath $simulator } finally { Pop-Location }

        try {
            $rehearsal.Scenario | Should -BeExactly 'my scenario'
            (Invoke-RehearsalRequest $rehearsal GET state).agents | Should -HaveCount 4
        }
        finally { Stop-Rehearsal $rehearsal }
    }

    It 'names the reason if <Name>' -ForEach @(
        @{ Name = 'the scenario does not exist'; Argument = @{ Scenario = 'none' }; Reason = "*There is no file and no scenario 'none'*" }
        @{ Name = 'an option does not exist'; Argument = @{ Option = '--none' }; Reason = "*did not start.*'--none'*" }
        @{ Name = 'the tool is not installed'; Argument = @{ SimulatorPath = 'none' }; Reason = '*none was not found. Install it: *' }
    ) {
        $option = @{ SimulatorPath = $simulator } + @{}
        foreach ($key in $Argument.Keys) { $option[$key] = $Argument[$key] }

        { Start-Rehearsal @option } | Should -Throw -ExpectedMessage $Reason
    }

    It 'starts nothing with -WhatIf' {
        Start-Rehearsal night-cleanup -SimulatorPath $simulator -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'Invoke-RehearsalRequest' -Tag NoWine {
    BeforeAll { $rehearsal = Start-Rehearsal -SimulatorPath $simulator -Option '--agents', '101-103' }

    AfterAll { Stop-Rehearsal $rehearsal }

    It 'sends a body and returns the reply' {
        $body = @{ chairperson = 101; ageMinutes = 300; participants = @(@{ addressType = '6'; address = '88887946' }) }

        $id = (Invoke-RehearsalRequest $rehearsal POST conferences $body).confId

        (Invoke-RehearsalRequest $rehearsal GET "conferences/$id").participants | ForEach-Object address | Should -Be '101', '88887946'
    }

    It 'returns the reason of a refused request' {
        { Invoke-RehearsalRequest $rehearsal POST agents/999/signout } |
            Should -Throw -ExpectedMessage 'The simulator refused POST agents/999/signout. There is no agent 999.'
    }

    It 'says that the simulator does not answer' {
        $ended = Start-Rehearsal -SimulatorPath $simulator
        Stop-Rehearsal $ended

        { Invoke-RehearsalRequest $ended GET state } | Should -Throw -ExpectedMessage 'The simulator did not answer GET state. *'
    }

    It 'sends nothing to a server with another certificate' {
        $other = $rehearsal.PSObject.Copy()
        $other.Thumbprint = '00' * 32

        { Invoke-RehearsalRequest $other POST restart } | Should -Throw -ExpectedMessage 'The simulator did not answer POST restart. *'
    }
}

Describe 'The test on the page' -Tag NoWine {
    It 'passes as it stands, with a simulator that is found by its name' {
        $topic = [System.IO.File]::ReadAllText("$root/docs/about/about_AgwRehearsal.md")
        $code = [regex]::Match($topic, '(?ms)^```powershell\n(Describe .*?)^```').Groups[1].Value
        Set-Content -LiteralPath "$TestDrive/Nightly.Tests.ps1" -Value $code
        $modules = (New-Item -Path "$TestDrive/installed" -ItemType Directory).FullName
        Copy-Item -LiteralPath (Split-Path -Path (Get-TestModule)) -Destination "$modules/AgentGateway" -Recurse
        $separator = [System.IO.Path]::PathSeparator

        # A process of its own, because this one has imported the module from another folder.
        Set-Content -LiteralPath "$TestDrive/run.ps1" -Value @"
`$env:PSModulePath = '$modules$separator' + `$env:PSModulePath
`$env:PATH = '$(Split-Path -Path $simulator)$separator' + `$env:PATH
`$env:DOTNET_ROOT = (Get-Item -LiteralPath (Get-Command -Name dotnet).Source).ResolvedTarget | Split-Path
Import-Module -Name '$root/out/modules/Pester/Pester.psd1'
`$run = Invoke-Pester -Path '$TestDrive/Nightly.Tests.ps1' -PassThru -Output None 3> `$null 2> `$null
"`$(`$run.PassedCount) passed, `$(`$run.FailedCount) failed"
`$run.Failed.ErrorRecord, `$run.FailedBlocks.ErrorRecord | Where-Object { `$_ } | ForEach-Object { "`$_" }
"@
        $shell = & "$root/tools/Get-PowerShellCommand.ps1"
        $first = @($shell.ArgumentList)
        $output = & $shell.FilePath @first -NoProfile -NonInteractive -File "$TestDrive/run.ps1"

        $output | Should -BeExactly '1 passed, 0 failed'
    }
}
