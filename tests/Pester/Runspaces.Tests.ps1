BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

# Tests sessions in other runspaces and other processes (PowerShell 7; Windows PowerShell has neither -Parallel nor $using: for threads).
Describe 'Runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        $session = Connect-TestChairperson
        $agent = $session.AgentId
        $module = Get-TestModule
    }

    It 'have no sessions in ForEach-Object -Parallel, and the error contains a remedy' {
        $problems = @(
            $agent | ForEach-Object -Parallel {
                Import-Module -Name $using:module
                try { Stop-AgwConfVoice -AgentId $_ -ErrorAction Stop } catch { $_ }
            }
        )

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'NoSession,AgentGateway.Commands.StopAgwConfVoiceCommand'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-Session \$using:'
    }

    It 'share a session with -Session $using: in ForEach-Object -Parallel' {
        $results = @(
            1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module -Name $using:module
                Stop-AgwConfVoice -Session $using:session
            }
        )

        $results.Count | Should -Be 8
        @($results | Where-Object RetCode -EQ '0').Count | Should -Be 8
        $session.State | Should -Be 'SignedIn'
    }

    It 'share a session with a thread job' {
        $job = Start-ThreadJob -ScriptBlock {
            Import-Module -Name $using:module
            Stop-AgwConfVoice -Session $using:session
        }

        $result = $job | Receive-Job -Wait -AutoRemoveJob

        $result.AgentId | Should -Be $agent
        $result.RetCode | Should -BeExactly '0'
    }

    It 'of ForEach-Object -Parallel transfer their sessions to the calling runspace' {
        $gateway = Get-TestGateway
        $signIn = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }
        $others = Get-TestAgent -Count 2

        $sessions = @(
            $others | ForEach-Object -Parallel {
                Import-Module -Name $using:module
                $signIn = $using:signIn
                Connect-AgwSession @signIn -AgentId $_
            }
        )

        @(Get-AgwSession -AgentId $others).State | Should -Be 'SignedIn', 'SignedIn'
        @(Get-AgwSession -AgentId $others | Where-Object { $_ -in $sessions }).Count | Should -Be 2
        $sessions | Test-AgwSession | Should -Be $true, $true
        $sessions | Disconnect-AgwSession
    }

    It 'sign out their agents when they are closed' {
        $other = Get-TestAgent
        $run = Invoke-TestRunspace -Variable @{ gateway = Get-TestGateway; credential = Get-TestCredential; other = $other } -Script @'
            Connect-AgwSession -Uri $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Credential $credential -AgentId $other
'@

        Wait-TestCondition { -not (Get-TestAgentState -AgentId $other).signedIn }
        $run.Output[0].State | Should -Be 'SignedOut'
        Get-AgwSession | Where-Object AgentId -EQ $other | Should -BeNullOrEmpty
    }

    It 'don''t share their sessions' {
        $other = Get-TestAgent
        $run = Invoke-TestRunspace -Variable @{ gateway = Get-TestGateway; credential = Get-TestCredential; other = $other } -Script @'
            $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = $credential }
            $null = Connect-AgwSession @option -AgentId $other
            (Get-AgwSession).AgentId
            Get-AgwSession | Disconnect-AgwSession
'@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Be $other
        Get-AgwSession | Where-Object AgentId -EQ $other | Should -BeNullOrEmpty
    }

    Context 'another process' {
        BeforeAll {
            # One job answers both questions, because starting a process is slow.
            $answers = Start-Job -ScriptBlock {
                Import-Module -Name $using:module
                $picture = $using:session
                $picture | Format-List -Property * | Out-String -Width 4000
                $picture
                try { Stop-AgwConfVoice -Session $picture -ErrorAction Stop } catch { "$_" }
                try { $picture | Stop-AgwConfVoice -ErrorAction Stop } catch { "$_" }
            } | Receive-Job -Wait -AutoRemoveJob
            $shown, $picture, $byParameter, $byPipeline = $answers
        }

        It 'gets a deserialized copy of the session with gateway and agent, but no GUID' {
            $picture.PSObject.TypeNames | Should -Contain 'Deserialized.AgentGateway.AgwSession'
            $picture.AgentId | Should -Be $agent
            "$($picture.Gateway)" | Should -BeExactly "$($session.Gateway)"
            $shown | Should -Match "$agent"
            $shown | Should -Not -Match ([regex]::Escape((Get-TestGuid -Session $session).Substring(0, 18)))
        }

        It 'gets an error that explains how to attach if it uses the copy' {
            $byParameter | Should -Match "agent $agent"
            $byParameter | Should -Match 'Get-AgwSessionGuid'
            $byParameter | Should -Match 'Connect-AgwSession'
        }

        It 'gets the same error if the copy is piped in' {
            $byPipeline | Should -Match "agent $agent"
            $byPipeline | Should -Match 'Connect-AgwSession'
        }

        It 'can attach with the GUID' {
            $run = Invoke-TestProcess -Script @"
                `$option = @{ Uri = `$uri; CACertificate = `$certificate; NoProxy = `$true }
                `$session = Connect-AgwSession @option -Guid '$(Get-TestGuid -Session $session)' -AgentId $agent
                (Stop-AgwConfVoice -Session `$session).RetCode
"@

            $run.Errors | Should -BeNullOrEmpty
            $run.Output | Should -BeExactly '0'
        }
    }
}
