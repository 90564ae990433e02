# Reports about a cleanup: CSV and JSON for programs, and an HTML page for people. All text comes from the gateway or from an error, so it
# is escaped in each format.
# It also works if the language mode is ConstrainedLanguage, which forbids the methods of most .NET types.
Set-StrictMode -Version 3.0

function Test-CleanupReport {
    <#
    .SYNOPSIS
        Checks that a report can be written. Call it before anything is changed.
    .PARAMETER Path
        Specifies the report.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory, ValueFromPipeline)] [string] $Path)

    process {
        if ($Path -notmatch '\.(csv|json|html?)$') {
            throw "$Path is no report. Its name ends in .html, .json, or .csv. Nothing was done."
        }

        try {
            $isNew = -not (Test-Path -LiteralPath $Path)
            Add-Content -LiteralPath $Path -Value '' -NoNewline -ErrorAction Stop -WhatIf:$false -Confirm:$false
            if ($isNew) { Remove-Item -LiteralPath $Path -ErrorAction Stop -WhatIf:$false -Confirm:$false }
        }
        catch {
            throw "The report $Path can't be written, so nothing was done. $($_.Exception.Message)"
        }
    }
}

function Export-CleanupReport {
    <#
    .SYNOPSIS
        Writes the results of a cleanup to a file.
    .PARAMETER Path
        Specifies the report. The extension determines the format.
    .PARAMETER Result
        Specifies the results of Clear-AgwConference.
    .PARAMETER Gateway
        Specifies the address of the gateway, for the title of the page.
    .PARAMETER Problem
        Specifies why the results are incomplete. It is an additional row with the outcome Incomplete.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [string] $Path,
        [AllowNull()] [object[]] $Result,
        [string] $Gateway,
        [string] $Problem
    )

    process {
        $rows = @($Result | Where-Object { $null -ne $_ } | ForEach-Object { ConvertTo-ReportRow -Result $_ })
        if ($Problem) { $rows += ConvertTo-ReportRow -Result (Get-IncompleteResult -Problem $Problem) }
        $text = switch ($Path -replace '^.*(?=\.)') {
            '.json' { ConvertTo-Json -InputObject $rows }
            '.csv' { ConvertTo-SafeCsv -Row $rows }
            default { ConvertTo-ReportPage -Row $rows -Gateway $Gateway }
        }
        # UTF-8 with a byte order mark, which spreadsheets need.
        $encoding = if ($PSVersionTable.PSEdition -eq 'Core') { 'utf8BOM' } else { 'UTF8' }
        $file = @{ LiteralPath = $Path; Encoding = $encoding; NoNewline = $true; WhatIf = $false; Confirm = $false; ErrorAction = 'Stop' }
        Set-Content @file -Value ($text -join [Environment]::NewLine)
    }
}

function Get-IncompleteResult([string] $Problem) {
    $cells = [ordered]@{
        ConferenceId     = $null
        AgentId          = $null
        StartTime        = $null
        Elapsed          = $null
        ParticipantCount = $null
        Outcome          = 'Incomplete'
        RetCode          = $null
        Error            = $Problem
        SignOutError     = $null
        CompletedAt      = [DateTimeOffset]::Now
    }

    New-Object -TypeName PSObject -Property $cells
}

function ConvertTo-ReportRow([object] $Result) {
    $cells = [ordered]@{
        ConferenceId = $Result.ConferenceId
        AgentId      = $Result.AgentId
        StartTime    = if ($null -ne $Result.StartTime) {
            $Result.StartTime.LocalDateTime.ToString('yyyy-MM-ddTHH:mm:ssK', [cultureinfo]::InvariantCulture)
        }
        Age          = if ($null -ne $Result.Elapsed) {
            '{0}:{1:00}' -f ($Result.Elapsed.Days * 24 + $Result.Elapsed.Hours), $Result.Elapsed.Minutes
        }
        Participants = $Result.ParticipantCount
        Outcome      = "$($Result.Outcome)"
        RetCode      = $Result.RetCode
        Error        = (@($Result.Error, $Result.SignOutError) | Where-Object { $_ }) -join ' '
        CompletedAt  = $Result.CompletedAt.LocalDateTime.ToString('yyyy-MM-ddTHH:mm:ssK', [cultureinfo]::InvariantCulture)
    }

    New-Object -TypeName PSObject -Property $cells
}

function ConvertTo-SafeCsv([object[]] $Row) {
    # A spreadsheet would run a cell that begins with one of these characters as a formula.
    $safe = foreach ($one in $Row) {
        $cells = [ordered]@{}
        foreach ($property in $one.PSObject.Properties) {
            $isFormula = $property.Value -is [string] -and $property.Value -match '^[=+\-@\t\r]'
            $cells[$property.Name] = if ($isFormula) { "'$($property.Value)" } else { $property.Value }
        }
        New-Object -TypeName PSObject -Property $cells
    }

    if ($safe) { $safe | ConvertTo-Csv -NoTypeInformation }
    else { '"ConferenceId","AgentId","StartTime","Age","Participants","Outcome","RetCode","Error","CompletedAt"' }
}

function ConvertTo-ReportPage([object[]] $Row, [string] $Gateway) {
    function Format-Html($Value) {
        "$Value" -replace '&', '&amp;' -replace '<', '&lt;' -replace '>', '&gt;' -replace '"', '&quot;' -replace "'", '&#39;'
    }

    $counts = $Row | Group-Object -Property Outcome -NoElement | Sort-Object -Property Name |
        ForEach-Object { "<li class=""$($_.Name)""><b>$($_.Count)</b> $(Format-Html (Get-OutcomeText $_.Name))</li>" }
    $columns = [ordered]@{
        ConferenceId = 'Conference'
        AgentId      = 'Chairperson'
        StartTime    = 'Started'
        Age          = 'Age'
        Participants = 'Participants'
        Outcome      = 'Outcome'
        RetCode      = 'Code'
        Error        = 'Reason'
    }
    $head = ($columns.Values | ForEach-Object { "<th>$_</th>" }) -join ''
    $rank = @{}
    foreach ($outcome in 'Incomplete', 'Failed', 'Unknown', 'InUse', 'Changed', 'Gone', 'Skipped', 'Planned', 'Ended') {
        $rank[$outcome] = $rank.Count
    }
    $body = $Row | Sort-Object -Property { $rank[$_.Outcome] }, ConferenceId | ForEach-Object {
        $one = $_
        $cells = foreach ($name in $columns.Keys) {
            $text = if ($name -eq 'StartTime') { $one.$name -replace '^(.{10})T(.{5}).*$', '$1 $2' } else { $one.$name }
            "<td>$(Format-Html $text)</td>"
        }
        "<tr class=""$($one.Outcome)"">$($cells -join '')</tr>"
    }
    $time = [datetime]::Now.ToString('yyyy-MM-dd HH:mm K', [cultureinfo]::InvariantCulture)
    @"
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Conference cleanup, $(Format-Html $Gateway)</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; }
p { color: GrayText; margin-top: 0; }
ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0; }
li { border: 1px solid; border-left-width: .4rem; border-radius: .3rem; padding: .4rem .9rem; }
li b { font-size: 1.4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); padding: .35rem .6rem; }
th, td { text-align: left; vertical-align: top; }
td:nth-child(8) { min-width: 16rem; }
td:nth-child(-n+5) { font-variant-numeric: tabular-nums; white-space: nowrap; }
li.Ended, tr.Ended td:nth-child(6) { border-color: #0072b2; }
li.Incomplete, li.Failed, li.Unknown { border-color: #d55e00; }
tr.Incomplete td:nth-child(6), tr.Failed td:nth-child(6), tr.Unknown td:nth-child(6) { color: #d55e00; font-weight: bold; }
@media print { body { margin: 0; } }
</style>
</head>
<body>
<h1>Conference cleanup</h1>
<p>$(Format-Html $Gateway), $time</p>
<ul>
$(if ($counts) { $counts -join "`n" } else { '<li><b>0</b> no conference was old enough</li>' })
</ul>
<table>
<thead><tr>$head</tr></thead>
<tbody>
$($body -join "`n")
</tbody>
</table>
</body>
</html>
"@
}

function Get-OutcomeText([string] $Outcome) {
    switch ($Outcome) {
        'Incomplete' { 'problem: the report is incomplete' }
        'Ended' { 'ended' }
        'Gone' { 'had already ended' }
        'Changed' { 'changed since they were found, left alone' }
        'InUse' { 'chairperson at work, left alone' }
        'Failed' { 'could not be ended' }
        'Unknown' { 'may have been ended, not confirmed' }
        'Planned' { 'would be ended' }
        default { 'left alone' }
    }
}

Export-ModuleMember -Function Test-CleanupReport, Export-CleanupReport
