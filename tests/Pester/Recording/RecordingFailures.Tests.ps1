# Downloads that fail: the error of each reply, and that nothing remains.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $root = Join-Path ([System.IO.Path]::GetTempPath()) "agw-failures-$PID"
    $path = 'Y:/1/0/20181217/120/1524488.V3'

    function Get-SavedFile { @(Get-ChildItem -LiteralPath $folder -Force -File) }
}

AfterAll { Disconnect-TestAgent }

Describe 'Downloads that fail' {
    BeforeEach {
        $session = Connect-TestAgent
        $folder = (New-Item -ItemType Directory -Path (Join-Path $root $session.AgentId) -Force).FullName
        $null = Invoke-TestControl -Method Delete -Path faults
    }

    AfterEach {
        Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
    }

    It 'reports code <Code> as <Id>, and creates no file' -ForEach @(
        @{ Code = '104-001'; Id = 'GatewayError'; Remedy = 'enable the download' }
        @{ Code = '104-002'; Id = 'PermissionDenied'; Remedy = '-Inspector' }
        @{ Code = '104-003'; Id = 'InvalidArgument'; Remedy = 'FileName of the event' }
        @{ Code = '104-004'; Id = 'GatewayError'; Remedy = 'drive' }
        @{ Code = '104-005'; Id = 'RecordingNotFound'; Remedy = '-RecordId' }
        @{ Code = '104-010'; Id = 'GatewayError'; Remedy = '-LocationId' }
        @{ Code = '104-012'; Id = 'GatewayError'; Remedy = 'object storage' }
    ) {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault retCode -Detail @{ retCode = $Code; result = '' }

        Save-AgwRecording -Session $session -RecordId $path -Path $folder @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly "$Id,AgentGateway.Commands.SaveAgwRecordingCommand"
        $problems[0].Exception.RetCode | Should -BeExactly $Code
        $problems[0].TargetObject | Should -Be $session.AgentId
        $problems[0].ErrorDetails.RecommendedAction | Should -Match $Remedy
        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile).Count | Should -Be 1
        Get-SavedFile | Should -BeNullOrEmpty
    }

    It 'reports a reply that is no complete file as BadReply, and leaves nothing: <Name>' -ForEach @(
        @{ Name = 'HTML of a proxy'; Fault = 'status'; Detail = @{ httpStatus = 200 }; Message = 'text/html' }
        @{ Name = 'a success without a file'; Fault = 'stringResult'; Detail = @{}; Message = 'application/json' }
        @{ Name = 'HTTP 502'; Fault = 'status'; Detail = @{ httpStatus = 502 }; Message = 'HTTP 502' }
        @{ Name = 'a cut in the middle'; Fault = 'cutDuringBody'; Detail = @{}; Message = 'incomplete' }
        @{ Name = 'a wrong Content-Length'; Fault = 'shortBody'; Detail = @{}; Message = 'incomplete' }
    ) {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault $Fault -Count 9 -Detail $Detail

        Save-AgwRecording -Session $session -RecordId $path -Path $folder @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'BadReply,*'
        $problems[0].Exception.Message | Should -Match $Message
        Get-SavedFile | Should -BeNullOrEmpty
    }

    It 'repeats a download that was cut, from its start' {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault cutDuringBody

        $saved = Save-AgwRecording -Session $session -RecordId $path -Path $folder

        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile).Count | Should -Be 2
        (Get-Item -LiteralPath $saved.FullName).Length | Should -Be $saved.Length
        [System.IO.File]::ReadAllBytes($saved.FullName)[0..3] | Should -Be ([byte[]][char[]]'RIFF')
        (Get-SavedFile).Count | Should -Be 1
    }

    It 'saves a file that arrives in chunks, without a length' {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault chunked

        $saved = Save-AgwRecording -Session $session -RecordId $path -Path $folder -WarningVariable warnings

        $saved.IsEndStated | Should -BeTrue
        $warnings | Should -BeNullOrEmpty
        (Get-Item -LiteralPath $saved.FullName).Length | Should -Be $saved.Length
    }

    It 'ends a reply without an end at -MaximumSize, and does not repeat it' {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault hugeFile

        Save-AgwRecording -Session $session -RecordId $path -Path $folder -MaximumSize 200KB @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'FileFailed,*'
        $problems[0].CategoryInfo.Category | Should -Be 'WriteError'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-MaximumSize'
        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile).Count | Should -Be 1
        Get-SavedFile | Should -BeNullOrEmpty
    }

    It 'ends with OperationTimeout if no data arrives, and leaves nothing' {
        $agent = Get-TestAgent
        $own = Connect-TestAgent -AgentId $agent -Option @{ OperationTimeoutSeconds = 1; MaximumRetryCount = 0 }
        Add-TestFault -AgentId $agent -Operation downloadRecordFile -Fault stalled -Count 9

        Save-AgwRecording -Session $own -RecordId $path -Path $folder @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'OperationTimeout,*'
        $problems[0].Exception.Message | Should -Match 'no data for 1 s'
        Get-SavedFile | Should -BeNullOrEmpty
    }

    It 'takes a file that arrives slowly, longer than the timeout of a call' {
        $agent = Get-TestAgent
        $own = Connect-TestAgent -AgentId $agent -Option @{ OperationTimeoutSeconds = 1 }
        Add-TestRecording -Path 'Y:/1/0/1/slow.V3' -Bytes 60
        Add-TestFault -AgentId $agent -Operation downloadRecordFile -Fault slowDrip -Detail @{ milliseconds = 40 }

        $saved = Save-AgwRecording -Session $own -RecordId 'Y:/1/0/1/slow.V3' -Path $folder

        $saved.Length | Should -Be 60
        $saved.Elapsed.TotalSeconds | Should -BeGreaterThan 1
    }

    It 'gives each agent its own outcome, and the sessions stay alive' {
        $sessions = Connect-TestAgent -Count 5
        Add-TestFault -AgentId $sessions[2].AgentId -Operation downloadRecordFile -Fault retCode -Detail @{ retCode = '104-005' }
        $rows = $sessions | ForEach-Object { [pscustomobject]@{ AgentId = $_.AgentId; RecordId = "Y:/1/0/1/$($_.AgentId).V3" } }

        $saved = $rows | Save-AgwRecording -Path $folder @collectErrors

        @($saved).Count | Should -Be 4
        $problems.TargetObject | Should -Be $sessions[2].AgentId
        (Get-SavedFile).Count | Should -Be 4
        ($sessions | Test-AgwSession).Count | Should -Be 5
    }

    It 'takes a new GUID from the reply, and writes only the length of the file to the trace' {
        $trace = Join-Path $folder trace.jsonl
        $agent = Get-TestAgent
        $own = Connect-TestAgent -AgentId $agent -Option @{ TracePath = $trace }
        Add-TestFault -AgentId $agent -Operation downloadRecordFile -Fault hexadecimalGuid

        $null = Save-AgwRecording -Session $own -RecordId $path -Path $folder

        Get-TestGuid -Session $own | Should -Match '^[0-9a-fA-F]{48}'
        $line = Get-Content -LiteralPath $trace | Where-Object { $_ -match 'downloadRecordFile' } | ConvertFrom-Json
        $line.status, $line.retcode, $line.guidChanged | Should -Be 200, '0', $true
        ($line.result | ConvertFrom-Json).fileLength | Should -BeGreaterThan 0
        Get-Content -LiteralPath $trace -Raw | Should -Not -Match 'RIFF'
        Disconnect-AgwSession -Session $own -Force -Confirm:$false
    }

    It 'stops within a second on Ctrl+C, and leaves nothing' {
        Add-TestFault -AgentId $session.AgentId -Operation downloadRecordFile -Fault stalled
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            $null = $shell.AddScript({
                    param($module, $session, $path, $folder)

                    Import-Module -Name $module
                    Save-AgwRecording -Session $session -RecordId $path -Path $folder
                }).AddArgument((Get-TestModule)).AddArgument($session).AddArgument($path).AddArgument($folder)
            $null = $shell.BeginInvoke()
            Wait-TestCondition { (Get-SavedFile | Where-Object Name -Like '*.partial' | Measure-Object -Sum Length).Sum -gt 0 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()

            $shell.Stop()

            $watch.ElapsedMilliseconds | Should -BeLessThan 1000
            Get-SavedFile | Should -BeNullOrEmpty
        } finally {
            $shell.Dispose()
        }
    }
}
