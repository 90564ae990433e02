BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $path = Get-TestRegistrationPath
    $certificate = (Get-TestGateway).Certificate

    function Read-File { ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($path)) }

    function Write-File([string] $Text) {
        $null = New-Item -Path (Split-Path -Path $path) -ItemType Directory -Force
        [System.IO.File]::WriteAllText($path, $Text)
    }
}

Describe 'Register-AgwGateway' {
    AfterEach { Clear-TestRegistration }

    It 'writes every setting into the file of the user, and returns nothing' {
        $in = @{
            CACertificate = $certificate; NoProxy = $true; ConnectionTimeoutSeconds = 5; OperationTimeoutSeconds = 20
            PollTimeoutSeconds = 40; MaximumRetryCount = 0; RetryIntervalSec = 3; MaximumAgentId = 999999; TracePath = 'TestDrive:/t.jsonl'
            AuditPath = 'TestDrive:/a.jsonl'
        }

        Register-AgwGateway prod gateway.example.com -InspectorId 900 -SecretName 'agw-{0}' -Vault work @in | Should -BeNullOrEmpty

        $entry = (Read-File).gateways.prod
        $entry.address | Should -BeExactly 'https://gateway.example.com:8043'
        $entry.inspectorId | Should -Be 900
        $entry.secretName | Should -BeExactly 'agw-{0}'
        $entry.vault | Should -BeExactly 'work'
        $entry.caCertificate | Should -BeExactly $certificate
        $entry.noProxy | Should -BeTrue
        $entry.connectionTimeoutSeconds | Should -Be 5
        $entry.operationTimeoutSeconds | Should -Be 20
        $entry.pollTimeoutSeconds | Should -Be 40
        $entry.maximumRetryCount | Should -Be 0
        $entry.retryIntervalSec | Should -Be 3
        $entry.maximumAgentId | Should -Be 999999
        [System.IO.Path]::IsPathRooted($entry.tracePath) | Should -BeTrue
        $entry.tracePath | Should -BeLike '*t.jsonl'
        [System.IO.Path]::IsPathRooted($entry.auditPath) | Should -BeTrue
        $entry.auditPath | Should -BeLike '*a.jsonl'
    }

    It 'writes only the settings that are specified' {
        Register-AgwGateway prod gateway.example.com

        @((Read-File).gateways.prod.PSObject.Properties.Name) | Should -Be @('address')
    }

    It 'returns the registration with -PassThru' {
        $registration = Register-AgwGateway prod gateway.example.com:9000 -Proxy http://proxy:3128 -PassThru

        $registration.Name | Should -BeExactly 'prod'
        $registration.Uri | Should -Be 'https://gateway.example.com:9000/'
        $registration.Scope | Should -Be 'CurrentUser'
        $registration.Path | Should -BeExactly $path
        $registration.Settings.Proxy | Should -BeExactly 'http://proxy:3128'
    }

    It 'registers the rows of a table' {
        "Name,Uri,InspectorId,SecretName`na,a.example.com,900,agw-{0}`nb,b.example.com,," | ConvertFrom-Csv | Register-AgwGateway

        (Get-AgwGateway).Name | Should -Be 'a', 'b'
        (Get-AgwGateway a).InspectorId | Should -Be 900
        (Get-AgwGateway b).InspectorId | Should -BeNullOrEmpty
        (Get-AgwGateway b).SecretName | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        Register-AgwGateway prod gateway.example.com -WhatIf

        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'writes nothing with -Confirm in a non-interactive host' {
        $runspace = Open-TestRunspace
        try {
            (Invoke-TestRunspace -Runspace $runspace -Script 'Register-AgwGateway prod x.example.com -Confirm').Errors.Count | Should -Be 1
            (Invoke-TestRunspace -Runspace $runspace -Script 'Register-AgwGateway prod x.example.com').Errors.Count | Should -Be 0
            (Invoke-TestRunspace -Runspace $runspace -Script 'Unregister-AgwGateway prod -Confirm').Errors.Count | Should -Be 1
        }
        finally { $runspace.Dispose() }

        (Get-AgwGateway).Name | Should -Be 'prod'
    }

    It 'refuses a name that is registered already, without regard to case, and replaces it with -Force' {
        Register-AgwGateway prod one.example.com -InspectorId 900

        Register-AgwGateway PROD two.example.com @collectErrors
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationExists,AgentGateway.Commands.RegisterAgwGatewayCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $problems[0].TargetObject | Should -BeExactly 'PROD'
        (Get-AgwGateway prod).Uri.Host | Should -BeExactly 'one.example.com'

        Register-AgwGateway PROD two.example.com -Force
        (Get-AgwGateway).Name | Should -BeExactly 'PROD'
        (Get-AgwGateway prod).Uri.Host | Should -BeExactly 'two.example.com'
        (Get-AgwGateway prod).InspectorId | Should -BeNullOrEmpty
    }

    It 'refuses the name of a registered gateway as an address' {
        Register-AgwGateway prod one.example.com

        { Register-AgwGateway other prod } | Should -Throw '*prod is the name of a registered gateway*'

        Register-AgwGateway other prod:8043
        (Get-AgwGateway other).Uri.Host | Should -BeExactly 'prod'
    }

    It 'refuses the name <_>' -ForEach 'a.b', 'a:1', '1a', 'a b', 'localhost', "a`n", ('a' * 65) {
        { Register-AgwGateway -Name $_ -Uri gateway.example.com } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'refuses settings that do not work' -ForEach @(
        @{ In = @{ Vault = 'v' }; Text = '*-Vault requires -SecretName*' }
        @{ In = @{ InspectorId = 70000 }; Text = '*agent ID*' }
        @{ In = @{ CACertificate = 'TestDrive:/none.pem' }; Text = '*none.pem does not exist*' }
        @{ In = @{ SkipCertificateCheck = $true; CertificateThumbprint = '0' * 64 }; Text = '*can''t be combined*' }
        @{ In = @{ Proxy = 'http://user:secret@proxy:3128' }; Text = '*must not contain a user or a password*' }
    ) {
        Register-AgwGateway prod gateway.example.com @In @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.RegisterAgwGatewayCommand'
        "$($problems[0])" | Should -BeLike $Text
        Test-Path -LiteralPath $path | Should -BeFalse
    }

    It 'accepts no password in the address' {
        { Register-AgwGateway prod https://user:secret@gateway.example.com } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }

    It 'has no parameter for a secret, and writes none' {
        $names = (Get-Command -Name Register-AgwGateway).Parameters.Values |
            Where-Object { $_.ParameterType -in [securestring], [pscredential] }
        $names | Should -BeNullOrEmpty

        Register-AgwGateway prod gateway.example.com -SecretName 'agw-{0}' -Vault v

        [System.IO.File]::ReadAllText($path) | Should -Not -Match '(?i)password|credential'
    }

    It 'creates files that only their owner can read' -Skip:($env:OS -eq 'Windows_NT') {
        if ((Get-TestFramework) -eq 'net472') { Set-ItResult -Skipped -Because 'the net472 build secures files on Windows only'; return }

        Register-AgwGateway prod gateway.example.com

        foreach ($file in Get-ChildItem -LiteralPath (Split-Path -Path $path)) {
            $mode = [System.IO.File]::GetUnixFileMode($file.FullName)
            $mode | Should -Be ([System.IO.UnixFileMode] 'UserRead, UserWrite') -Because $file.Name
        }
        $mode = [System.IO.File]::GetUnixFileMode((Split-Path -Path $path))
        $mode | Should -Be ([System.IO.UnixFileMode] 'UserRead, UserWrite, UserExecute')
    }

    It 'leaves no other file than the lock' {
        Register-AgwGateway prod gateway.example.com

        (Get-ChildItem -LiteralPath (Split-Path -Path $path) -Force).Name | Sort-Object | Should -Be 'gateways.json', 'gateways.json.lock'
    }

    It 'keeps a symbolic link to the file' -Skip:($env:OS -eq 'Windows_NT') {
        if ((Get-TestFramework) -eq 'net472') { Set-ItResult -Skipped -Because 'Windows PowerShell replaces the link'; return }
        Write-File '{}'
        Move-Item -LiteralPath $path -Destination "$path.real"
        $null = New-Item -ItemType SymbolicLink -Path $path -Value "$path.real"

        Register-AgwGateway prod gateway.example.com

        (Get-Item -LiteralPath $path).LinkType | Should -Be 'SymbolicLink'
        [System.IO.File]::ReadAllText("$path.real") | Should -BeLike '*gateway.example.com*'
    }

    It 'keeps the fields of a newer version' {
        Write-File '{ "version": 7, "gateways": { "prod": { "address": "https://one", "auditLevel": { "a": [1] } } }, "groups": ["x"] }'

        Register-AgwGateway test two.example.com
        Register-AgwGateway prod three.example.com -Force
        Unregister-AgwGateway test

        $file = Read-File
        $file.version | Should -Be 7
        $file.groups | Should -Be 'x'
        $file.gateways.prod.auditLevel.a | Should -Be 1
        $file.gateways.prod.address | Should -BeExactly 'https://three.example.com:8043'
    }

    It 'never overwrites a broken file' {
        $broken = "{`n  `"gateways`": {`n    `"prod`": { `"address`": }`n  }`n}"
        Write-File $broken

        Register-AgwGateway test gateway.example.com -Force @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationFailed,AgentGateway.Commands.RegisterAgwGatewayCommand'
        "$($problems[0])" | Should -BeLike "*$path, line 3:*"
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike 'Correct the file at this line*'
        [System.IO.File]::ReadAllText($path) | Should -BeExactly $broken
    }

    It 'loses nothing if two processes register gateways at once' {
        $script = {
            param($module, $prefix)
            Import-Module -Name $module
            1..40 | ForEach-Object { Register-AgwGateway -Name "$prefix$_" -Uri "$prefix$_.example.com" -ErrorAction Stop }
        }
        $jobs = 'a', 'b' | ForEach-Object { Start-Job -ScriptBlock $script -ArgumentList (Get-TestModule), $_ }

        $jobs | Receive-Job -Wait -AutoRemoveJob

        (Get-AgwGateway).Count | Should -Be 80
        (Get-AgwGateway -Name a*).Count | Should -Be 40
    }

    It 'leaves the file as it was if the folder is read-only' -Skip:($env:OS -eq 'Windows_NT') {
        # Not even the administrator can write into this folder.
        $env:XDG_CONFIG_HOME = '/sys'
        try {
            Register-AgwGateway prod gateway.example.com @collectErrors
        }
        finally {
            $env:XDG_CONFIG_HOME = Split-Path -Path (Split-Path -Path $path)
        }

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationFailed,AgentGateway.Commands.RegisterAgwGatewayCommand'
        "$($problems[0])" | Should -BeLike '*/sys/agentgateway/gateways.json can''t be written*'
    }
}
