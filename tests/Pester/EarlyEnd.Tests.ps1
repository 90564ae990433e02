# A pipeline that ends early: -ErrorAction Stop, a failing upstream command, an input that can't be bound, Select-Object -First, Ctrl+C.
# Every input that was sent has its outcome before the pipeline returns: an output or an error that names it.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    function Get-TestSent {
        <#
        .SYNOPSIS
        The agents whose request has reached the gateway.
        #>
        param([int[]] $AgentId, [string] $Operation = 'releaseAgentConf')

        (Get-TestRequest -AgentId $AgentId -Operation $Operation).agentId | Sort-Object -Unique
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'A pipeline that ends early' {
    BeforeEach {
        $null = Invoke-TestControl -Method Delete -Path faults
        $none = Connect-TestAgent
        $chairs = @(Connect-TestChairperson -Count 6)
        # These are in progress when the pipeline ends, and are carried out afterwards.
        foreach ($chair in $chairs) {
            Add-TestFault -AgentId $chair.AgentId -Operation releaseAgentConf -Fault latency -Detail @{ milliseconds = 400 }
        }
        # Fails after the others are in progress.
        $failLate = { Add-TestFault -AgentId $none.AgentId -Operation releaseAgentConf -Fault latency -Detail @{ milliseconds = 200 } }
        $written = [System.Collections.Generic.List[object]]::new()
    }

    Context 'by -ErrorAction Stop' {
        It 'writes the outputs of all that was sent before the error that ends it' {
            & $failLate
            { @($none) + $chairs | Remove-AgwConference -Confirm:$false -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
                Should -Throw -ErrorId 'ConferenceNotFound,AgentGateway.Commands.RemoveAgwConferenceCommand'

            $written.AgentId | Sort-Object | Should -Be $chairs.AgentId
            Get-TestSent $chairs.AgentId | Should -Be $chairs.AgentId
        }

        It 'does so with $ErrorActionPreference' {
            & $failLate
            $run = {
                $ErrorActionPreference = 'Stop'
                @($none) + $chairs | Remove-AgwConference -Confirm:$false | ForEach-Object { $written.Add($_) }
            }
            $run | Should -Throw -ErrorId 'ConferenceNotFound,*'

            $written.AgentId | Sort-Object | Should -Be $chairs.AgentId
        }

        It 'writes further errors as non-terminating errors, and all errors into -ErrorVariable' {
            # These agents have no conference either. Their replies arrive while the first failure is written.
            $late = @(Connect-TestAgent -Count 2)
            foreach ($agent in $late) {
                Add-TestFault -AgentId $agent.AgentId -Operation releaseAgentConf -Fault latency -Detail @{ milliseconds = 300 }
            }
            $ended = $null
            try {
                & {
                    @($none) + $late + $chairs | Remove-AgwConference -Confirm:$false -ErrorAction Stop -ErrorVariable script:problems
                } 2>&1 |
                    ForEach-Object { $written.Add($_) }
            } catch {
                $ended = $_
            }

            $ended.FullyQualifiedErrorId | Should -BeLike '*,AgentGateway.Commands.RemoveAgwConferenceCommand'
            $outputs = @($written | Where-Object { $_ -is [AgentGateway.OperationResult] })
            $errors = @($written | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) + $ended
            @($outputs.AgentId) + @($errors.TargetObject) |
                Sort-Object |
                Should -Be (Get-TestSent (@($none.AgentId) + $late.AgentId + $chairs.AgentId))
            $errors.TargetObject | Sort-Object | Should -Be (@($none.AgentId) + $late.AgentId)
            foreach ($record in $errors) {
                $record.FullyQualifiedErrorId | Should -BeLike '*,AgentGateway.Commands.RemoveAgwConferenceCommand'
                $record.CategoryInfo.Activity | Should -BeExactly 'Remove-AgwConference'
                $record.Exception | Should -BeOfType ([AgentGateway.GatewayException])
                $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            }
            $script:problems.Count | Should -Be $errors.Count
        }

        It 'writes the outputs before the error of an input that was not sent' {
            { $chairs + 'nobody' | Remove-AgwConference -Confirm:$false -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
                Should -Throw -ErrorId 'InvalidArgument,*'

            $written.AgentId | Sort-Object | Should -Be (Get-TestSent $chairs.AgentId)
        }

        It 'returns after a slow call has completed' {
            Add-TestFault -AgentId $none.AgentId -Operation stopVoiceToConf -Fault retCode -Detail @{ retCode = '101-001' }
            Add-TestFault -AgentId $chairs[0].AgentId -Operation stopVoiceToConf -Fault latency -Detail @{ milliseconds = 2500 }

            { $none, $chairs[0] | Stop-AgwConfVoice -ErrorAction Stop | ForEach-Object { $written.Add($_) } } |
                Should -Throw -ErrorId 'ConferenceNotFound,*'

            $written.AgentId | Should -Be $chairs[0].AgentId
        }

        It 'writes all outcomes of a batch: <_>' -ForEach 'results', 'errors' {
            $problems = $null
            $addresses = if ($_ -eq 'results') { '10002', '88887946' } else { '10002', '10003' }

            $run = {
                $addresses |
                    Remove-AgwParticipant -AgentId $chairs[0].AgentId -ErrorAction Stop -ErrorVariable script:problems |
                    ForEach-Object { $written.Add($_) }
            }
            $run | Should -Throw -ErrorId 'ParticipantNotFound,*'

            $records = $script:problems |
                ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $_ } else { $_.ErrorRecord } }
            $failed = $records.TargetObject
            @($written | ForEach-Object Address) + @($failed) | Sort-Object | Should -Be $addresses
        }
    }

    Context 'by an upstream command that throws' {
        It 'writes the outputs of all that was sent' {
            $run = {
                & { $chairs; throw 'upstream' } |
                    Remove-AgwConference -Confirm:$false -OutVariable script:outputs |
                    ForEach-Object { $written.Add($_) }
            }
            $run | Should -Throw 'upstream'

            $written.AgentId | Sort-Object | Should -Be $chairs.AgentId
            $script:outputs.AgentId | Sort-Object | Should -Be $chairs.AgentId
            Get-TestSent $chairs.AgentId | Should -Be $chairs.AgentId
        }

        It 'writes the errors of all that was sent, with -ErrorAction <_>' -ForEach 'Continue', 'SilentlyContinue', 'Stop' {
            $action = $_
            Add-TestFault -AgentId $none.AgentId -Operation releaseAgentConf -Fault latency -Detail @{ milliseconds = 400 }
            $Error.Clear()

            $run = {
                & { $none; throw 'upstream' } |
                    Remove-AgwConference -Confirm:$false -ErrorAction $action -ErrorVariable script:problems 2>$null
            }
            $run | Should -Throw 'upstream'

            @($script:problems).TargetObject | Should -Be $none.AgentId
            $own = @($Error | Where-Object FullyQualifiedErrorId -EQ 'ConferenceNotFound,AgentGateway.Commands.RemoveAgwConferenceCommand')
            $own.Count | Should -Be 1
            $own[0].TargetObject | Should -Be $none.AgentId
        }
    }

    It 'by an input that cannot be bound writes the outputs of all that was sent' {
        $rows = @(
            $chairs | ForEach-Object { [pscustomobject]@{ AgentId = $_.AgentId; Gateway = $_.Gateway } }
        ) + [pscustomobject]@{ AgentId = $none.AgentId; Gateway = 'no : gateway' }

        { $rows | Remove-AgwConference -Confirm:$false -ErrorAction Stop | ForEach-Object { $written.Add($_) } } | Should -Throw

        $written.AgentId | Sort-Object | Should -Be (Get-TestSent $chairs.AgentId)
        $written.Count | Should -BeGreaterThan 0
    }

    Context 'by a downstream command that ends it' {
        It 'waits briefly for each change that was sent, and reports those that were carried out' {
            Add-TestFault -AgentId $none.AgentId -Operation stopVoiceToConf -Fault noAnswer
            foreach ($chair in $chairs) {
                Add-TestFault -AgentId $chair.AgentId -Operation stopVoiceToConf -Fault latency -Detail @{ milliseconds = 200 }
            }

            $collectWarnings = @{ WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
            $result = $chairs + $none | Stop-AgwConfVoice @collectWarnings @collectErrors -OutVariable outputs |
                Select-Object -First 1

            $sent = Get-TestSent ($chairs.AgentId + $none.AgentId) stopVoiceToConf
            @($result).Count | Should -Be 1
            @($outputs.AgentId) + @($problems.TargetObject) | Sort-Object | Should -Be $sent
            $problems.FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
            $warnings.Count | Should -Be 1
            foreach ($other in $outputs.AgentId | Where-Object { $_ -ne $result.AgentId }) { "$warnings" | Should -Match "\b$other\b" }
        }

        It 'reports the calls that were sent: <Name>' -ForEach @(
            @{ Name = 'Update-AgwSession'; Operation = 'updateGuid'; Run = { param($all) $all | Update-AgwSession } }
            @{ Name = 'Set-AgwAgent'; Operation = 'sayBusy'; Run = { param($all) $all | Set-AgwAgent -State Busy } }
            @{
                Name      = 'Disconnect-AgwSession -PassThru'
                Operation = 'logout'
                Run       = { param($all) $all | Disconnect-AgwSession -PassThru }
            }
        ) {
            $quick, $slow = Connect-TestAgent -Count 2
            Add-TestFault -AgentId $slow.AgentId -Operation $Operation -Fault noAnswer
            Add-TestFault -AgentId $quick.AgentId -Operation $Operation -Fault latency -Detail @{ milliseconds = 300 }
            $Error.Clear()

            $result = & { $ErrorActionPreference = 'SilentlyContinue'; & $Run @($slow, $quick) } | Select-Object -First 1

            $result.AgentId | Should -Be $quick.AgentId
            $own = @($Error | Where-Object FullyQualifiedErrorId -Like 'OutcomeUnknown,*')
            $own.Count | Should -Be 1
            $own[0].TargetObject | Should -Be $slow.AgentId
        }

        It 'reports the participants that a batch did not find' {
            $result = '88887946', '10002' | Remove-AgwParticipant -AgentId $chairs[0].AgentId @collectErrors | Select-Object -First 1

            $result.Address | Should -BeExactly '88887946'
            $problems.TargetObject | Should -Be '10002'
        }

        It 'cancels a query immediately' {
            $quick, $slow = Connect-TestAgent -Count 2
            Add-TestFault -AgentId $slow.AgentId -Operation getAgentStatus -Fault noAnswer
            $watch = [System.Diagnostics.Stopwatch]::StartNew()

            $result = $slow, $quick | Get-AgwAgent -ErrorVariable problems -WarningVariable warnings | Select-Object -First 1

            $watch.ElapsedMilliseconds | Should -BeLessThan 2000
            $result.AgentId | Should -Be $quick.AgentId
            $problems | Should -BeNullOrEmpty
            $warnings | Should -BeNullOrEmpty
        }
    }

    Context 'by Ctrl+C' {
        BeforeAll {
            function Open-TestPipeline {
                param([Parameter(Mandatory)] [string] $Script, [Parameter(Mandatory)] [object] $Argument)

                $shell = [powershell]::Create()
                $shell.Runspace = Open-TestRunspace
                $null = $shell.AddScript($Script).AddArgument($Argument)
                [pscustomobject]@{ Shell = $shell; Handle = $shell.BeginInvoke() }
            }
        }

        It 'records the calls that were sent in $Error' {
            Add-TestFault -AgentId $none.AgentId -Operation stopVoiceToConf -Fault noAnswer
            $pipeline = Open-TestPipeline -Script 'param($session) $session | Stop-AgwConfVoice' -Argument $none
            Wait-TestCondition { @(Get-TestRequest -AgentId $none.AgentId -Operation stopVoiceToConf).Count -eq 1 }

            $pipeline.Shell.Stop()

            $left = @(
                $pipeline.Shell.Runspace.SessionStateProxy.GetVariable('Error') |
                    Where-Object { $_.PSObject.Properties['FullyQualifiedErrorId'] }
            )
            $left[0].FullyQualifiedErrorId | Should -BeExactly 'OutcomeUnknown,AgentGateway.Commands.StopAgwConfVoiceCommand'
            $left[0].TargetObject | Should -Be $none.AgentId
            $pipeline.Shell.Runspace.Dispose()
            $pipeline.Shell.Dispose()
        }

        It 'stops within a second while the pipeline is ending' {
            Add-TestFault -AgentId $none.AgentId -Operation stopVoiceToConf -Fault noAnswer
            $pipeline = Open-TestPipeline -Script 'param($session) & { $session; throw "upstream" } | Stop-AgwConfVoice' -Argument $none
            Wait-TestCondition { @(Get-TestRequest -AgentId $none.AgentId -Operation stopVoiceToConf).Count -eq 1 }
            Start-Sleep -Milliseconds 500
            $pipeline.Handle.IsCompleted | Should -BeFalse
            $watch = [System.Diagnostics.Stopwatch]::StartNew()

            $pipeline.Shell.Stop()

            $watch.ElapsedMilliseconds | Should -BeLessThan 1000
            $pipeline.Shell.Runspace.Dispose()
            $pipeline.Shell.Dispose()
        }
    }
}
