BeforeDiscovery {
    Import-Module -Name "$PSScriptRoot/FaultMatrix.psm1"
    $faults = @((Get-FaultTable).Faults | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/FaultMatrix.psm1"
    Import-TestModule
    # Every agent may query all conferences, and no agent is signed out for inactivity. The last agents lead the queried conference.
    $gateway = Open-TestGateway -Option @(
        '--agents'
        '101-1500'
        '--inspectors'
        '101-1450'
        '--conferences'
        '1'
        '--poll-hold'
        '20000'
        '--idle-timeout'
        '3600000'
        '--guid-interval'
        '3600000'
        '--guid-timeout'
        '3600000'
    )
    # A call waits in the queue, and an agent that no cell uses has signed in to it.
    $null = Invoke-TestControl -Method Post -Path queues/20011/calls -Body @{ caller = '70001' } -Gateway $gateway
    # Short recordings, because one fault sends them byte by byte.
    foreach ($path in 'Y:/1/0/1.V3', 'Y:/1/0/1.mp4') {
        $null = Invoke-TestControl -Method Post -Path recordings -Body @{ path = $path; bytes = 44 } -Gateway $gateway
    }

    $null = Invoke-TestControl -Method Post -Path agents/1410/state -Body @{ skills = @(20011) } -Gateway $gateway
    $redirected = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $redirected.Start()
    # The agent whose calls are queried.
    $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
    $caller = Connect-AgwSession @reach -AgentId 1411 -Credential (Get-TestCredential) -NoDefault
    $control = "$($gateway.Address.TrimEnd('/'))/simulator/agents/1411/calls"
    $null = Invoke-RestMethod -Method Post -Uri $control -Body '{}' -SkipCertificateCheck -NoProxy
    $cells = @(Get-FaultCell)
    Invoke-FaultMatrix -Cell $cells -Gateway $gateway -RedirectTarget "https://$($redirected.LocalEndpoint)/agentgateway/resource/"
    $failed = $cells.Where({ $_.Actual.Error })
}

AfterAll {
    Disconnect-FaultCell -Cell $cells
    Remove-Item -Path Temp:/agw-matrix-*
    $caller | Disconnect-AgwSession -Force -Confirm:$false
    $redirected.Stop()
    $gateway | Close-TestGateway
}

Describe 'Every cmdlet that sends requests, with every fault' {
    It 'includes every exported cmdlet that sends requests' {
        # Test-AgwGateway reports faults as steps, not as errors, and has its own tests. The other cmdlets with this noun send nothing.
        $sending = (Get-Command -Module AgentGateway).Name |
            Where-Object { $_ -notlike '*-AgwGateway' } |
            Where-Object { $_ -notin 'Receive-AgwEvent', 'Wait-AgwEvent' } |
            Where-Object { $_ -notin 'Get-AgwAuditRecord', 'Get-AgwSession', 'Get-AgwSessionGuid', 'Select-AgwSession' }

        ($cells.Row.Cmdlet | Sort-Object -Unique) -join ' ' | Should -BeExactly (($sending | Sort-Object) -join ' ')
    }

    It 'includes every operation except the poll' {
        $operations = [AgentGateway.Catalogue]::All.Name | Where-Object { $_ -ne 'getAgentEvent' }

        ($cells.Row.Operation | Sort-Object -Unique) -join ' ' | Should -BeExactly (($operations | Sort-Object -Unique) -join ' ')
    }

    It 'has the expected outcome: <Name>' -ForEach $faults {
        $ofFault = $cells.Where({ $_.Fault.Name -eq $Name })
        $otherwise = foreach ($cell in $ofFault) {
            $actual, $expected = $cell.Actual, $cell.Expected
            if ($actual.Outcome -ne $expected.Outcome -or $actual.Requests -ne $expected.Requests) {
                $wanted = "$($expected.Outcome) after $($expected.Requests)"
                "$($cell.Name): $($actual.Outcome) after $($actual.Requests) requests instead of $wanted. $($actual.Error)"
            }
            elseif ($actual.Error) {
                $type = "$($cell.Row.Cmdlet -replace '-')Command"
                if ($actual.Error.FullyQualifiedErrorId -cne "$($expected.Outcome),AgentGateway.Commands.$type") {
                    "$($cell.Name): the id is $($actual.Error.FullyQualifiedErrorId)"
                }
                if ($actual.Error.CategoryInfo.Category -ne $expected.Category) {
                    "$($cell.Name): the category is $($actual.Error.CategoryInfo.Category) instead of $($expected.Category)"
                }
                if ($actual.Error.TargetObject -ne $expected.Target) {
                    "$($cell.Name): the target is $($actual.Error.TargetObject) instead of $($expected.Target)"
                }
            }
        }

        $ofFault.Count | Should -BeGreaterThan 40
        $otherwise -join "`n" | Should -BeNullOrEmpty
    }

    It 'never affects another target' {
        Get-FaultWrongTarget | Should -BeNullOrEmpty
    }

    It 'names the operation, the gateway and a remedy in every error' {
        $wanting = $failed.Where({
                $exception = $_.Actual.Error.Exception
                $remedy = $_.Actual.Error.ErrorDetails.RecommendedAction
                $exception -isnot [AgentGateway.GatewayException] -or -not ($exception.Operation -and $exception.Gateway -and $remedy)
            })

        $failed.Count | Should -BeGreaterThan 1000
        $wanting.Name -join "`n" | Should -BeNullOrEmpty
    }

    It 'shows no GUID and no password in any error' {
        $secrets = @('"secret"') + @(
            $failed.Session | Where-Object { $_ } | ForEach-Object { [System.Net.NetworkCredential]::new('', $_.GetGuid()).Password }
        ) |
            Sort-Object -Unique
        $text = $failed.ForEach({ $_.Actual.Error | Format-List -Property * -Force | Out-String -Width 1000 }) -join "`n"

        $secrets.Where({ $text.Contains($_) }) | Should -BeNullOrEmpty
        $text | Should -Match 'no right to invite'
    }

    It 'follows no redirect' {
        $redirected.Pending() | Should -BeFalse
    }

    It 'matches docs/faults.md' {
        $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
        $printed = (Format-FaultPage -Cell $cells) -join "`n"
        [System.IO.File]::WriteAllText([System.IO.Path]::Combine($root, 'out', 'faults.md'), "$printed`n")
        $committed = [System.IO.File]::ReadAllText([System.IO.Path]::Combine($root, 'docs', 'faults.md')).Replace("`r`n", "`n")

        # To accept the new outcomes: Copy-Item out/faults.md docs/faults.md
        "$printed`n" -ceq $committed | Should -BeTrue -Because 'out/faults.md differs from docs/faults.md'
    }
}
