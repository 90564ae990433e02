BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $gateway = Get-TestGateway
    $hidden = [System.Reflection.BindingFlags]'Instance, NonPublic'

    function Get-ReconnectTimeout {
        param([object] $Session)
        $reconnection = [AgentGateway.AgwSession].GetProperty('Reconnection', $hidden).GetValue($Session)
        if ($reconnection) { $reconnection.GetType().GetProperty('Timeout').GetValue($reconnection) }
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'Connect-AgwSession -Reconnect' {
    It 'connects sessions that sign in again for <Expected> with <Option.Keys>' -ForEach @(
        @{ Option = @{ Reconnect = $true }; Expected = '01:00:00' }
        @{ Option = @{ Reconnect = $true; ReconnectTimeout = 15 }; Expected = '00:15:00' }
        @{ Option = @{ ReconnectTimeout = '2:00:00' }; Expected = '02:00:00' }
        @{ Option = @{}; Expected = '' }
        @{ Option = @{ Reconnect = $false }; Expected = '' }
    ) {
        $session = Connect-TestAgent -Option $Option

        "$(Get-ReconnectTimeout -Session $session)" | Should -Be $Expected
    }

    It 'accepts no timeout of zero' {
        { Connect-TestAgent -Option @{ ReconnectTimeout = 0 } } | Should -Throw '*longer than zero*'
    }

    It 'lets Receive-AgwEvent -Follow return an event for the gap after an outage' {
        # Seconds instead of minutes: a session lives for two seconds, and a lost session signs in again within one second.
        $agent = Get-TestAgent
        $options = [AgentGateway.GatewayOptions]::new()
        $set = {
            param($Name, $Value)
            [AgentGateway.GatewayOptions].GetProperty($Name, [System.Reflection.BindingFlags]'Instance, Public, NonPublic').SetValue(
                $options, $Value)
        }
        & $set Address ([uri]$gateway.Address)
        & $set CACertificate ([System.Security.Cryptography.X509Certificates.X509Certificate2]::new($gateway.Certificate))
        & $set NoProxy $true
        & $set PollGrace ([timespan]'0:00:02')
        & $set ReconnectSpread ([timespan]'0:00:01')
        $transport = [AgentGateway.Gateway]::new($options)
        $request = [AgentGateway.SignInRequest]::new()
        foreach ($pair in @{
                AgentId          = $agent
                Credential       = (Get-TestCredential).GetNetworkCredential()
                ReconnectTimeout = [System.Nullable[timespan]][timespan]'0:05:00'
            }.GetEnumerator()) {
            [AgentGateway.SignInRequest].GetProperty($pair.Key).SetValue($request, $pair.Value)
        }

        $signIn = [AgentGateway.AgwSession]::SignInAsync($transport, $request, [System.Threading.CancellationToken]::None)
        $session = $signIn.GetAwaiter().GetResult()
        $runspace = Open-TestRunspace
        $follower = [powershell]::Create()
        try {
            $follower.Runspace = $runspace
            $null = $follower.AddScript({
                    param($Session)
                    Receive-AgwEvent -Session $Session -Follow |
                        Where-Object EventType -In AgentOther_InService, AgwSession_Reconnected |
                        Select-Object -First 2
                }).AddArgument($session)
            $followed = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $following = $follower.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $followed)
            Wait-TestCondition { $followed.Count -eq 1 }
            $null = Invoke-TestControl -Method Post -Path faults -Body @{ agentId = $agent; fault = 'cutBefore' }
            # Ends the poll that the gateway holds.
            Add-TestEvent -AgentId $agent -EventType AgentState_Test
            Wait-TestCondition { "$($session.State)" -eq 'Reconnecting' }
            $null = Invoke-TestControl -Method Post -Path "agents/$agent/signout"
            Wait-TestCondition { [datetimeoffset]::Now - $session.LastContactAt -gt [timespan]'0:00:02' }
            $null = Invoke-TestControl -Method Delete -Path faults

            Wait-TestCondition -Seconds 30 { $following.IsCompleted }
            $follower.Streams.Warning.Message | Should -BeLike '*no events arrive*'
            $followed.Count | Should -Be 2
            $followed[1].AgentId | Should -Be $agent
            $followed[1].Content.SignedInAt | Should -BeGreaterThan $followed[1].Content.LostAt
            $followed[1].Summary | Should -BeLike 'lost at*signed in again at*'
            "$($session.State)" | Should -Be 'SignedIn'
            (Set-AgwAgent -Session $session -State Busy).RetCode | Should -Be '0'
            @(Get-TestRequest -AgentId $agent -Operation login).Count | Should -Be 2
        }
        finally {
            $null = Invoke-TestControl -Method Delete -Path faults
            $signOut = $session.SignOutAsync([AgentGateway.SignOutRequest]::new(), [System.Threading.CancellationToken]::None)
            $null = $signOut.GetAwaiter().GetResult()
            $transport.Dispose()
            $follower.Dispose()
            $runspace.Dispose()
        }
    }
}
