# The role capability for JEA, in the restricted runspace that PowerShell creates from a session configuration file with this role. Only the
# connection is missing: remoting with roles exists on Windows only.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/../Conference/CleanupWorld.ps1"

    # Both modules are found by their names, as installed ones are. Get-Secret is a module of the test.
    $modules = (New-Item -Path "$TestDrive/modules" -ItemType Directory).FullName
    Copy-Item -Path (Split-Path -Path (Get-TestModule)) -Destination "$modules/AgentGateway" -Recurse
    $vault = New-Item -Path "$modules/Microsoft.PowerShell.SecretManagement" -ItemType Directory
    Set-Content -Path "$vault/Microsoft.PowerShell.SecretManagement.psm1" -Value @'
function Get-Secret([string] $Name, [string] $Vault) {
    $password = [securestring]::new()
    'secret'.ToCharArray() | ForEach-Object { $password.AppendChar($_) }
    $password
}
'@
    $modulePath = $env:PSModulePath
    $env:PSModulePath = $modules + [System.IO.Path]::PathSeparator + $modulePath

    $transport = @{ CACertificate = $gateway.Certificate; NoProxy = $true; InspectorId = 901; SecretName = 'agw-{0}' }
    Register-AgwGateway prod $gateway.Address @transport

    $configuration = "$TestDrive/operators.pssc"
    $role = @{ RoleCapabilityFiles = "$modules/AgentGateway/scripts/AgentGateway.psrc" }
    New-PSSessionConfigurationFile -Path $configuration -SessionType RestrictedRemoteServer -RoleDefinitions @{ Operators = $role }
    $state = [initialsessionstate]::CreateFromSessionConfigurationFile($configuration, [Func[string, bool]] { $args[0] -eq 'Operators' })
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()

    # Runs a command as the operator would: its name and its arguments, without variables and expressions.
    function Invoke-Operator([string] $Command, [hashtable] $Argument = @{}) {
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddCommand($Command).AddParameters($Argument)
        try {
            [pscustomobject]@{ Output = @($shell.Invoke()); Errors = @($shell.Streams.Error); Failure = $null }
        } catch {
            [pscustomobject]@{ Output = @(); Errors = @($shell.Streams.Error); Failure = $_.Exception.InnerException }
        } finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    $runspace.Dispose()
    $env:PSModulePath = $modulePath
    Clear-TestRegistration
    Disconnect-TestAgent
    $gateway | Close-TestGateway
}

Describe 'The role capability' {
    BeforeEach { Reset-Gateway }

    It 'lists the conferences of a registered gateway' {
        $one = Start-Conference
        $young = Start-Conference -AgeMinutes 5

        $run = Invoke-Operator Get-AgwConference @{ Gateway = 'prod' }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.ConferenceId | Sort-Object | Should -Be ($one.ConferenceId, $young.ConferenceId | Sort-Object)
        $run.Output[0] | Should -BeOfType ([AgentGateway.Conference])
        Test-SignedIn 901 | Should -BeFalse
    }

    It 'understands an age as the module does: <_>' -ForEach 120, '120', '2:00:00' {
        $one = Start-Conference
        $null = Start-Conference -AgeMinutes 5

        $run = Invoke-Operator Get-AgwConference @{ Gateway = 'prod'; OlderThan = $_ }

        $run.Output.ConferenceId | Should -Be $one.ConferenceId
    }

    It 'ends old conferences with the secrets of the registered gateway' {
        $one = Start-Conference
        $young = Start-Conference -AgeMinutes 5

        $run = Invoke-Operator Clear-AgwConference @{ Gateway = 'prod'; OlderThan = 120; Confirm = $false }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.ConferenceId | Should -Be $one.ConferenceId
        $run.Output.Outcome | Should -Be 'Ended'
        Test-Running $one.ConferenceId | Should -BeFalse
        Test-Running $young.ConferenceId | Should -BeTrue
    }

    It 'ends specified conferences' {
        $one = Start-Conference
        $two = Start-Conference

        $which = @{ Gateway = 'prod'; OlderThan = 120; ConferenceId = $two.ConferenceId; Confirm = $false }
        $run = Invoke-Operator Clear-AgwConference $which

        $run.Output.ConferenceId | Should -Be $two.ConferenceId
        Test-Running $one.ConferenceId | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        $one = Start-Conference

        $run = Invoke-Operator Clear-AgwConference @{ Gateway = 'prod'; OlderThan = 120; WhatIf = $true }

        $run.Output.Outcome | Should -Be 'Planned'
        Test-Running $one.ConferenceId | Should -BeTrue
    }

    It 'prompts, and ends nothing if nobody can answer' {
        $one = Start-Conference

        $run = Invoke-Operator Clear-AgwConference @{ Gateway = 'prod'; OlderThan = 120 }

        $run.Output | Where-Object Outcome -EQ 'Ended' | Should -BeNullOrEmpty
        Test-Running $one.ConferenceId | Should -BeTrue
    }

    It 'makes only two commands of the module visible, and no other command than those of every restricted session' {
        $restricted = 'Clear-Host', 'Exit-PSSession', 'Get-Command', 'Get-FormatData', 'Get-Help', 'Measure-Object', 'Out-Default'

        $names = (Invoke-Operator Get-Command).Output.Name | Sort-Object

        $names | Should -Be ($restricted + 'Select-Object', 'Get-AgwConference', 'Clear-AgwConference' | Sort-Object)
    }

    It 'refuses the command <_>' -ForEach @(
        'Connect-AgwSession', 'AgentGateway\Connect-AgwSession', 'AgentGateway\Clear-AgwConference', 'Get-AgwSession', 'Get-AgwSessionGuid'
        'Register-AgwGateway', 'Remove-AgwConference', 'Get-Secret', 'Import-Module', 'Get-Content', 'Invoke-Expression', '/bin/sh'
    ) {
        (Invoke-Operator $_).Failure | Should -BeOfType ([System.Management.Automation.CommandNotFoundException])
    }

    It 'refuses the parameter -<_>' -ForEach @(
        'Session', 'Credential', 'PhoneNumber', 'Force', 'Chairperson', 'InputObject', 'ThrottleLimit', 'TimeoutSeconds'
    ) {
        $one = Start-Conference

        $run = Invoke-Operator Clear-AgwConference @{ Gateway = 'prod'; OlderThan = 120; Confirm = $false; $_ = 1 }

        $run.Failure.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'NamedParameterNotFound,*'
        Test-Running $one.ConferenceId | Should -BeTrue
    }

    It 'refuses an address instead of a name: <_>' -ForEach @(
        'https://gateway.example.com', 'gateway.example.com', 'gw1:8043', '127.0.0.1', '-prod', "prod`n"
    ) {
        foreach ($command in 'Get-AgwConference', 'Clear-AgwConference') {
            $run = Invoke-Operator $command @{ Gateway = $_; OlderThan = 120 }

            $run.Failure.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
    }

    It 'refuses a host that is not registered' {
        foreach ($command in 'Get-AgwConference', 'Clear-AgwConference') {
            $run = Invoke-Operator $command @{ Gateway = 'localhost'; OlderThan = 120 }

            $run.Errors.Count | Should -Be 1
            $run.Errors[0].FullyQualifiedErrorId | Should -Match '^(NoSession|RegistrationNotFound),'
        }
    }

    It 'refuses scripts' {
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $failure = { $shell.AddScript('[Environment]::UserName').Invoke() } | Should -Throw -PassThru
        $shell.Dispose()

        $failure.FullyQualifiedErrorId | Should -BeExactly 'ParseException'
        "$failure" | Should -BeLike '*no-language mode*'
    }
}
