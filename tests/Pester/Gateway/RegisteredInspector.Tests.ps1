# A registered name in Clear-AgwConference and Get-AgwConference: the inspector is signed in for their duration.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/RegisteredWorld.ps1"
}

AfterAll { Close-Vault }

Describe 'the inspector of a registered gateway' {
    BeforeEach {
        Reset-Gateway
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path requests
        $script:secrets.Clear()
        $script:asked.Clear()
        Register-Prod
    }

    AfterEach {
        Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
        Clear-TestRegistration
    }

    Context 'Get-AgwConference -Gateway' {
        It 'signs the inspector in and out again' {
            $one = Start-Conference

            (Get-AgwConference -Gateway prod -OlderThan 2:00:00).ConferenceId | Should -Be $one.ConferenceId

            Get-Operation 900 | Should -Be 'login', 'queryAllConfIds', 'queryConfInfos', 'logout'
            Test-SignedIn 900 | Should -BeFalse
            Get-AgwSession | Should -BeNullOrEmpty
        }

        It 'uses a live session of the inspector, and keeps it' {
            $session = Connect-AgwSession prod 900 -NoDefault
            $one = Start-Conference

            (Get-AgwConference -Gateway prod).ConferenceId | Should -Be $one.ConferenceId

            Get-Operation 900 | Should -Not -Contain 'logout'
            $session.State | Should -Be 'SignedIn'
        }

        It 'signs the inspector out if a downstream command ends the pipeline' {
            $null = 1..3 | ForEach-Object { Start-Conference }

            $null = Get-AgwConference -Gateway prod | Select-Object -First 1

            Wait-TestCondition { -not (Test-SignedIn 900) }
        }

        It 'reports an inspector that cannot sign in once' {
            Add-Fault 900 login @{ fault = 'retCode'; retCode = '100-004'; count = 1 }

            Get-AgwConference -Gateway prod @quiet | Should -BeNullOrEmpty

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AuthenticationFailed,AgentGateway.Commands.GetAgwConferenceCommand'
        }
    }

    # A folder takes the place of the audit file before the reply arrives.
    It 'reports a sign-out that is not recorded, and does not say that the inspector is still signed in: <_>' -ForEach @(
        'Get-AgwConference -Gateway prod'
        'Clear-AgwConference prod -OlderThan 120 -Confirm:$false'
    ) {
        $path = Join-Path -Path $TestDrive -ChildPath "audit$((New-Guid).ToString('N')).jsonl"
        Register-Prod @{ InspectorId = 900; SecretName = 'agw-{0}'; AuditPath = $path }
        Add-Fault 900 logout @{ fault = 'latency'; milliseconds = 8000; count = 1 }
        $shell = Open-Pipeline -Argument @{ Password = $credential.Password } -Script (
            "param(`$argument) function Get-Secret { `$argument.Password } $_")
        Wait-TestCondition { Get-Operation 900 | Where-Object { $_ -eq 'logout' } }
        Remove-Item -Path $path
        $null = New-Item -Path $path -ItemType Directory

        Wait-TestCondition -Seconds 30 { $shell.InvocationStateInfo.State -ne 'Running' }

        $shell.Streams.Warning | Should -BeNullOrEmpty
        @($shell.Streams.Error).Count | Should -Be 1
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'AuditFailed,*'
        $shell.Streams.Error[0].TargetObject | Should -Be 900
        "$($shell.Streams.Error[0])" | Should -BeLike '*has accepted the change*'
        Test-SignedIn 900 | Should -BeFalse
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }

    Context 'Clear-AgwConference -Gateway' {
        It 'ends old conferences with only the name and the age' {
            $one = Start-Conference
            $young = Start-Conference -AgeMinutes 5

            $result = Clear-AgwConference prod -OlderThan 2:00:00 -Confirm:$false

            $result.ConferenceId | Should -Be $one.ConferenceId
            $result.Outcome | Should -Be 'Ended'
            Test-Running $young.ConferenceId | Should -BeTrue
            $script:asked | Should -Be 'agw-900', "agw-$($one.AgentId)"
            Test-SignedIn 900 | Should -BeFalse
            Test-SignedIn $one.AgentId | Should -BeFalse
        }

        It 'ends conferences from the pipeline' {
            $one = Start-Conference

            $result = Get-AgwConference -Gateway prod | Clear-AgwConference prod -Confirm:$false

            $result.ConferenceId | Should -Be $one.ConferenceId
            $result.Outcome | Should -Be 'Ended'
            Test-SignedIn 900 | Should -BeFalse
        }

        It 'prefers -Credential to the secrets of the chairpersons' {
            $null = Start-Conference

            (Clear-AgwConference prod -OlderThan 120 -Credential $credential -Confirm:$false).Outcome | Should -Be 'Ended'

            $script:asked | Should -Be 'agw-900'
        }

        It 'reports a chairperson without a secret, and ends the other conferences' {
            $one = Start-Conference
            $two = Start-Conference
            $script:secrets["agw-$($one.AgentId)"] = 'text'

            $results = @(Clear-AgwConference prod -OlderThan 120 -Confirm:$false @quiet)

            ($results | Where-Object AgentId -EQ $one.AgentId).Outcome | Should -Be 'Failed'
            ($results | Where-Object AgentId -EQ $two.AgentId).Outcome | Should -Be 'Ended'
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'SecretUnavailable,AgentGateway.Commands.ClearAgwConferenceCommand'
            Test-Running $one.ConferenceId | Should -BeTrue
        }

        It 'changes nothing with -WhatIf, and signs the inspector out again' {
            $one = Start-Conference

            (Clear-AgwConference prod -OlderThan 120 -WhatIf).Outcome | Should -Be 'Planned'

            $script:asked | Should -Be 'agw-900'
            Test-Running $one.ConferenceId | Should -BeTrue
            Test-SignedIn 900 | Should -BeFalse
        }

        It 'signs the inspector out after Ctrl+C' {
            $one = Start-Conference
            Add-Fault $one.AgentId login @{ fault = 'latency'; milliseconds = 1500; count = 1 }
            $script = {
                param($argument)
                function Get-Secret { $argument.Password }
                Clear-AgwConference prod -OlderThan 120 -Confirm:$false
            }
            $shell = Open-Pipeline -Script "$script" -Argument @{ Password = $credential.Password }
            Wait-TestCondition { Get-Operation 900 | Where-Object { $_ -eq 'queryConfInfos' } }

            $shell.Stop()

            Wait-TestCondition { -not (Test-SignedIn 900) }
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }

        It 'refuses a name that is not registered' {
            { Clear-AgwConference prd -OlderThan 120 -Confirm:$false } |
                Should -Throw -ErrorId 'RegistrationNotFound,AgentGateway.Commands.ClearAgwConferenceCommand'
        }

        It 'refuses a registration without an inspector' {
            Register-Prod @{ SecretName = 'agw-{0}' }

            Clear-AgwConference prod -OlderThan 120 -Confirm:$false @quiet

            "$($problems[0])" | Should -BeLike '*prod has no -InspectorId*'
        }

        It 'needs -Credential if the registration has no secret' {
            Register-Prod @{ InspectorId = 900 }

            { Clear-AgwConference prod -OlderThan 120 -Confirm:$false } | Should -Throw -ErrorId 'InvalidArgument,*'
        }
    }
}
