BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Connect-AgwSession' {
    BeforeAll {
        $gateway = Get-TestGateway
        $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
        $signIn = $reach + @{ Credential = Get-TestCredential }
    }

    Context 'an agent that is already signed in' {
        It 'is refused with the error AlreadySignedIn, whose remedy mentions -Force' {
            $session = Connect-TestAgent

            Connect-AgwSession @signIn -AgentId $session.AgentId -PhoneNumber 40001 @collectErrors

            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -BeExactly 'AlreadySignedIn,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            $problems[0].ErrorDetails.RecommendedAction | Should -Match '-Force'
        }

        It 'is taken over with -Force, and its other session ends' {
            $first = Connect-TestAgent

            $second = Connect-AgwSession @signIn -AgentId $first.AgentId -PhoneNumber 40002 -Force -Confirm:$false

            $second.State | Should -Be 'SignedIn'
            $request = Get-TestRequest -AgentId $first.AgentId -Operation forceLogin
            $request.path | Should -BeExactly "/agentgateway/resource/onlineagent/$($first.AgentId)/forcelogin"
            (Get-AgwSession -AgentId $first.AgentId) | Should -Be $second
            $first.IsPolling | Should -BeFalse
            Stop-AgwConfVoice -Session $first @collectErrors
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
        }

        It 'is not taken over in a non-interactive host' {
            $agent = Get-TestAgent
            $script = 'Connect-AgwSession @signIn -AgentId $agent -Force'

            $run = Invoke-TestRunspace -Script $script -Variable @{ signIn = $signIn; agent = $agent }

            $run.Errors.Count + @($run.Failure).Count | Should -BeGreaterThan 0
            $run.Output | Should -BeNullOrEmpty
            Get-TestRequest -AgentId $agent | Should -BeNullOrEmpty
        }
    }

    Context 'a session after a refused call (100-006)' {
        It 'is replaced if the gateway reports that the agent is not signed in, even before its poll ends' {
            $first = Connect-TestAgent
            $agent = $first.AgentId
            # The poll that is held now gets the event. The next one gets no answer.
            $fault = @{ fault = 'noAnswer'; agentId = $agent; operation = 'getAgentEvent'; count = 1 }
            $null = Invoke-TestControl -Method Post -Path faults -Body $fault
            $null = Invoke-TestControl -Method Post -Path "agents/$agent/events" -Body @{ eventType = 'AgentState_Ready' }
            Wait-TestCondition { -not (Get-TestAgentState -AgentId $agent).pollHeld -and
                (Get-TestRequest -AgentId $agent -Operation getAgentEvent | Where-Object fault -EQ noAnswer) }
            $null = Invoke-TestControl -Method Post -Path "agents/$agent/signout"
            Stop-AgwConfVoice $agent @collectErrors
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
            $first.State | Should -Be 'SignedIn' -Because 'its poller decides'

            $second = Connect-AgwSession @signIn -AgentId $agent

            $second | Should -Not -Be $first
            Test-AgwSession $agent | Should -BeTrue
            $first.IsPolling | Should -BeFalse
        }

        It 'is kept if the agent is signed in' {
            $first = Connect-TestAgent
            $agent = $first.AgentId
            $fault = @{ fault = 'retCode'; retCode = '100-006'; agentId = $agent; operation = 'stopVoiceToConf'; count = 1 }
            $null = Invoke-TestControl -Method Post -Path faults -Body $fault
            Stop-AgwConfVoice $agent @collectErrors
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'

            $second = Connect-AgwSession @signIn -AgentId $agent

            $second | Should -Be $first
            $first.IsPolling | Should -BeTrue
            Get-TestRequest -AgentId $agent -Operation login | Should -HaveCount 1
        }
    }

    Context 'a session that replaces another one' {
        BeforeAll {
            # There is no public property for this.
            function Test-GatewayClosed($Session) {
                $hidden = [System.Reflection.BindingFlags]'Instance, NonPublic'
                $gateway = $Session.GetType().GetProperty('Transport', $hidden).GetValue($Session)
                $gateway.GetType().GetProperty('IsClosed', $hidden).GetValue($gateway)
            }
        }

        It 'closes the connections of the replaced session if no other session uses them' {
            $agent = Get-TestAgent
            $replaced = Connect-AgwSession @signIn -AgentId $agent -OperationTimeoutSeconds 91
            Test-GatewayClosed $replaced | Should -BeFalse

            $null = Connect-AgwSession @signIn -AgentId $agent -Force -Confirm:$false

            $replaced.State | Should -BeIn 'Ended', 'SignedOut'
            Test-GatewayClosed $replaced | Should -BeTrue
        }

        It 'keeps the connections of the replaced session if another session uses them' {
            $first, $second = (Get-TestAgent), (Get-TestAgent)
            $sessions = @($first, $second | Connect-AgwSession @signIn -OperationTimeoutSeconds 92)

            $null = Connect-AgwSession @signIn -AgentId $first -Force -Confirm:$false

            Test-GatewayClosed $sessions[0] | Should -BeFalse
            Test-AgwSession -AgentId $second | Should -BeTrue
        }
    }

    Context 'the timeout of polls' {
        It 'is -PollTimeoutSeconds, and sessions survive if the gateway holds polls longer' {
            $slow = Open-TestGateway -Option '--agents', '101-110', '--poll-hold', '3000'
            try {
                $option = @{
                    Uri           = $slow.Address
                    CACertificate = $slow.Certificate
                    NoProxy       = $true
                    NoDefault     = $true
                    Credential    = Get-TestCredential
                }
                $session = Connect-AgwSession @option -AgentId 101 -PollTimeoutSeconds 1
                Wait-TestCondition -Seconds 20 { $session.State -eq 'Reconnecting' }

                Wait-TestCondition -Seconds 30 { $session.State -eq 'SignedIn' }

                $session | Test-AgwSession | Should -BeTrue
                $session | Disconnect-AgwSession -Confirm:$false
            }
            finally {
                $slow | Close-TestGateway
            }
        }

        It 'can''t be <_> s' -ForEach 0, -1, 3601 {
            { Connect-AgwSession @signIn -AgentId 101 -PollTimeoutSeconds $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }
    }

    Context 'the default session' {
        It 'is the last one that was connected alone and without -NoDefault' {
            $agents = Get-TestAgent -Count 3

            $first = Connect-AgwSession @signIn -AgentId $agents[0]
            $first.IsDefault | Should -BeTrue
            $second = Connect-AgwSession @signIn -AgentId $agents[1]
            $second.IsDefault | Should -BeTrue
            $first.IsDefault | Should -BeFalse
            $third = Connect-AgwSession @signIn -AgentId $agents[2] -NoDefault
            $third.IsDefault | Should -BeFalse
            $second.IsDefault | Should -BeTrue
        }
    }
}
