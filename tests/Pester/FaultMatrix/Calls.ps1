# Runs one cell: requests its fault from the simulator, calls the cmdlet, and records the outcome.

function Invoke-FaultControl([hashtable] $Place, [string] $Path, [hashtable] $Body) {
    $call = @{ Method = 'Get'; Uri = "$($Place.Live)/simulator/$Path"; SkipCertificateCheck = $true; NoProxy = $true }
    if ($PSBoundParameters.ContainsKey('Body')) {
        $call.Method = 'Post'
        $call.ContentType = 'application/json'
        $call.Body = ConvertTo-Json -InputObject $Body -Compress
    }

    Invoke-RestMethod @call | ForEach-Object { $_ }
}

function Add-CellFault([object] $Cell, [hashtable] $Place, [hashtable] $Order, [bool] $Once, [bool] $Acted) {
    $body = @{ agentId = $Cell.AgentId; operation = $Cell.Row.Operation; acted = $Acted } + $Order
    if ($Once) { $body.count = 1 }
    if ($body['location']) { $body.location = $Place.Redirect }
    $null = Invoke-FaultControl -Place $Place -Path faults -Body $body
}

function Invoke-FaultCell {
    <#
    .SYNOPSIS
    Runs a cell: requests the fault, calls the cmdlet, and records the outcome.
    #>
    param([Parameter(Mandatory)] [object] $Cell, [Parameter(Mandatory)] [hashtable] $Place)

    $row, $fault = $Cell.Row, $Cell.Fault
    # A change isn't carried out, so it needs no conference. Queries and sign-ins are carried out.
    $acted = $Cell.IsRead -or $row.Kind -eq 'SignIn' -or $row['NeedsResult']
    if ($fault.ContainsKey('Order')) {
        $isCarriedOut = $acted -and $fault.Order.fault -notin 'status', 'retCode', 'cutBefore'
        Add-CellFault -Cell $Cell -Place $Place -Order $fault.Order -Once ([bool]$fault['Once']) -Acted $isCarriedOut
        if ($fault['Once'] -and -not $acted) {
            Add-CellFault -Cell $Cell -Place $Place -Order @{ fault = 'numberRetCode' } -Once $true -Acted $false
        }
    }

    if ($fault['Guid'] -eq 'Expired') {
        $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/expireguid" -Body @{}
    }

    Invoke-FaultCommand -Cell $Cell -Place $Place
}

function Invoke-FaultCommand {
    <#
    .SYNOPSIS
    Calls the cmdlet of a cell, and records the outcome.
    #>
    param([Parameter(Mandatory)] [object] $Cell, [Parameter(Mandatory)] [hashtable] $Place)

    $ConfirmPreference = 'None'
    $row = $Cell.Row
    $arguments = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
    if ($row.ContainsKey('Arguments')) { $arguments += $row.Arguments }
    if ($row.Kind -in 'SignIn', 'Attach') {
        $at = if ($Cell.Fault.ContainsKey('Place')) { $Cell.Fault.Place } else { 'Live' }
        $arguments += Get-FaultOption -Place $Place -IsSlow ([bool]$Cell.Fault['Slow']) -At $at
        $arguments += @{ Uri = $Place[$at]; AgentId = $Cell.AgentId }
        if ($row.Kind -eq 'SignIn') { $arguments.Credential = $Place.Credential }
        else { $arguments.Guid = if ($Cell.Session) { $Cell.Session.GetGuid() } else { 'lost-0000.AgentGateway0' } }
    }
    else {
        $through = if ($row.ContainsKey('Through')) { $row.Through } else { 'Session' }
        $arguments[$through] = $Cell.Session
    }

    if ($row.ContainsKey('State') -and -not $Cell.Fault.ContainsKey('Place')) {
        $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/state" -Body @{ state = $row.State }
    }

    $problems = @()
    $output = @(& $row.Cmdlet @arguments)
    $Cell.Actual = ConvertTo-FaultOutcome -Output $output -Problem @($problems) -IsSilent ([bool]$row['Silent'])
    if ($row.Kind -eq 'SignIn') { $output | Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue }
}

function ConvertTo-FaultOutcome([object[]] $Output, [object[]] $Problem, [bool] $IsSilent) {
    $outcome = if ($Problem.Count -gt 1 -or ($Problem.Count -eq 1 -and $Output.Count -gt 0)) {
        "$($Output.Count) outputs and $($Problem.Count) errors"
    }
    elseif ($Problem.Count -eq 1) { $Problem[0].FullyQualifiedErrorId -replace ',.*' }
    elseif ($Output.Count -gt 0 -or $IsSilent) { 'Done' }
    else { 'Nothing' }
    [pscustomobject]@{ Outcome = $outcome; Requests = -1; Error = $Problem | Select-Object -First 1 }
}
