BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    # Different options create a new gateway object, because one that an earlier test has overloaded is still recovering.
    $script:timeout = 100
    function Connect-OwnAgent([int] $Count) {
        $script:timeout++
        Connect-TestAgent -Count $Count -Option @{ OperationTimeoutSeconds = $script:timeout; MaximumRetryCount = 1 }
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'A gateway that reports overload' {
    It 'receives fewer calls after a delay, and -Verbose shows each change once: <Name>' -ForEach @(
        @{ Name = '000-007'; Fault = 'retCode'; Detail = @{ retCode = '000-007' }; Lost = 1 }
        @{ Name = '000-004'; Fault = 'retCode'; Detail = @{ retCode = '000-004' }; Lost = 0 }
        @{ Name = 'HTTP 429'; Fault = 'status'; Detail = @{ httpStatus = 429; body = 'empty' }; Lost = 0 }
        @{ Name = 'HTTP 503'; Fault = 'status'; Detail = @{ httpStatus = 503; body = 'html'; retryAfter = '1' }; Lost = 1 }
    ) {
        $sessions = @(Connect-OwnAgent -Count 12)
        Add-TestFault -AgentId $sessions[0].AgentId -Operation sayBusy -Fault $Fault -Detail $Detail

        $said = @($sessions | Set-AgwAgent -State Busy -ThrottleLimit 4 -Confirm:$false -Verbose @collectErrors 4>&1)

        $results = @($said | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] })
        $results.Count | Should -Be (12 - $Lost)
        $problems.Count | Should -Be $Lost
        $overloads = @($said | Where-Object { "$_" -like "*is overloaded ($Name): at most * at once, after a pause of *" })
        $overloads.Count | Should -Be 1
        foreach ($session in $sessions | Select-Object -Skip 1) {
            @(Get-TestRequest -AgentId $session.AgentId -Operation sayBusy).Count | Should -Be 1
        }
    }

    It 'is not mentioned in the output without -Verbose' {
        $session = Connect-OwnAgent -Count 1
        Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault retCode -Detail @{ retCode = '000-004' }

        $said = @(Set-AgwAgent -Session $session -State Busy -Confirm:$false *>&1)

        $said.Count | Should -Be 1
        $said[0] | Should -BeOfType ([AgentGateway.OperationResult])
    }

    It 'doesn''t delay Ctrl+C while calls are queued' {
        $session = Connect-OwnAgent -Count 1
        Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault status -Detail @{
            httpStatus = 429
            body       = 'empty'
            retryAfter = '20'
        }
        $shell = [powershell]::Create()
        $runspace = Open-TestRunspace
        try {
            $shell.Runspace = $runspace
            $null = $shell.AddScript({ param($Session) Set-AgwAgent -Session $Session -State Busy -Confirm:$false }).AddArgument($session)
            $running = $shell.BeginInvoke()
            Wait-TestCondition { @(Get-TestRequest -AgentId $session.AgentId -Operation sayBusy).Count -eq 1 }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()

            $shell.Stop()

            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $null = $running
            @(Get-TestRequest -AgentId $session.AgentId -Operation sayBusy).Count | Should -Be 1
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}
