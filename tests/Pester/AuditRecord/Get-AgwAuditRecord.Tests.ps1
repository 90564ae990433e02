BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Get-TestGateway
}

AfterAll { Disconnect-TestAgent }

Describe 'Get-AgwAuditRecord' {
    BeforeAll {
        $path = Join-Path -Path $TestDrive -ChildPath 'audit.jsonl'
        $began = [datetime]::Now
        $one, $other = Connect-TestAgent -Count 2 -Option @{ AuditPath = $path }
        $null = Set-AgwAgent -Session $one -State Busy
        $gone = [pscustomobject]@{ AgentId = $other.AgentId; ConferenceId = 4711 }
        $null = $gone | Remove-AgwConference -Confirm:$false @collectErrors
        $null = Remove-AgwConference -Session $other -Confirm:$false @collectErrors
        $ended = [datetime]::Now
        $guid = Get-TestGuid -Session $one
    }

    It 'returns a record for each change, and none for queries' {
        $null = Get-AgwAgent -Session $one

        $records = @(Get-AgwAuditRecord -Path $path)

        $records | Should -BeOfType ([AgentGateway.AuditRecord])
        @($records | Where-Object AgentId -EQ $one.AgentId).Operation | Should -Be 'login', 'sayBusy'
        @($records | Where-Object AgentId -EQ $other.AgentId).Operation | Should -Be 'login', 'releaseAgentConf', 'releaseAgentConf'
        @($records | Where-Object AgentId -EQ $other.AgentId).WasSent | Should -Be $true, $false, $true
        $records[0].Gateway.Authority | Should -Be ([uri]$gateway.Address).Authority
        $records[0].ProcessId | Should -Be $PID
    }

    It 'filters by <Name>' -ForEach @(
        @{ Name = 'agent'; Filter = { @{ AgentId = $one.AgentId } }; Expected = 2 }
        @{ Name = 'several agents'; Filter = { @{ AgentId = $one.AgentId, $other.AgentId } }; Expected = 5 }
        @{ Name = 'a session'; Filter = { @{ AgentId = $one } }; Expected = 2 }
        @{ Name = 'conference'; Filter = { @{ ConferenceId = 4711 } }; Expected = 1 }
        @{ Name = 'error ID'; Filter = { @{ Outcome = 'ConferenceNotFound' } }; Expected = 2 }
        @{ Name = 'return code'; Filter = { @{ Outcome = '101-001' } }; Expected = 1 }
        @{ Name = 'wildcard of an outcome'; Filter = { @{ Outcome = 'succ*', 'x*' } }; Expected = 3 }
        @{ Name = 'time, from'; Filter = { @{ After = $began } }; Expected = 5 }
        @{ Name = 'time, from later'; Filter = { @{ After = $ended.AddSeconds(1) } }; Expected = 0 }
        @{ Name = 'time, before'; Filter = { @{ Before = $began.AddSeconds(-1) } }; Expected = 0 }
        @{
            Name     = 'all of them'
            Filter   = { @{ AgentId = $one.AgentId; After = $began; Before = $ended.AddSeconds(1); Outcome = 'S*' } }
            Expected = 2
        }
    ) {
        $filter = & $Filter

        @(Get-AgwAuditRecord -Path $path @filter).Count | Should -Be $Expected
    }

    It 'reads files from the pipeline' {
        @(Get-Item -Path $path | Get-AgwAuditRecord).Count | Should -Be 5
        @($path | Get-AgwAuditRecord).Count | Should -Be 5
    }

    It 'returns each change once if the renamed files are specified too, <Name>' -ForEach @(
        @{ Name = 'the oldest first'; Descending = $false }
        @{ Name = 'the newest first'; Descending = $true }
    ) {
        $folder = New-Item -Path $TestDrive -Name "renamed$Descending" -ItemType Directory
        $lines = @(Get-Content -Path $path)
        Set-Content -Path "$folder/audit.000001.jsonl" -Value $lines[0..2]
        Set-Content -Path "$folder/audit.000002.jsonl" -Value $lines[3..6]
        Set-Content -Path "$folder/audit.jsonl" -Value $lines[7..9]

        $records = @(Get-ChildItem -Path "$folder/audit*.jsonl" | Sort-Object -Property Name -Descending:$Descending | Get-AgwAuditRecord)

        $records.Count | Should -Be 5
        @($records.Id | Sort-Object -Unique).Count | Should -Be 5
        $records.Outcome | Should -Not -Contain 'Unfinished'
    }

    It 'fits the outcome into a table of 80 columns' {
        $table = Get-AgwAuditRecord -Path $path -Outcome 101-001 | Out-String -Width 80

        $table | Should -Match 'releaseAgentConf'
        $lines = $table -split '\r?\n'
        $column = "$($lines -match ' Outcome')".IndexOf('Outcome')
        $cell = -join ($lines | Where-Object Length -GT $column | ForEach-Object { $_.Substring($column).Trim() })
        $cell | Should -Match '^Outcome-+ConferenceNotFound ?101-001$'
    }

    It 'contains no secret in any file of the folder' {
        foreach ($file in Get-ChildItem -Path $TestDrive -File) {
            $text = [string](Get-Content -Path $file.FullName -Raw)
            $text | Should -Not -Match ([regex]::Escape($guid))
            $text | Should -Not -Match 'secret'
        }
    }

    It 'names the file and the line of an incomplete record, and returns the others' {
        $torn = Join-Path -Path $TestDrive -ChildPath 'torn.jsonl'
        $lines = @(Get-Content -Path $path)
        Set-Content -Path $torn -Value ($lines[0..1] + $lines[2].Substring(0, 40) + $lines[2..3])

        $records = @(Get-AgwAuditRecord -Path $torn -WarningVariable warnings -WarningAction SilentlyContinue)

        $records.Count | Should -Be 2
        "$warnings" | Should -BeLike "*$torn, line 3: *"
    }

    It 'reports a file that doesn''t exist, and continues' {
        $records = @(Get-AgwAuditRecord -Path "$TestDrive/none.jsonl", $path @collectErrors)

        $records.Count | Should -Be 5
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.GetAgwAuditRecordCommand'
        "$($problems[0])" | Should -BeLike '*none.jsonl does not exist*'
    }

    It 'completes outcomes' {
        $line = 'Get-AgwAuditRecord -Outcome Unf'
        (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be 'Unfinished'
    }
}

Describe 'An audit' {
    It 'that can''t be written stops changes and nothing else' {
        $path = Join-Path -Path $TestDrive -ChildPath 'later.jsonl'
        $session = Connect-TestAgent -Option @{ AuditPath = $path }
        Remove-Item -Path $path
        $null = New-Item -Path $path -ItemType Directory

        Set-AgwAgent -Session $session -State Busy @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuditFailed,AgentGateway.Commands.SetAgwAgentCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'WriteError'
        $problems[0].TargetObject | Should -Be $session.AgentId
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-AuditPath'
        @(Get-TestRequest -AgentId $session.AgentId -Operation sayBusy).Count | Should -Be 0
        (Get-AgwAgent -Session $session).AgentId | Should -Be $session.AgentId
        Remove-Item -Path $path -Recurse
        (Set-AgwAgent -Session $session -State Busy).RetCode | Should -Be '0'
    }

    It 'in a folder that doesn''t exist signs nobody in' {
        $agent = Get-TestAgent

        Connect-TestAgent -AgentId $agent -Option (@{ AuditPath = "$TestDrive/none/audit.jsonl" } + $collectErrors) | Should -BeNullOrEmpty

        @(Get-TestRequest -AgentId $agent).Count | Should -Be 0
    }

    # .NET opens a locked file then, like on a file system without locks.
    It 'on a file system without locks signs nobody in' -Skip:$IsWindows {
        $agent = Get-TestAgent
        $path = Join-Path -Path $TestDrive -ChildPath 'unlocked.jsonl'
        $code = @'
param($Module, $Uri, $Certificate, $AgentId, $Path)
Import-Module $Module
$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
$null = Connect-AgwSession $Uri $AgentId $credential -CACertificate $Certificate -NoProxy -AuditPath $Path -ErrorVariable problems
"$($problems[0].FullyQualifiedErrorId): $($problems[0])"
'@
        $script = Join-Path -Path $TestDrive -ChildPath 'unlocked.ps1'
        Set-Content -Path $script -Value $code
        $command = & "$PSScriptRoot/../../../tools/Get-PowerShellCommand.ps1"
        $env:DOTNET_SYSTEM_IO_DISABLEFILELOCKING = '1'
        try {
            $line = @($command.ArgumentList) + '-NoProfile', '-NonInteractive', '-File', $script, (Get-TestModule)
            $line += $gateway.Address, $gateway.Certificate, $agent, $path
            $text = & $command.FilePath @line 2> $null
        } finally {
            $env:DOTNET_SYSTEM_IO_DISABLEFILELOCKING = $null
        }

        "$text" | Should -BeLike 'AuditFailed,*unlocked.jsonl: its file system does not support file locks*'
        @(Get-TestRequest -AgentId $agent).Count | Should -Be 0
    }

    It 'of an attached session records its changes' {
        $path = Join-Path -Path $TestDrive -ChildPath 'attached.jsonl'
        $session = Connect-TestAgent
        $attach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Guid = $session.GetGuid() }
        $script = {
            param($attach, $agent, $path)
            $own = Connect-AgwSession @attach -AgentId $agent -AuditPath $path
            $null = Set-AgwAgent -Session $own -State Busy
        }

        $run = Invoke-TestRunspace -Script ". { $script } `$attach `$agent `$path" -Variable @{
            attach = $attach; agent = $session.AgentId; path = $path
        }

        $run.Errors | Should -BeNullOrEmpty
        @(Get-AgwAuditRecord -Path $path).Operation | Should -Be 'sayBusy'
    }

    It 'is shared by processes, and each line is whole' -Tag NoWine {
        $path = Join-Path -Path $TestDrive -ChildPath 'shared.jsonl'
        $processes = 3
        $agents = 8
        $code = @'
param($Module, $Uri, $Certificate, [int] $First, [int] $Count, $Path)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
$sessions = $First..($First + $Count - 1) |
    Connect-AgwSession $Uri -Credential $credential -CACertificate $Certificate -NoProxy -AuditPath $Path
foreach ($state in 'Busy', 'CancelBusy', 'Busy', 'CancelBusy') {
    $null = $sessions.AgentId | Set-AgwAgent -State $state
}
$sessions | Disconnect-AgwSession -Confirm:$false
'@
        $script = Join-Path -Path $TestDrive -ChildPath 'writer.ps1'
        Set-Content -Path $script -Value $code
        $command = & "$PSScriptRoot/../../../tools/Get-PowerShellCommand.ps1"
        $all = Get-TestAgent -Count ($processes * $agents)
        $running = foreach ($number in 0..($processes - 1)) {
            $first = $all[$number * $agents]
            $line = @($command.ArgumentList) + '-NoProfile', '-NonInteractive', '-File', $script, (Get-TestModule)
            $line += $gateway.Address, $gateway.Certificate, $first, $agents, $path
            Start-Process -FilePath $command.FilePath -ArgumentList $line -PassThru -RedirectStandardError "$TestDrive/errors$number.txt"
        }

        $running | Wait-Process -Timeout 120

        0..($processes - 1) | ForEach-Object { Get-Content -Path "$TestDrive/errors$_.txt" -Raw | Should -BeNullOrEmpty }
        $records = @(Get-AgwAuditRecord -Path $path -WarningVariable warnings)
        $warnings | Should -BeNullOrEmpty
        $records.Count | Should -Be ($processes * $agents * 6)
        $records.Outcome | Sort-Object -Unique | Should -Be 'Succeeded'
        @($records.ProcessId | Sort-Object -Unique).Count | Should -Be $processes
    }
}
