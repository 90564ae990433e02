# Shared by the Pester files: one simulated gateway for the whole run, its control interface, and unused agents.
# Every test uses its own agents and changes no setting of the gateway, so the files are independent of each other.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
$script:ModulePath = if ($env:AGW_TEST_MODULE) {
    $env:AGW_TEST_MODULE
}
else {
    [System.IO.Path]::Combine($script:Root, 'out', 'AgentGateway', 'AgentGateway.psd1')
}

if ($env:AGW_TEST_SERVER) {
    Import-Module -Name "$PSScriptRoot/TestServer.psm1"
}

# The tests neither read nor write the registered gateways of the user. Nothing is created unless a test registers a gateway.
$script:ConfigFolder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "agw-config-$PID")
$env:XDG_CONFIG_HOME = $script:ConfigFolder
$env:APPDATA = $script:ConfigFolder

# Imported once per process (never with -Force), so the files share the gateway and each uses its own agents.
$script:Gateway = $null
$script:LastAgent = 100

function Get-TestModule {
    <#
    .SYNOPSIS
    The path of the tested module.
    #>
    $script:ModulePath
}

function Get-TestFramework {
    <#
    .SYNOPSIS
    The tested build of the module: net8.0, or net472 for Windows PowerShell 5.1.
    #>
    $attribute = [System.Runtime.Versioning.TargetFrameworkAttribute]
    $target = [AgentGateway.AgwSession].Assembly.GetCustomAttributes($attribute, $false).FrameworkName
    if ($target -like '.NETFramework,*') { 'net472' } else { 'net8.0' }
}

function Get-TestRegistrationPath {
    <#
    .SYNOPSIS
    The file of the gateways that the tests register.
    #>
    $folder = if ($env:OS -eq 'Windows_NT') { 'AgentGateway' } else { 'agentgateway' }
    [System.IO.Path]::Combine($script:ConfigFolder, $folder, 'gateways.json')
}

function Clear-TestRegistration {
    <#
    .SYNOPSIS
    Deletes the gateways that the tests have registered. For AfterEach or AfterAll of a file that registers gateways.
    #>
    Remove-Item -LiteralPath $script:ConfigFolder -Recurse -Force -ErrorAction Ignore
}

function Import-TestModule {
    <#
    .SYNOPSIS
    Imports the module, starts the gateway, and clears earlier requests and faults. For BeforeAll of each file.
    #>
    Import-Module -Name $script:ModulePath -Scope Global
    $null = Get-TestGateway
    $null = Invoke-TestControl -Method Delete -Path faults
    $null = Invoke-TestControl -Method Delete -Path requests
}

function Disconnect-TestAgent {
    <#
    .SYNOPSIS
    Disconnects all sessions of this runspace. For AfterAll of each file.
    #>
    $null = Invoke-TestControl -Method Delete -Path faults
    Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
}

foreach ($part in 'Gateway', 'Agents', 'State', 'Processes', 'Views') {
    . "$PSScriptRoot/Simulator/$part.ps1"
}

Export-ModuleMember -Function *-Test*
