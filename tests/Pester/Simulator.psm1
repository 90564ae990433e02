# What the Pester files share: one simulated gateway for the whole run, its control surface, agents that no other test uses.
# Every test takes agents of its own and changes no setting of the gateway, so that no file depends on another.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
$script:ModulePath = if ($env:AGW_TEST_MODULE) { $env:AGW_TEST_MODULE } else { [System.IO.Path]::Combine($script:Root, 'out', 'AgentGateway', 'AgentGateway.psd1') }

if ($env:AGW_TEST_SERVER) {
    Import-Module -Name "$PSScriptRoot/TestServer.psm1"
}

# Imported once a process (never with -Force), so that the files share the gateway and none uses another's agents.
$script:Gateway = $null
$script:LastAgent = 100

function Get-TestModule {
    <#
    .SYNOPSIS
    The path of the module that is tested.
    #>
    $script:ModulePath
}

function Get-TestFramework {
    <#
    .SYNOPSIS
    Which build of the module is tested: net8.0, or net472, the one for Windows PowerShell 5.1.
    #>
    $target = [AgentGateway.AgwSession].Assembly.GetCustomAttributes([System.Runtime.Versioning.TargetFrameworkAttribute], $false).FrameworkName
    if ($target -like '.NETFramework,*') { 'net472' } else { 'net8.0' }
}

function Import-TestModule {
    <#
    .SYNOPSIS
    Imports the module, starts the gateway, forgets earlier requests and faults. For BeforeAll of each file.
    #>
    Import-Module -Name $script:ModulePath -Scope Global
    $null = Get-TestGateway
    $null = Invoke-TestControl -Method Delete -Path faults
    $null = Invoke-TestControl -Method Delete -Path requests
}

function Disconnect-TestAgent {
    <#
    .SYNOPSIS
    Lets go of all sessions of this runspace. For AfterAll of each file.
    #>
    $null = Invoke-TestControl -Method Delete -Path faults
    Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
}

foreach ($part in 'Gateway', 'Agents', 'State', 'Processes') {
    . "$PSScriptRoot/Simulator/$part.ps1"
}

Export-ModuleMember -Function *-Test*
