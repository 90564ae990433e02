# The cleanup scripts as unattended tasks: each writes its report, or changes nothing.
BeforeDiscovery {
    $scripts = @(
        @{ Script = 'module/scripts/cleanup.ps1' }
        @{ Script = 'about_AgwScheduledTasks' }
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $gateway = Open-TestGateway -Option '--agents', '101-120', '--inspectors', '900', '--password', 'secret'
    $null = New-Item -Path TestDrive:/elsewhere, TestDrive:/jobs -ItemType Directory
    $jobs = "$TestDrive/jobs"

    function Open-OldConference {
        (Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body @{
            chairperson  = 101
            participants = @(@{ addressType = '6'; address = '88887946' })
            ageMinutes   = 150
        }).confId
    }

    function Test-Conference([long] $Id) {
        $found = Invoke-TestControl -Gateway $gateway -Path "conferences/$Id" -MayBeMissing
        [bool]($found | Where-Object { $_.PSObject.Properties['confId'] })
    }

    # Runs a cleanup as a task does: in a separate process that starts in another folder.
    function Invoke-CleanUp([string] $Script, [string] $Report = 'conferences.csv') {
        $command = if ($Script -like '*.ps1') {
            @(
                "`$option = @{ Uri = '$($gateway.Address)'; ReportPath = '$jobs/$Report' }"
                "`$option.Connection = @{ CACertificate = '$($gateway.Certificate)' }"
                "& '$root/$Script' @option -InspectorId 900 -Credential `$credential -Confirm:`$false | Out-Null"
            ) -join "`n"
        } else {
            $page = [System.IO.File]::ReadAllText("$root/docs/about/$Script.md")
            $code = [regex]::Matches($page, '(?ms)^```(?:powershell)?\n(\$(?:(?!```).)*?)\n```$').ForEach{ $_.Groups[1].Value } |
                Where-Object { $_ -match 'exit \$LASTEXITCODE' }
            $code = $code -replace '-Name AgentGateway', "-Name '$(Get-TestModule)'"
            $code = $code -replace 'gateway\.example\.com', ([uri]$gateway.Address).Authority -replace 'conferences\.csv', $Report
            Set-Content -LiteralPath "$jobs/EndConferences.ps1" -Value $code
            "function Get-Secret { `$credential }; & '$jobs/EndConferences.ps1'"
        }

        Invoke-TestProcess -Seconds 180 -Script @"
            `$ErrorActionPreference = 'Continue'
            `$PSDefaultParameterValues = @{
                'Connect-AgwSession:CACertificate' = '$($gateway.Certificate)'
                'Connect-AgwSession:NoProxy'       = `$true
            }
            Set-Location -LiteralPath '$TestDrive/elsewhere'
            $command
            exit `$LASTEXITCODE
"@
    }
}

AfterAll {
    $gateway | Close-TestGateway
    Disconnect-TestAgent
}

Describe '<Script>' -ForEach $scripts {
    BeforeEach { Get-ChildItem -LiteralPath $jobs | Remove-Item -Recurse }

    It 'writes its report to the specified path, regardless of the current folder' {
        $id = Open-OldConference

        $run = Invoke-CleanUp -Script $Script

        $run.ExitCode | Should -Be 0 -Because $run.Errors
        Test-Conference -Id $id | Should -BeFalse
        @(Import-Csv -LiteralPath "$jobs/conferences.csv").Count | Should -Be 1
        (Get-Content -LiteralPath "$jobs/conferences.csv" -Raw) | Should -Match "$id"
        (Invoke-TestControl -Gateway $gateway -Path state).agents | Where-Object signedIn | Should -BeNullOrEmpty
        Get-ChildItem -LiteralPath "$TestDrive/elsewhere" | Should -BeNullOrEmpty
    }

    It 'ends no conference if its report can''t be written: <_>' -ForEach 'taken', 'no-such-folder/report.csv' {
        $id = Open-OldConference
        $null = New-Item -Path "$jobs/taken" -ItemType Directory
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path requests

        $run = Invoke-CleanUp -Script $Script -Report $_

        $run.ExitCode | Should -Be 2
        $run.Errors | Should -Match ([regex]::Escape((Split-Path -Path $_ -Leaf)))
        Test-Conference -Id $id | Should -BeTrue
        Invoke-TestControl -Gateway $gateway -Path requests | Should -BeNullOrEmpty
        $null = Invoke-TestControl -Gateway $gateway -Method Post -Path "conferences/$id/age" -Body @{ minutes = 3000 }
        Wait-TestCondition { -not (Test-Conference -Id $id) }
    }
}

Describe 'module/scripts/cleanup.ps1' {
    It 'reports the start time independently of the culture' {
        $id = Open-OldConference

        $run = Invoke-TestProcess -Seconds 180 -Script @"
            [cultureinfo]::CurrentCulture = 'th-TH'
            `$option = @{ Uri = '$($gateway.Address)'; ReportPath = '$jobs/thai.csv' }
            `$option.Connection = @{ CACertificate = '$($gateway.Certificate)' }
            & '$root/module/scripts/cleanup.ps1' @option -InspectorId 900 -Credential `$credential | Out-Null
            exit `$LASTEXITCODE
"@

        $run.ExitCode | Should -Be 0 -Because $run.Errors
        $row = Import-Csv -LiteralPath "$jobs/thai.csv"
        $row.ConferenceId | Should -Be $id
        $row.StartTime | Should -Match "^$([datetime]::Now.AddMinutes(-150).ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture))T"
    }
}

Describe 'The options of module/scripts/cleanup.ps1' {
    BeforeAll {
        # Runs the script with more parameters, in a separate process.
        function Invoke-Script([string] $Option, [string] $Report = '') {
            Invoke-TestProcess -Seconds 180 -Script @"
                `$ErrorActionPreference = 'Continue'
                `$option = @{ Uri = '$($gateway.Address)'; Connection = @{ CACertificate = '$($gateway.Certificate)' } }
                if ('$Report') { `$option.ReportPath = '$Report' }
                `$results = & '$root/module/scripts/cleanup.ps1' @option -InspectorId 900 -Credential `$credential $Option
                [Console]::Out.WriteLine(`$results.Outcome -join ' ')
                exit `$LASTEXITCODE
"@
        }
    }

    It 'read a bare number for -OlderThan as minutes, as Clear-AgwConference does: <_>' -ForEach '120', "'120'", "'2:00:00'" {
        $old = Open-OldConference

        (Invoke-Script -Option "-OlderThan $_ -WhatIf").Output | Should -Match '(?m)^Planned$'
        (Invoke-Script -Option '-OlderThan 180 -WhatIf').Output | Should -Not -Match 'Planned'
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$old"
    }

    It 'leave an existing report unchanged with -WhatIf' {
        Set-Content -LiteralPath "$jobs/kept.csv" -Value 'yesterday'

        (Invoke-Script -Option '-WhatIf' -Report "$jobs/kept.csv").ExitCode | Should -Be 0

        Get-Content -LiteralPath "$jobs/kept.csv" | Should -BeExactly 'yesterday'
    }

    It 'take over an inspector who is signed in elsewhere only with -Force, and report the problem' {
        $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; NoDefault = $true }
        $atWork = Connect-AgwSession @reach -AgentId 900 -Credential (Get-TestCredential)

        $run = Invoke-Script -Report "$jobs/problem.html"

        $run.ExitCode | Should -Be 2
        (Test-AgwSession -Session $atWork) | Should -BeTrue
        $page = Get-Content -LiteralPath "$jobs/problem.html" -Raw
        $page | Should -Match 'the report is incomplete'
        $page | Should -Match 'Agent 900: .*signed in'
        $page | Should -Not -Match 'no conference was old enough'
        (Invoke-Script -Option '-Force').ExitCode | Should -Be 0
        (Test-AgwSession -Session $atWork -ErrorAction Ignore) | Should -BeFalse
    }
}

Describe 'The reports of the cleanup' {
    BeforeAll {
        Import-Module -Name "$root/module/scripts/CleanupReport.psm1"
        $hostile = '<script>alert(1)</script> & "quoted"'
        $results = foreach ($outcome in 'Ended', 'Failed', 'InUse') {
            [pscustomobject]@{
                ConferenceId     = 5000
                AgentId          = 101
                StartTime        = [DateTimeOffset]::new(2026, 11, 29, 1, 2, 3, [timespan]::Zero)
                Elapsed          = [timespan]::new(26, 5, 0)
                ParticipantCount = 4
                Outcome          = $outcome
                RetCode          = '100-002'
                Error            = $hostile
                SignOutError     = $null
                CompletedAt      = [DateTimeOffset]::new(2026, 11, 29, 3, 2, 3, [timespan]::Zero)
            }
        }
    }

    It 'can be a page for people, which runs no script, loads nothing, and shows text as it is' {
        Export-CleanupReport -Path "$TestDrive/report.html" -Result $results -Gateway 'gateway.example.com'

        $page = Get-Content -LiteralPath "$TestDrive/report.html" -Raw
        $page | Should -Match '<b>1</b> could not be ended'
        $page | Should -Match '<td>26:05</td>'
        $page | Should -Match ([regex]::Escape('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;'))
        $page | Should -Not -Match '<script|https?://'
        $page.IndexOf('<tr class="Failed"') | Should -BeLessThan $page.IndexOf('<tr class="Ended"')
    }

    It 'can be JSON, with a list also for one conference and for none' {
        Export-CleanupReport -Path "$TestDrive/one.json" -Result $results[0] -Gateway 'gateway.example.com'
        Export-CleanupReport -Path "$TestDrive/none.json" -Result $null -Gateway 'gateway.example.com'

        $one = Get-Content -LiteralPath "$TestDrive/one.json" -Raw
        $one | Should -Match '^\['
        (ConvertFrom-Json -InputObject $one)[0].Error | Should -BeExactly $hostile
        (Get-Content -LiteralPath "$TestDrive/none.json" -Raw).Trim() | Should -BeExactly '[]'
    }

    It 'are incomplete with the reason if the cleanup had a problem' {
        Export-CleanupReport -Path "$TestDrive/part.csv" -Result $results[0] -Gateway 'gateway.example.com' -Problem $hostile
        Export-CleanupReport -Path "$TestDrive/part.html" -Result $null -Gateway 'gateway.example.com' -Problem $hostile

        $rows = Import-Csv -LiteralPath "$TestDrive/part.csv"
        $rows.Outcome | Should -BeExactly 'Ended', 'Incomplete'
        $rows[1].Error | Should -BeExactly $hostile
        Get-Content -LiteralPath "$TestDrive/part.html" -Raw | Should -Match 'the report is incomplete'
    }

    It 'say that nothing was old enough' {
        Export-CleanupReport -Path "$TestDrive/none.html" -Result $null -Gateway 'gateway.example.com'
        Export-CleanupReport -Path "$TestDrive/none.csv" -Result $null -Gateway 'gateway.example.com'

        Get-Content -LiteralPath "$TestDrive/none.html" -Raw | Should -Match 'no conference was old enough'
        Get-Content -LiteralPath "$TestDrive/none.csv" -Raw | Should -Match '^"ConferenceId"'
    }
}

Describe 'The exit code of the cleanup' {
    It 'is 1 if a conference could not be ended, and 2 if the inspector has lost its rights' {
        $id = Open-OldConference
        $null = Invoke-TestControl -Gateway $gateway -Method Post -Path faults -Body @{
            agentId = 101; operation = 'releaseAgentConf'; fault = 'retCode'; retCode = '100-009'; count = 1
        }
        $run = { param($inspector)
            Invoke-TestProcess -Seconds 180 -Script @"
                `$ErrorActionPreference = 'Continue'
                `$option = @{ Uri = '$($gateway.Address)'; Connection = @{ CACertificate = '$($gateway.Certificate)' } }
                & '$root/module/scripts/cleanup.ps1' @option -InspectorId $inspector -Credential `$credential | Out-Null
                exit `$LASTEXITCODE
"@
        }

        (& $run 900).ExitCode | Should -Be 1
        (& $run 119).ExitCode | Should -Be 2
        Test-Conference -Id $id | Should -BeTrue
        (Invoke-TestControl -Gateway $gateway -Path state).agents | Where-Object signedIn | Should -BeNullOrEmpty
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$id"
    }
}

Describe 'build.ps1 without network' {
    # Docs installs its module in the same way. One test is enough, because PowerShell retries for almost a minute.
    It 'reports that Analyze needs a module and the network' {
        if (Get-Module -ListAvailable -Name PSScriptAnalyzer) { Set-ItResult -Skipped -Because 'the module is installed' }

        $run = Invoke-TestProcess -Seconds 300 -Script @"
            `$env:HTTPS_PROXY = `$env:HTTP_PROXY = `$env:ALL_PROXY = 'http://127.0.0.1:9'
            & '$root/build.ps1' Analyze
            exit `$LASTEXITCODE
"@

        $run.ExitCode | Should -Be 1
        $run.Errors | Should -Match "can't be installed from the PowerShell Gallery, which needs the network"
        $run.Errors | Should -Not -Match 'At line|build\.ps1:\d'
    }
}
