# A registered name in Connect-AgwSession, and the passwords that Get-Secret returns.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/RegisteredWorld.ps1"
}

AfterAll { Close-Vault }

Describe 'a registered gateway' {
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

    Context 'Connect-AgwSession' {
        It 'signs in agents by the name of the gateway, each with its own secret' {
            $sessions = @(101..105 | Connect-AgwSession prod)

            $sessions.AgentId | Sort-Object | Should -Be (101..105)
            $sessions.Gateway | Select-Object -Unique | Should -Be ([uri] $gateway.Address)
            $script:asked | Sort-Object | Should -Be 'agw-101', 'agw-102', 'agw-103', 'agw-104', 'agw-105'
        }

        It 'passes the vault, and reads a secret without an agent ID once' {
            Register-Prod @{ SecretName = 'agw-all'; Vault = 'work' }

            (101..103 | Connect-AgwSession PROD).Count | Should -Be 3

            $script:asked | Should -Be 'agw-all work'
        }

        It 'accepts a PSCredential as the secret' {
            $script:secrets['agw-101'] = $credential

            (Connect-AgwSession prod 101).AgentId | Should -Be 101
        }

        It 'reports a missing secret for its agent only' {
            Register-Prod @{ SecretName = 'x-{0}' }
            $script:secrets['x-102'] = $credential.Password

            (101..103 | Connect-AgwSession prod @quiet).AgentId | Should -Be 102

            $problems.Count | Should -Be 2
            $problems.FullyQualifiedErrorId | Select-Object -Unique |
                Should -BeExactly 'SecretUnavailable,AgentGateway.Commands.ConnectAgwSessionCommand'
            $problems.TargetObject | Should -Be 101, 103
            "$($problems[0])" | Should -BeLike 'Agent 101:*x-101*was not found*'
            Get-Operation 101 | Should -BeNullOrEmpty
        }

        It 'reports a secret that is <Name>' -ForEach @(
            @{ Name = 'plain text'; Value = 'hunter2'; Text = '*neither a PSCredential nor a SecureString*' }
            @{ Name = 'a table'; Value = @{ Password = 'hunter2' }; Text = '*neither a PSCredential nor a SecureString*' }
            @{ Name = 'returned twice'; Value = 1, 2; Text = '*returned 2 values*' }
        ) {
            $script:secrets['agw-101'] = $Value

            Connect-AgwSession prod 101 @quiet | Should -BeNullOrEmpty

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'SecretUnavailable,*'
            "$($problems[0])" | Should -BeLike $Text
            "$($problems | Out-String)" | Should -Not -BeLike '*hunter2*'
        }

        It 'recommends what to install if Get-Secret is missing' {
            $script = {
                param($module)
                $env:PSModulePath = ''
                Import-Module -Name $module
                Connect-AgwSession prod 101 -ErrorVariable problems -ErrorAction SilentlyContinue
                $problems[0].FullyQualifiedErrorId
                $problems[0].ErrorDetails.RecommendedAction
            }
            $shell = [powershell]::Create().AddScript($script).AddArgument((Get-TestModule))
            $path = $env:PSModulePath
            try { $output = $shell.Invoke() } finally { $env:PSModulePath = $path; $shell.Dispose() }

            $output[0] | Should -BeExactly 'SecretUnavailable,AgentGateway.Commands.ConnectAgwSessionCommand'
            $output[1] | Should -BeLike '*Microsoft.PowerShell.SecretManagement*'
        }

        It 'reads no secret with -WhatIf, with -Credential, or for an agent with a live session' {
            Connect-AgwSession prod 101 -WhatIf
            $null = Connect-AgwSession prod 101 -Credential $credential
            $null = Connect-AgwSession prod 101

            $script:asked | Should -BeNullOrEmpty
        }

        It 'prefers the command line to the registration' {
            Register-Prod @{ SecretName = 'agw-{0}'; MaximumAgentId = 101 }

            Connect-AgwSession prod 102 @quiet
            (Connect-AgwSession prod 102 -MaximumAgentId 102).AgentId | Should -Be 102

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        }

        It 'lets a pin on the command line replace a registered -SkipCertificateCheck' {
            Register-AgwGateway prod $gateway.Address -SkipCertificateCheck -NoProxy -SecretName 'agw-{0}' -Force
            $pin = '0' * 64

            Connect-AgwSession prod 101 -CertificateThumbprint $pin -MaximumRetryCount 0 @quiet -WarningVariable warnings

            $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
            $warnings | Should -BeNullOrEmpty
        }

        It 'takes the gateway from a column of a CSV file' {
            $rows = "AgentId,Gateway`n101,prod`n102,Prod" | ConvertFrom-Csv

            ($rows | Connect-AgwSession).AgentId | Sort-Object | Should -Be 101, 102
        }

        It 'takes the gateway from the pipeline, with its settings' {
            (Get-AgwGateway prod | Connect-AgwSession -AgentId 101).AgentId | Should -Be 101
            (Connect-AgwSession -Uri (Get-AgwGateway prod) -AgentId 102).AgentId | Should -Be 102
        }

        It 'never treats host:port as a name' {
            Connect-AgwSession prod:1 101 -Credential $credential -ConnectionTimeoutSeconds 5 -MaximumRetryCount 0 -NoProxy @quiet

            $problems[0].Exception.Gateway.Authority | Should -BeExactly 'prod:1'
        }

        It 'does not connect to a host of the same name if the file is broken' {
            [System.IO.File]::WriteAllText((Get-TestRegistrationPath), '{ "gateways": ')

            { Connect-AgwSession prod 101 -Credential $credential -ErrorAction Stop } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*$(Get-TestRegistrationPath), line 1:*"
        }

        It 'reports a missing credential if agents are piped in' {
            101, 102 | Connect-AgwSession $gateway.Address -CACertificate $gateway.Certificate -NoProxy @quiet

            $problems.Count | Should -Be 2
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            "$($problems[0])" | Should -BeLike '*-Credential is missing*'
        }

        It 'completes the names' {
            $line = 'Connect-AgwSession p'
            (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Contain 'prod'
        }
    }

    It 'is copied with its settings' {
        Get-AgwGateway prod | Register-AgwGateway -Name copy -MaximumRetryCount 1

        $copy = Get-AgwGateway copy
        $copy.Uri | Should -Be (Get-AgwGateway prod).Uri
        $copy.SecretName | Should -BeExactly 'agw-{0}'
        $copy.Settings.CACertificate | Should -BeExactly $gateway.Certificate
        $copy.Settings.MaximumRetryCount | Should -Be 1
    }

    Context 'other commands' {
        It 'works as -Gateway of every command' {
            $null = Connect-AgwSession prod 101

            (Get-AgwSession -Gateway prod).AgentId | Should -Be 101
            Test-AgwSession 101 -Gateway prod | Should -BeTrue
        }
    }
}
