# Replaces the environment of a user while Examples.Tests.ps1 runs an example. It is loaded into the runspace of the example.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change nothing.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidOverwritingBuiltInCmdlets', '', Justification = 'They stand in for them.')]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
$script:Guid = $null

function Initialize-Example {
    <#
    .SYNOPSIS
    Connects the agents that an example requires, and prepares what its page needs in addition.
    #>
    param(
        [object] $Gateway,
        [securestring] $Guid,
        [string] $Preparation,
        [switch] $SignInNobody
    )

    $script:Guid = $Guid
    if ($SignInNobody) {
        return
    }

    $inConference = 101..105 + 150
    $connected = $inConference + 111..115 + 160, 171, 172, 900 |
        Connect-AgwSession -Uri $Gateway.Address -Credential $script:Credential -CACertificate $Gateway.Certificate -NoProxy
    Select-AgwSession -AgentId 101
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while ($connected | Where-Object { $_.AgentId -in $inConference -and -not $_.ConferenceId }) {
        if ($watch.Elapsed.TotalSeconds -gt 10) {
            throw 'The agents did not hear of their conferences.'
        }

        Start-Sleep -Milliseconds 10
    }

    $null = Add-AgwParticipant -AgentId 101 -Address 160 -AddressType AgentId
    if ($Preparation) {
        $null = & ([scriptblock]::Create($Preparation))
    }
}

function Send-ExampleEvent {
    <#
    .SYNOPSIS
    Raises an event for agents.
    #>
    param([object] $Gateway, [int[]] $AgentId, [string] $EventType, [string] $Content)

    foreach ($agent in $AgentId) {
        $uri = "$($Gateway.Address.TrimEnd('/'))/simulator/agents/$agent/events"
        $body = "{`"eventType`":`"$EventType`",`"content`":$Content}"
        $null = Invoke-RestMethod -Method Post -Uri $uri -Body $body -SkipCertificateCheck -NoProxy
    }
}

function Add-ExampleCall {
    <#
    .SYNOPSIS
    Puts a call on the phone of agents.
    #>
    param([object] $Gateway, [int[]] $AgentId, [string] $State = 'Talking', [int] $AgeMinutes)

    foreach ($agent in $AgentId) {
        $uri = "$($Gateway.Address.TrimEnd('/'))/simulator/agents/$agent/calls"
        $body = "{`"state`":`"$State`",`"ageMinutes`":$AgeMinutes}"
        $null = Invoke-RestMethod -Method Post -Uri $uri -Body $body -SkipCertificateCheck -NoProxy
    }
}

function Get-Credential {
    param([string] $UserName, [string] $Message)
    Assert-Argument -Argument ($PSBoundParameters.Keys + "$UserName$Message")
    $script:Credential
}

function Get-Secret {
    param([Parameter(Mandatory)] [string] $Name, [string] $Vault)
    if ($Vault) { Assert-Argument -Argument $Vault }
    if ($Name -like 'agw-guid-*') { $script:Guid } else { $script:Credential }
}

function Set-Secret {
    param([Parameter(Mandatory)] [string] $Name, [object] $Secret, [securestring] $SecureStringSecret)
    Assert-Argument -Argument $(if ($Name -and $SecureStringSecret) { $SecureStringSecret.Length } else { $Secret })
}

# Runs the script block on this machine, once for each computer name.
function Invoke-Command {
    param([string[]] $ComputerName, [scriptblock] $ScriptBlock, [object[]] $ArgumentList)

    foreach ($name in $ComputerName) {
        $env:COMPUTERNAME = $name
        & $ScriptBlock @ArgumentList
    }
}

function Install-Module { Assert-Argument -Argument $args }
function Register-SecretVault { Assert-Argument -Argument $args }
function Set-SecretStoreConfiguration { Assert-Argument -Argument $args }
function New-ScheduledTaskAction { Assert-Argument -Argument $args; 'action' }
function New-ScheduledTaskTrigger { Assert-Argument -Argument $args; 'trigger' }
function New-ScheduledTaskPrincipal { Assert-Argument -Argument $args; 'principal' }
function New-ScheduledTaskSettingsSet { Assert-Argument -Argument $args; 'settings' }
function Register-ScheduledTask { Assert-Argument -Argument $args }
function schtasks { Assert-Argument -Argument $args }

function Assert-Argument {
    param([object[]] $Argument)

    if (-not $Argument) {
        throw 'The command has no arguments.'
    }
}

Export-ModuleMember -Function * -Alias *
