BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule

    function Get-TestProgress {
        <#
        .SYNOPSIS
        The progress records of a pipeline in its own runspace, and its duration.
        #>
        param([Parameter(Mandatory)] [string] $Script, [object[]] $Session)

        $initial = [initialsessionstate]::CreateDefault2()
        $null = $initial.ImportPSModule(@(Get-TestModule))
        $shell = [powershell]::Create($initial)
        try {
            $null = $shell.AddScript("param(`$session) $Script").AddArgument($Session)
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $null = $shell.Invoke()
            [pscustomobject]@{
                Records = @($shell.Streams.Progress)
                Seconds = $watch.Elapsed.TotalSeconds
                Errors  = $shell.Streams.Error.Count
            }
        } finally {
            $shell.Dispose()
        }
    }

    function Connect-SlowChairperson {
        <#
        .SYNOPSIS
        Signs in agents whose next calls are slow.
        #>
        param([int] $Count, [int] $Milliseconds)

        foreach ($session in Connect-TestChairperson -Count $Count) {
            Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault latency -Detail @{ milliseconds = $Milliseconds }
            $session
        }
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'Progress' {
    It 'is not shown for a command that takes less than a second' {
        $progress = Get-TestProgress -Script '$session | Stop-AgwConfVoice' -Session (Connect-TestChairperson -Count 5)

        $progress.Errors | Should -Be 0
        $progress.Records.Count | Should -Be 0
    }

    It 'shows completed calls, failed calls and rate after a second, at most once per second, and is removed at the end' {
        $sessions = @(Connect-TestAgent) + @(Connect-SlowChairperson -Count 6 -Milliseconds 500)

        $script = '$session | Stop-AgwConfVoice -ThrottleLimit 1 -ErrorAction SilentlyContinue'
        $progress = Get-TestProgress -Script $script -Session $sessions

        $progress.Records.Count | Should -BeGreaterThan 2
        $progress.Records.Count | Should -BeLessOrEqual ($progress.Seconds + 1)
        $progress.Records[0].Activity | Should -BeExactly 'Stop-AgwConfVoice'
        $progress.Records[0].StatusDescription | Should -Match '^[2-4] done, 1 failed, \d+ a second$'
        $progress.Records[-1].RecordType | Should -Be 'Completed'
        @($progress.Records | Where-Object RecordType -EQ 'Completed').Count | Should -Be 1
    }

    It 'is removed if a downstream command ends the pipeline' {
        $script = '$session | Stop-AgwConfVoice -ThrottleLimit 1 | Select-Object -First 4'
        $progress = Get-TestProgress -Script $script -Session (Connect-SlowChairperson -Count 6 -Milliseconds 500)

        $progress.Records[-1].RecordType | Should -Be 'Completed'
    }

    It 'is not shown for a single input' {
        $progress = Get-TestProgress -Script '$session | Stop-AgwConfVoice' -Session (Connect-SlowChairperson -Count 1 -Milliseconds 1500)

        $progress.Records.Count | Should -Be 0
    }

    It 'respects $ProgressPreference' {
        $script = '$ProgressPreference = "SilentlyContinue"; $session | Stop-AgwConfVoice -ThrottleLimit 1'
        $progress = Get-TestProgress -Script $script -Session (Connect-SlowChairperson -Count 4 -Milliseconds 500)

        $progress.Records.Count | Should -Be 0
    }
}
