# Writes the page docs/faults.md.

function Format-FaultPage {
    <#
    .SYNOPSIS
    The page docs/faults.md, from what came of the cells.
    #>
    param([Parameter(Mandatory)] [object[]] $Cell)

    '# What every cmdlet does with every fault'
    ''
    'Printed by `tests/Pester/FaultMatrix.Tests.ps1`, which runs every cmdlet that sends, by every operation that it sends, against every fault, and'
    'fails where this page is not what came of it. What is expected stands in `tests/Pester/FaultMatrix.psd1`.'
    ''
    'One input has one outcome: its output or one error. Behind the error id stands the number of requests that reached the gateway, here with'
    '`-MaximumRetryCount 1`. A write is sent once, unless the gateway certainly did not take it; a query is repeated.'
    ''
    "Changes that reached another target than the one of the command: $($script:WrongTargets.Count)."
    ''
    '## By fault'
    ''
    '| | fault | writes, sign-in | queries | otherwise |'
    '|---|---|---|---|---|'
    $number = 0
    foreach ($fault in $script:Table.Faults) {
        $number++
        $ofFault = $Cell.Where({ $_.Fault.Name -eq $fault.Name })
        $write, $read = ($fault.Write -join ', '), ($fault.Read -join ', ')
        $otherwise = foreach ($one in $ofFault) {
            $words = Format-FaultOutcome -Cell $one
            if ($words -ne $(if ($one.IsRead) { $read } else { $write })) { "$($one.Row.Cmdlet) ($($one.Row.Operation)): $words" }
        }
        "| $number | $($fault.Name) | $write | $read | $($otherwise -join '; ') |"
    }

    ''
    '## Every cmdlet with every fault'
    ''
    'The columns are the faults above. ' + (($script:Letters.Keys | ForEach-Object { "$($script:Letters[$_]) $_" }) -join ', ') + '; - does not apply.'
    ''
    '| cmdlet (operation) | ' + ((1..$script:Table.Faults.Count) -join ' | ') + ' |'
    '|---|' + ('---|' * $script:Table.Faults.Count)
    foreach ($row in $script:Table.Rows) {
        $ofRow = $Cell.Where({ $_.Row.Cmdlet -eq $row.Cmdlet -and $_.Row.Operation -eq $row.Operation })
        $columns = foreach ($fault in $script:Table.Faults) {
            $one = $ofRow.Where({ $_.Fault.Name -eq $fault.Name })
            if ($one) { "$($script:Letters[$one[0].Actual.Outcome])$($one[0].Actual.Requests)" } else { '-' }
        }
        "| $($row.Cmdlet) ($($row.Operation)) | $($columns -join ' | ') |"
    }
}

function Format-FaultOutcome([object] $Cell) {
    "$($Cell.Actual.Outcome), $($Cell.Actual.Requests)"
}
