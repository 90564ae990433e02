# Separate gateways for one test file, in addition to the shared one. They show which gateway receives a request.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
Import-Module -Name "$PSScriptRoot/Simulator.psm1"

function Open-OwnGateway {
    <#
    .SYNOPSIS
    Starts a gateway of this test file's own.
    #>
    param([string[]] $Option = @('--agents', '101-400'))

    Open-TestGateway -Option $Option
}

function Invoke-GatewayControl {
    <#
    .SYNOPSIS
    Calls the control interface of a gateway.
    #>
    param(
        [Parameter(Mandatory)] [object] $Gateway,
        [ValidateSet('Get', 'Post', 'Delete')] [string] $Method = 'Get',
        [Parameter(Mandatory)] [string] $Path,
        [hashtable] $Body = @{}
    )

    Invoke-TestControl @PSBoundParameters -MayBeMissing
}

function Connect-GatewayAgent {
    <#
    .SYNOPSIS
    Signs in agents at a gateway, and returns their sessions.
    #>
    param([Parameter(Mandatory)] [object] $Gateway, [Parameter(Mandatory)] [int[]] $AgentId, [hashtable] $Option = @{ NoDefault = $true })

    $AgentId |
        Connect-AgwSession -Uri $Gateway.Address -Credential (Get-TestCredential) -CACertificate $Gateway.Certificate -NoProxy @Option
}

function Add-GatewayConference {
    <#
    .SYNOPSIS
    Starts a conference at a gateway, and returns its ID.
    #>
    param(
        [Parameter(Mandatory)] [object] $Gateway,
        [Parameter(Mandatory)] [int] $AgentId,
        [object[]] $Participant = @(),
        [int] $AgeMinutes = 0
    )

    (Invoke-GatewayControl -Gateway $Gateway -Method Post -Path conferences -Body @{
        chairperson  = $AgentId
        participants = $Participant
        ageMinutes   = $AgeMinutes
    }).confId
}

function Get-GatewayConference {
    <#
    .SYNOPSIS
    The IDs of the running conferences of a gateway.
    #>
    param([Parameter(Mandatory)] [object] $Gateway)

    @((Invoke-GatewayControl -Gateway $Gateway -Path state).conferences | ForEach-Object confId)
}

function Get-GatewayRequest {
    <#
    .SYNOPSIS
    The requests for changes that a gateway has received, oldest first.
    #>
    param(
        [Parameter(Mandatory)] [object] $Gateway,
        [string[]] $Except = @(
            'login', 'forceLogin', 'logout', 'getAgentEvent', 'getAgentStatus'
            'queryConfInfos', 'queryAllConfIds', 'queryAgentInfoByWorkNo'
        )
    )

    @(Invoke-GatewayControl -Gateway $Gateway -Path requests | Where-Object operation -NotIn $Except | Sort-Object -Property sequence)
}

function Clear-GatewayRequest {
    <#
    .SYNOPSIS
    Clears the recorded requests.
    #>
    param([Parameter(Mandatory, ValueFromPipeline)] [object] $Gateway)

    process { $null = Invoke-GatewayControl -Gateway $Gateway -Method Delete -Path requests }
}

Export-ModuleMember -Function *-Own*, *-Gateway*
