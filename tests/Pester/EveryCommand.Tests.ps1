BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    # Words that occur nowhere else, so each occurrence is a secret. The instance is the end of every GUID.
    $env:AGW_TEST_WORD, $env:AGW_TEST_COOKIE, $env:AGW_TEST_TOKEN = 'Kennwort+4711/x', 'Kekskruemel0815', 'Dienstmarke0042'
    $instance = 'Geheiminstanz7'
    $gateway = Open-TestGateway -Option @(
        '--agents'
        '101-150,1410-1412'
        '--inspectors'
        '101-140'
        '--conferences'
        '1'
        '--password'
        $env:AGW_TEST_WORD
        '--instance'
        $instance
        '--set-cookie'
        "lb=$env:AGW_TEST_COOKIE"
        '--poll-hold'
        '300'
        '--guid-interval'
        '1000'
    )
    $null = Invoke-TestControl -Method Post -Path queues/20011/calls -Body @{ caller = '70001' } -Gateway $gateway
    $folder = (New-Item -ItemType Directory -Path "$TestDrive/seen").FullName
    $run = Invoke-TestProcess -Seconds 240 -Script @"
        `$ErrorActionPreference = 'Continue'
        `$own = @{ Uri = '$($gateway.Address)'; Certificate = '$($gateway.Certificate)' }
        & '$PSScriptRoot/EveryCommand.ps1' -Module `$modulePath @own -Folder '$folder'
"@
    $secrets = @($env:AGW_TEST_WORD, $env:AGW_TEST_COOKIE, $env:AGW_TEST_TOKEN, $instance)
    if (Test-Path -LiteralPath "$folder/secrets.txt") {
        $guids = Get-Content -LiteralPath "$folder/secrets.txt"
        Remove-Item -LiteralPath "$folder/secrets.txt"
        # Also without the end, because a part of a GUID is also a secret.
        $secrets += $guids | ForEach-Object { $_.Substring(0, 36) }
    }

    function Find-Secret([string] $Filter) {
        foreach ($file in Get-ChildItem -LiteralPath $folder -Filter $Filter) {
            $text = [System.IO.File]::ReadAllText($file.FullName)
            foreach ($secret in $secrets) {
                $at = $text.IndexOf($secret, [System.StringComparison]::OrdinalIgnoreCase)
                if ($at -ge 0) {
                    $before = $text.Substring([math]::Max(0, $at - 120), [math]::Min(120, $at)) -replace '\s+', ' '
                    "$($file.Name): ...$($before)[$($secret.Substring(0, 8))...]"
                }
            }
        }
    }
}

AfterAll {
    $gateway | Close-TestGateway
    $env:AGW_TEST_WORD = $env:AGW_TEST_COOKIE = $env:AGW_TEST_TOKEN = $null
}

Describe 'With verbose, debug, and trace output' {
    It 'every cmdlet has succeeded and has failed' {
        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Match '(\d{3,}) outputs, (\d{2,}) errors$'
        $guids.Count | Should -BeGreaterThan 25
        $verbose = [System.IO.File]::ReadAllText("$folder/streams.txt")
        $trace = [System.IO.File]::ReadAllText("$folder/trace.jsonl")
        $verbose | Should -Match 'Agent 101: signed in at'
        ($trace -split "`n").Count | Should -BeGreaterThan 200
        $trace | Should -Match '"message":"sessions \*{3}, \*{3} and \*{3} are not known"'
        foreach ($operation in [AgentGateway.Catalogue]::All.Name) {
            $trace.Contains("`"operation`":`"$operation`"") | Should -BeTrue -Because "$operation should have been sent"
        }
    }

    It 'no GUID, password, cookie or service token is in <Name>' -ForEach @(
        @{ Name = 'any stream'; Filter = 'streams.txt' }
        @{ Name = 'the transcript'; Filter = 'transcript.txt' }
        @{ Name = 'the trace file'; Filter = 'trace.jsonl' }
        @{ Name = 'errors with all that is in them'; Filter = 'errors.txt' }
        @{ Name = 'outputs and errors as text, JSON, list and table'; Filter = '*.txt' }
        @{ Name = 'Export-Clixml'; Filter = '*.clixml' }
    ) {
        @(Get-ChildItem -LiteralPath $folder -Filter $Filter | Where-Object Length -GT 100).Count | Should -BeGreaterThan 0
        (Find-Secret $Filter | Select-Object -First 20) -join "`n" | Should -BeNullOrEmpty
    }

    It 'no GUID, password, cookie or service token is on the console' {
        $secrets.Where({ "$($run.Output)$($run.Errors)".Contains($_) }) | Should -BeNullOrEmpty
    }

    It 'every line of the trace file is JSON' {
        $lines = Get-Content -LiteralPath "$folder/trace.jsonl"

        ($lines | ConvertFrom-Json).Count | Should -Be $lines.Count
        ($lines | ConvertFrom-Json | Where-Object operation -EQ 'login' | Select-Object -First 1).body | Should -Match '"password":"\*\*\*"'
    }
}
