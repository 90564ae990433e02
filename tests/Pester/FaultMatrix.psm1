# Runs every cmdlet that sends requests with every fault, and records the outcomes. FaultMatrix.psd1 contains the expected outcomes.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:MatrixPath = $PSCommandPath
$script:Table = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath 'FaultMatrix.psd1')
$script:Table.Rows = (Import-PowerShellDataFile -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath 'FaultMatrix/Rows.psd1')).Rows
$script:FirstAgent = 101
$script:AgentsPerLane = 50
$script:FirstOwnAgent = 1301
$script:RunspacesAtOnce = 32
$script:HeldBack = 100000
$script:Letters = [ordered]@{
    Done = 'ok'; Nothing = 'no'; ConnectFailed = 'CF'; TlsFailed = 'TF'; OutcomeUnknown = 'OU'; OperationTimeout = 'OT'; BadReply = 'BR'
    InvalidArgument = 'IA'; PermissionDenied = 'PD'; GatewayBusy = 'GB'; RepeatedCall = 'RC'; GatewayError = 'GE'; ConferenceNotFound = 'CN'
}

function Invoke-FaultMatrix {
    <#
    .SYNOPSIS
    Runs all cells, many at a time, and records the outcome in each.
    #>
    param(
        [Parameter(Mandatory)] [object[]] $Cell,
        [Parameter(Mandatory)] [object] $Gateway,
        [Parameter(Mandatory)] [string] $RedirectTarget
    )

    $place = Get-FaultPlace -Gateway $Gateway -RedirectTarget $RedirectTarget
    Connect-FaultCell -Cell $Cell -Place $place
    $replaced, $others = $Cell.Where({ $_.Fault['Guid'] -eq 'Replaced' }, 'Split')
    Invoke-ReplacedGuid -Cell $replaced -Place $place
    $others | ForEach-Object -ThrottleLimit $script:RunspacesAtOnce -Parallel {
        $place = $using:place
        Import-Module -Name $place.Module, $place.Matrix
        Invoke-FaultCell -Cell $_ -Place $place
    }

    $seen = Invoke-FaultControl -Place $place -Path requests |
        Group-Object -Property { "$($_.agentId) $($_.operation)" } -AsHashTable -AsString
    foreach ($one in $Cell) {
        $one.Actual.Requests = @($seen["$($one.AgentId) $($one.Row.Operation)"]).Where({ $_ }).Count
    }

    # A change of an agent without a cell for it has affected a wrong target. The cells that sign in end with a sign-out.
    $changes = $script:Table.Rows.Where({ $_.Kind -eq 'Write' -and $_.Operation -ne 'logout' }).Operation
    $named = [System.Collections.Generic.HashSet[string]]::new([string[]]$Cell.ForEach({ "$($_.AgentId) $($_.Row.Operation)" }))
    $script:WrongTargets = @($seen.Keys.Where({ ($_ -split ' ')[1] -in $changes -and -not $named.Contains($_) }))
}

function Get-FaultWrongTarget {
    <#
    .SYNOPSIS
    The changes of the last run that affected another agent than that of a cell: agent and operation.
    #>
    $script:WrongTargets
}

foreach ($part in 'Cells', 'Sessions', 'Calls', 'ReplacedGuid', 'Page') {
    . "$PSScriptRoot/FaultMatrix/$part.ps1"
}

Export-ModuleMember -Function *-Fault*
