BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $path = Get-TestRegistrationPath

    function Write-File([string] $Text, [string] $Path = $path) {
        $null = New-Item -Path (Split-Path -Path $Path) -ItemType Directory -Force
        [System.IO.File]::WriteAllText($Path, $Text)
    }

    # The file of the machine, for a test. The tests never use the real one.
    $paths = [AgentGateway.GatewayRegistration].Assembly.GetType('AgentGateway.RegistryPaths')
    $machine = $paths.GetProperty('MachineFolder', [System.Reflection.BindingFlags] 'Static, NonPublic')
    $machine.SetValue($null, (Join-Path -Path $TestDrive -ChildPath machine))
}

AfterAll { $machine.SetValue($null, $null) }

Describe 'Get-AgwGateway' {
    AfterEach {
        Clear-TestRegistration
        Remove-Item -Path (Join-Path -Path $TestDrive -ChildPath machine) -Recurse -Force -ErrorAction Ignore
    }

    It 'returns nothing if there is no file' {
        Get-AgwGateway | Should -BeNullOrEmpty
    }

    It 'returns the gateways in alphabetical order, and those that match a pattern' {
        'prod-b', 'test', 'prod-a' | ForEach-Object { Register-AgwGateway $_ "$_.example.com" }

        (Get-AgwGateway).Name | Should -Be 'prod-a', 'prod-b', 'test'
        (Get-AgwGateway -Name prod*).Name | Should -Be 'prod-a', 'prod-b'
        ('TEST' | Get-AgwGateway).Name | Should -BeExactly 'test'
    }

    It 'reports a name that is not registered, but not a pattern without a match' {
        Get-AgwGateway -Name none @collectErrors | Should -BeNullOrEmpty
        Get-AgwGateway -Name none* -ErrorAction Stop | Should -BeNullOrEmpty

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationNotFound,AgentGateway.Commands.GetAgwGatewayCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -BeExactly 'none'
    }

    # Wine doesn't store the owner of a file.
    It 'prefers the gateway of the user to that of the machine' -Tag NoWine {
        Register-AgwGateway prod machine.example.com -Scope AllUsers
        Register-AgwGateway other other.example.com -Scope AllUsers
        Register-AgwGateway Prod user.example.com

        (Get-AgwGateway prod).Uri.Host | Should -BeExactly 'user.example.com'
        (Get-AgwGateway).Name | Should -Be 'other', 'Prod'
        (Get-AgwGateway other).Scope | Should -Be 'AllUsers'
        (Get-AgwGateway prod -Scope AllUsers).Uri.Host | Should -BeExactly 'machine.example.com'
    }

    It 'lets all users read the file of the machine' -Skip:($env:OS -eq 'Windows_NT') {
        if ((Get-TestFramework) -eq 'net472') { Set-ItResult -Skipped -Because 'the net472 build secures files on Windows only'; return }

        Register-AgwGateway prod machine.example.com -Scope AllUsers

        [System.IO.File]::GetUnixFileMode((Get-AgwGateway prod).Path) |
            Should -Be ([System.IO.UnixFileMode] 'UserRead, UserWrite, GroupRead, OtherRead')
    }

    It 'names the file and the line of <Problem>' -ForEach @(
        @{ Problem = 'text that is not JSON'; Text = "{`n  gateways"; Line = 2 }
        @{ Problem = 'an empty file'; Text = ''; Line = 1 }
        @{ Problem = 'a list'; Text = '[]'; Line = 1 }
        @{ Problem = 'a duplicate name'; Text = "{`n`"gateways`": {`n`"a`": {},`n`"A`": {}`n}}"; Line = 4 }
        @{ Problem = 'gateways that are not an object'; Text = "{`n`n`"gateways`": 7 }"; Line = 3 }
        @{ Problem = 'a known field in another case'; Text = "{`n`"Gateways`": {}`n}"; Line = 2 }
        @{ Problem = 'a comment'; Text = "{`n// x`n}"; Line = 2 }
    ) {
        Write-File $Text

        Get-AgwGateway @collectErrors | Should -BeNullOrEmpty

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationFailed,AgentGateway.Commands.GetAgwGatewayCommand'
        "$($problems[0])" | Should -BeLike "*$path, line ${Line}:*"
    }

    $hasFull = Test-Path -LiteralPath /dev/full
    It 'reports an unreadable file of the user, and returns the gateways of the machine' -Tag NoWine -Skip:(-not $hasFull) {
        Register-AgwGateway prod machine.example.com -Scope AllUsers
        $link = $path
        $null = New-Item -ItemType Directory -Path (Split-Path -Path $link) -Force
        # A device without an end.
        $null = New-Item -ItemType SymbolicLink -Path $link -Target /dev/full -Force

        (Get-AgwGateway @collectErrors).Name | Should -Be 'prod'

        $problems.Count | Should -Be 1
        "$($problems[0])" | Should -BeLike '*is larger than 1 MiB*'
    }

    It 'reports a registration that is not valid, and returns the others: <Field>' -ForEach @(
        @{ Field = '"address": 7'; Text = '*gateways.bad.address is not a text*' }
        @{ Field = '"address": "http://other.example.com"'; Text = '*gateways.bad.address is not an address*' }
        @{ Field = '"address": "x", "inspectorId": "900"'; Text = '*gateways.bad.inspectorId is not an agent ID*' }
        @{
            Field = '"address": "x", "maximumRetryCount": 1000'
            Text  = '*gateways.bad.maximumRetryCount is not a whole number from 0 to 100*'
        }
        @{ Field = '"address": "x", "noProxy": "yes"'; Text = '*gateways.bad.noProxy is neither true nor false*' }
        @{ Field = '"address": "x", "certificateThumbprint": "12"'; Text = '*gateways.bad.certificateThumbprint is not valid*' }
        @{ Field = '"address": "x", "SecretName": "y"'; Text = '*gateways.bad.SecretName must be spelled secretName*' }
        @{ Field = '"secretName": "x"'; Text = '*gateways.bad has no address*' }
    ) {
        Write-File "{`n`"gateways`": {`n`"good`": { `"address`": `"good.example.com`" },`n`"bad`": { $Field }`n} }"

        (Get-AgwGateway @collectErrors).Name | Should -Be 'good'

        $problems.Count | Should -Be 1
        "$($problems[0])" | Should -BeLike $Text
        "$($problems[0])" | Should -BeLike "*$path, line 4:*"
        $problems[0].TargetObject | Should -BeExactly 'bad'
    }

    It 'reads a file that Notepad has written' {
        $null = New-Item -Path (Split-Path -Path $path) -ItemType Directory -Force
        $text = "{`r`n`"gateways`": { `"prod`": { `"address`": `"x`" } } }"
        [System.IO.File]::WriteAllText($path, $text, [System.Text.UTF8Encoding]::new($true))

        (Get-AgwGateway).Uri.Host | Should -BeExactly 'x'
    }

    It 'shows the name, the address, the inspector, and the secret in a table' {
        Register-AgwGateway prod gateway.example.com -InspectorId 900 -SecretName 'agw-{0}'

        $text = (Get-AgwGateway | Format-Table | Out-String -Width 80) -split '\r?\n'

        $text -match 'Name\s+Uri\s+InspectorId\s+SecretName\s+Scope' | Should -HaveCount 1
        $text -match 'prod\s+gateway\.example\.com:8043\s+900\s+agw-\{0\}\s+CurrentUser' | Should -HaveCount 1
    }
}
