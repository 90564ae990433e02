# A downstream command that ends the pipeline while calls are in progress.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    $script:Second = 1000
}

AfterAll { Disconnect-TestAgent }

Describe 'A downstream command that ends the pipeline' {
    BeforeEach {
        $null = Invoke-TestControl -Method Delete -Path faults
        $quick, $slow = Connect-TestChairperson -Count 2
        Add-TestFault -AgentId $slow.AgentId -Operation stopVoiceToConf -Fault noAnswer
        # The reply is sent only when the other call is in progress.
        Add-TestFault -AgentId $quick.AgentId -Operation stopVoiceToConf -Fault latency -Detail @{ milliseconds = 1000 }
    }

    It 'with Select-Object -First cancels the other calls within a second, and reports those that were sent' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $result = $slow, $quick | Stop-AgwConfVoice @collectErrors | Select-Object -First 1
        $watch.ElapsedMilliseconds | Should -BeLessThan ($Second + 1000)

        $result.AgentId | Should -Be $quick.AgentId
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.StopAgwConfVoiceCommand'
        $problems[0].TargetObject | Should -Be $slow.AgentId
        Assert-TestRequestCount -AgentId $slow.AgentId -Operation stopVoiceToConf -Count 1
    }

    It 'with an exception ends the pipeline with this exception, and reports the calls that were sent' {
        $problems = $null
        $run = {
            $slow, $quick |
                Stop-AgwConfVoice -ErrorVariable script:problems -ErrorAction SilentlyContinue |
                ForEach-Object { throw 'enough' }
        }
        $run | Should -Throw 'enough'

        @($script:problems | Where-Object FullyQualifiedErrorId -Like 'OutcomeUnknown*').TargetObject | Should -Be $slow.AgentId
        Assert-TestRequestCount -AgentId $slow.AgentId -Operation stopVoiceToConf -Count 1
    }

    It 'with Select-Object -First warns of the changes that were carried out, even if the output contains no agent' {
        $null = Invoke-TestControl -Method Delete -Path faults
        $first, $second = Connect-TestAgent -Count 2
        foreach ($session in $first, $second) {
            $delay = @{ milliseconds = if ($session -eq $first) { 200 } else { 400 } }
            Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault latency -Detail $delay
        }

        $null = $first, $second |
            Invoke-AgwOperation -Method Post -Path 'onlineagent/{agentid}/saybusy' -As Json -WarningVariable warnings 3>$null |
            Select-Object -First 1

        "$warnings" | Should -Match "The command was carried out for: $($second.AgentId)\."
    }

    It 'with -ErrorAction Stop sends nothing after the first error' {
        $none = Connect-TestAgent
        $more = Connect-TestChairperson -Count 5

        { @($none) + $more | Stop-AgwConfVoice -ThrottleLimit 1 -ErrorAction Stop } | Should -Throw -ErrorId 'ConferenceNotFound,*'

        Start-Sleep -Milliseconds 500
        Get-TestRequest -AgentId $more.AgentId -Operation stopVoiceToConf | Should -BeNullOrEmpty
    }
}
