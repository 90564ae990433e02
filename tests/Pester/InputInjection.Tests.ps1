# Input can't change the request that it is part of: no header, path, or field of its own.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Input' {
    BeforeAll { $session = Connect-TestAgent }

    BeforeEach { $null = Invoke-TestControl -Method Delete -Path requests }

    It 'can''t become another header: -Guid with <Name>' -ForEach @(
        @{ Name = 'a new line'; Guid = "0f1e2d3c`r`nX-Evil: 1" }
        @{ Name = 'a line feed'; Guid = "0f1e2d3c`nX-Evil: 1" }
        @{ Name = 'a blank'; Guid = '0f1e2d3c x' }
        @{ Name = 'a letter beyond ASCII'; Guid = "0f1e2d3c$([char]0x10D)" }
        @{ Name = 'nothing'; Guid = '' }
        @{ Name = 'sixty thousand letters'; Guid = 'a' * 60000 }
    ) {
        $option = @{
            Uri                  = (Get-TestGateway).Address
            Guid                 = $Guid
            AgentId              = $session.AgentId
            SkipCertificateCheck = $true
            NoProxy              = $true
            WarningAction        = 'SilentlyContinue'
        }
        $null = Connect-AgwSession @option @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        $problems[0].Exception.Message | Should -Not -Match '0f1e2d3c|aaaa'
        Get-TestRequest -AgentId $session.AgentId | Should -BeNullOrEmpty
    }

    It 'can''t become another path: -CallId <_>' -ForEach @(
        '../../onlineagent/102'
        '1/2'
        '1?x=1'
        '1#x'
        '%2e%2e'
        '..'
        '.'
        '1 2'
        "1`r`nHost: x"
        '1\2'
        '1;x'
    ) {
        $null = Stop-AgwCall -CallId $_ -Inspector $session -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.StopAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId | Should -BeNullOrEmpty
    }

    It 'can''t become another path: -AgentId <_>' -ForEach '101/../102', '101?x', '-101', '0', '100', '60000', '2147483648', "101`n102" {
        $problem = try { Stop-AgwConfVoice -AgentId $_ -ErrorAction Stop } catch { $_ }

        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-TestRequest | Should -BeNullOrEmpty
    }

    It 'is sent as text in the body: <_>' -ForEach @(
        '","agentId":"999'
        '\u0022,\u0022x'
        '</script>'
        '${env:PATH}'
        '$(1+1)'
        '{{7*7}}'
    ) {
        $null = Add-TestConference -AgentId ($agent = (Connect-TestAgent).AgentId)
        $null = Invoke-TestControl -Method Delete -Path requests

        $null = Start-AgwConfVoice -AgentId $agent -VoicePath $_ -Confirm:$false -ErrorAction SilentlyContinue

        $body = (Get-TestRequest -AgentId $agent).body | ConvertFrom-Json
        $body.voicePath | Should -BeExactly $_
        ($body.PSObject.Properties.Name | Sort-Object) -join ' ' | Should -BeExactly 'playMode playType voicePath'
    }
}

Describe 'The report of the cleanup' {
    It 'contains no formula of a spreadsheet' {
        $gateway = Open-TestGateway -Option '--agents', '101-110', '--inspectors', '900', '--conferences', '8'
        $place = "$($gateway.Address.TrimEnd('/'))/simulator/faults"
        # Every other one of the pre-made conferences is older than two hours.
        $formulas = @{ 102 = "=cmd|'/c calc'!A0"; 104 = '+1+cmd'; 106 = '-2+3'; 108 = '@SUM(1)' }
        try {
            foreach ($agent in $formulas.Keys) {
                $order = @{
                    agentId   = $agent
                    operation = 'releaseAgentConf'
                    fault     = 'retCode'
                    retCode   = $formulas[$agent]
                    message   = $formulas[$agent]
                }
                $call = @{ Method = 'Post'; Uri = $place; Body = (ConvertTo-Json $order); ContentType = 'application/json' }
                $null = Invoke-RestMethod @call -SkipCertificateCheck -NoProxy
            }

            $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
            $run = Invoke-TestProcess -Script @"
                `$gateway = @{ Uri = '$($gateway.Address)'; Connection = @{ CACertificate = '$($gateway.Certificate)' } }
                & '$root/module/scripts/cleanup.ps1' @gateway -InspectorId 900 -Credential `$credential ``
                    -ReportPath '$TestDrive/report.csv' | Out-Null
                exit `$LASTEXITCODE
"@
        }
        finally {
            $gateway | Close-TestGateway
        }

        $run.ExitCode | Should -Be 1
        $report = @(Import-Csv -LiteralPath "$TestDrive/report.csv")
        @($report | Where-Object Outcome -EQ 'Failed').Count | Should -Be 4
        $cells = $report | ForEach-Object { $_.PSObject.Properties.Value }
        "$($report.RetCode) $($report.Error)" | Should -Match 'calc'
        $cells | Where-Object { $_ -match '^\s*[=+\-@\t\r]' } | Should -BeNullOrEmpty
    }
}
