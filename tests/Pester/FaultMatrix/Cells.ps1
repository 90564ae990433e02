# The cells of the table: every cmdlet with every fault, and the expected outcome.

function Get-FaultTable {
    <#
    .SYNOPSIS
    The rows, faults, exceptions and categories of FaultMatrix.psd1.
    #>
    $script:Table
}

function Get-FaultCell {
    <#
    .SYNOPSIS
    Every cmdlet with every fault, and the expected outcome.
    #>
    for ($f = 0; $f -lt $script:Table.Faults.Count; $f++) {
        for ($r = 0; $r -lt $script:Table.Rows.Count; $r++) {
            ConvertTo-FaultCell -Row $script:Table.Rows[$r] -Fault $script:Table.Faults[$f] -FaultNumber $f -RowNumber $r
        }
    }
}

function ConvertTo-FaultCell([hashtable] $Row, [hashtable] $Fault, [int] $FaultNumber, [int] $RowNumber) {
    # A sign-in has no GUID to lose. An attached session doesn't poll, so it gets no new GUID.
    if (($Fault.ContainsKey('Guid') -and $Row.Kind -eq 'SignIn') -or ($Fault['Guid'] -eq 'Replaced' -and $Row.Kind -eq 'Attach')) {
        return
    }

    if ($Fault.ContainsKey('Guid') -and $Row['IsLater']) { return }
    $isRead = $Row.Kind -in 'Read', 'Attach'
    $expected = if ($isRead) { $Fault.Read } else { $Fault.Write }
    $agent = if ($Fault['Guid'] -eq 'Replaced') {
        $script:FirstOwnAgent + $RowNumber
    }
    else {
        $script:FirstAgent + ($Row['Lane'] * $script:AgentsPerLane) + $FaultNumber
    }
    $target = if ($Row.ContainsKey('Target')) { $Row.Target } else { $agent }
    if ($Row['NeedsResult'] -and $Fault['LacksResult']) {
        $expected = 'BadReply', 1
    }

    foreach ($exception in $script:Table.Exceptions) {
        $isOperation = -not $exception.ContainsKey('Operation') -or $exception.Operation -eq $Row.Operation
        if ($isOperation -and $exception.Cmdlet -eq $Row.Cmdlet -and $Fault.Name -like $exception.Fault) {
            $expected = $exception.Outcome
            if ($exception.ContainsKey('Target')) { $target = $exception.Target }
        }
    }

    $category = if ($Fault.ContainsKey('Category')) { $Fault.Category } else { $script:Table.Categories[$expected[0]] }
    [pscustomobject]@{
        Row      = $Row
        Fault    = $Fault
        Name     = "$($Row.Cmdlet) ($($Row.Operation)), $($Fault.Name)"
        IsRead   = $isRead
        AgentId  = $agent
        Session  = $null
        Expected = [pscustomobject]@{ Outcome = $expected[0]; Requests = $expected[1]; Category = $category; Target = $target }
        Actual   = $null
    }
}
