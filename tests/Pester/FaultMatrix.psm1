# Lets every cmdlet that sends meet every fault, and notes what came of it. What has to come of it stands in FaultMatrix.psd1.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Table = Import-PowerShellDataFile -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath 'FaultMatrix.psd1')
$script:FirstAgent = 101
$script:AgentsPerLane = 50
$script:FirstOwnAgent = 751
$script:RunspacesAtOnce = 32
$script:HeldBack = 100000
$script:Letters = [ordered]@{
    Done = 'ok'; Nothing = 'no'; ConnectFailed = 'CF'; TlsFailed = 'TF'; OutcomeUnknown = 'OU'; OperationTimeout = 'OT'; BadReply = 'BR'; InvalidArgument = 'IA'
    PermissionDenied = 'PD'; GatewayBusy = 'GB'; RepeatedCall = 'RC'; GatewayError = 'GE'; ConferenceNotFound = 'CN'
}

function Get-FaultTable {
    <#
    .SYNOPSIS
    Rows, faults, exceptions and categories, as they are written down.
    #>
    $script:Table
}

function Get-FaultCell {
    <#
    .SYNOPSIS
    Every cmdlet with every fault: what is done, and what is expected of it.
    #>
    for ($f = 0; $f -lt $script:Table.Faults.Count; $f++) {
        for ($r = 0; $r -lt $script:Table.Rows.Count; $r++) {
            ConvertTo-FaultCell -Row $script:Table.Rows[$r] -Fault $script:Table.Faults[$f] -FaultNumber $f -RowNumber $r
        }
    }
}

function ConvertTo-FaultCell([hashtable] $Row, [hashtable] $Fault, [int] $FaultNumber, [int] $RowNumber) {
    # Without a session there is no GUID to lose; an attached one does not poll, so nothing brings it a new one.
    if (($Fault.ContainsKey('Guid') -and $Row.Kind -eq 'SignIn') -or ($Fault['Guid'] -eq 'Replaced' -and $Row.Kind -eq 'Attach')) {
        return
    }

    $isRead = $Row.Kind -in 'Read', 'Attach'
    $expected = if ($isRead) { $Fault.Read } else { $Fault.Write }
    $agent = if ($Fault['Guid'] -eq 'Replaced') { $script:FirstOwnAgent + $RowNumber } else { $script:FirstAgent + ($Row['Lane'] * $script:AgentsPerLane) + $FaultNumber }
    $target = if ($Row.ContainsKey('Target')) { $Row.Target } else { $agent }
    if ($Row['NeedsResult'] -and $Fault['LacksResult']) {
        $expected = 'BadReply', 1
    }

    foreach ($exception in $script:Table.Exceptions) {
        $isMeant = $exception.Cmdlet -eq $Row.Cmdlet -and $Fault.Name -like $exception.Fault -and (-not $exception.ContainsKey('Operation') -or $exception.Operation -eq $Row.Operation)
        if ($isMeant) {
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

function Invoke-FaultMatrix {
    <#
    .SYNOPSIS
    Runs all cells, many at once, and notes in each what came of it.
    #>
    param([Parameter(Mandatory)] [object[]] $Cell, [Parameter(Mandatory)] [object] $Gateway, [Parameter(Mandatory)] [string] $RedirectTarget)

    $place = Get-FaultPlace -Gateway $Gateway -RedirectTarget $RedirectTarget
    Connect-FaultCell -Cell $Cell -Place $place
    $replaced, $others = $Cell.Where({ $_.Fault['Guid'] -eq 'Replaced' }, 'Split')
    Invoke-ReplacedGuid -Cell $replaced -Place $place
    $others | ForEach-Object -ThrottleLimit $script:RunspacesAtOnce -Parallel {
        $place = $using:place
        Import-Module -Name $place.Module, $place.Matrix
        Invoke-FaultCell -Cell $_ -Place $place
    }

    $seen = Invoke-FaultControl -Place $place -Path requests | Group-Object -Property { "$($_.agentId) $($_.operation)" } -AsHashTable -AsString
    foreach ($one in $Cell) {
        $one.Actual.Requests = @($seen["$($one.AgentId) $($one.Row.Operation)"]).Where({ $_ }).Count
    }

    # A change that reached an agent for which no cell makes it has hit a wrong target. A sign-out ends the cells that sign in.
    $changes = $script:Table.Rows.Where({ $_.Kind -eq 'Write' -and $_.Operation -ne 'logout' }).Operation
    $named = [System.Collections.Generic.HashSet[string]]::new([string[]]$Cell.ForEach({ "$($_.AgentId) $($_.Row.Operation)" }))
    $script:WrongTargets = @($seen.Keys.Where({ ($_ -split ' ')[1] -in $changes -and -not $named.Contains($_) }))
}

function Get-FaultWrongTarget {
    <#
    .SYNOPSIS
    The changes of the last run that reached another agent than a cell's: agent and operation.
    #>
    $script:WrongTargets
}

function Get-FaultPlace([object] $Gateway, [string] $RedirectTarget) {
    # A port on which somebody has just stopped listening.
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $closed = $listener.LocalEndpoint.Port
    $listener.Stop()
    @{
        Matrix      = $PSCommandPath
        Module      = (Get-Module -Name AgentGateway).Path -replace 'psm1$', 'psd1'
        Live        = $Gateway.Address.TrimEnd('/')
        Certificate = $Gateway.Certificate
        Refused     = "https://127.0.0.1:$closed/"
        NoName      = 'https://no-such-gateway.invalid:8043/'
        Untrusted   = $Gateway.Address
        Redirect    = $RedirectTarget
        Credential  = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
    }
}

function Connect-FaultCell([object[]] $Cell, [hashtable] $Place) {
    foreach ($one in $Cell.Where({ $_.Fault.ContainsKey('Place') -and $_.Row.Kind -in 'Read', 'Write' })) {
        $one.Session = Get-QuietSession -AgentId $one.AgentId -Option @{ Address = $Place[$one.Fault.Place] }
    }

    $live = $Cell.Where({ -not $_.Fault.ContainsKey('Place') -and $_.Row.Kind -ne 'SignIn' -and $_.Fault['Guid'] -ne 'Replaced' })
    foreach ($group in $live | Group-Object -Property { [bool]$_.Fault['Slow'] }) {
        $option = Get-FaultOption -Place $Place -IsSlow ([bool]$group.Group[0].Fault['Slow'])
        $session = @{}
        $group.Group.AgentId | Sort-Object -Unique | Connect-AgwSession @option -Uri $Place.Live -Credential $Place.Credential -NoDefault -ThrottleLimit 32 |
            ForEach-Object { $session[$_.AgentId] = $_ }
        foreach ($one in $group.Group) { $one.Session = $session[$one.AgentId] }
    }

    # A poll that is under way when the GUID expires would bring a new one.
    foreach ($one in $live.Where({ $_.Fault['Guid'] -eq 'Expired' -and $_.Row.Kind -ne 'Attach' })) {
        $guid = [System.Net.NetworkCredential]::new('', $one.Session.GetGuid()).Password
        $one.Session = Get-QuietSession -AgentId $one.AgentId -Guid $guid -Option @{ Address = $Place.Live; CACertificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($Place.Certificate) }
    }
}

function Get-FaultOption([hashtable] $Place, [bool] $IsSlow, [string] $At = 'Live') {
    $option = @{ NoProxy = $true; MaximumRetryCount = 1; OperationTimeoutSeconds = $(if ($IsSlow) { 2 } else { 30 }) }
    if ($At -eq 'Live') { $option.CACertificate = $Place.Certificate }
    $option
}

function Get-QuietSession([int] $AgentId, [hashtable] $Option, [string] $Guid = 'lost-0000.AgentGateway0') {
    # A signed-in session without a poller, whose gateway need not be there: nothing public makes one.
    $options = [AgentGateway.GatewayOptions]($Option + @{ NoProxy = $true; MaximumRetryCount = 1 })
    $constructor = [AgentGateway.AgwSession].GetConstructors([System.Reflection.BindingFlags]'Instance, NonPublic')[0]
    $constructor.Invoke(@([AgentGateway.Gateway]::new($options), $AgentId, $Guid, $null, [AgentGateway.SignInFacts]::new(), $null))
}

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
    One cmdlet meets one fault: orders the fault, calls, notes.
    #>
    param([Parameter(Mandatory)] [object] $Cell, [Parameter(Mandatory)] [hashtable] $Place)

    $row, $fault = $Cell.Row, $Cell.Fault
    # A write is not carried out, so that it needs no conference first; what is read, and a sign-in, is the gateway's own.
    $acted = $Cell.IsRead -or $row.Kind -eq 'SignIn' -or $row['NeedsResult']
    if ($fault.ContainsKey('Order')) {
        Add-CellFault -Cell $Cell -Place $Place -Order $fault.Order -Once ([bool]$fault['Once']) -Acted ($acted -and $fault.Order.fault -notin 'status', 'retCode', 'cutBefore')
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
    Calls the cmdlet of a cell and notes what comes.
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

    $problems = @()
    $output = @(& $row.Cmdlet @arguments)
    $Cell.Actual = ConvertTo-FaultOutcome -Output $output -Problem @($problems) -IsSilent ([bool]$row['Silent'])
    if ($row.Kind -eq 'SignIn') { $output | Disconnect-AgwSession -Confirm:$false -ErrorAction SilentlyContinue }
}

function ConvertTo-FaultOutcome([object[]] $Output, [object[]] $Problem, [bool] $IsSilent) {
    $outcome = if ($Problem.Count -gt 1 -or ($Problem.Count -eq 1 -and $Output.Count -gt 0)) { "$($Output.Count) outputs and $($Problem.Count) errors" }
    elseif ($Problem.Count -eq 1) { $Problem[0].FullyQualifiedErrorId -replace ',.*' }
    elseif ($Output.Count -gt 0 -or $IsSilent) { 'Done' }
    else { 'Nothing' }
    [pscustomobject]@{ Outcome = $outcome; Requests = -1; Error = $Problem | Select-Object -First 1 }
}

function Invoke-ReplacedGuid([object[]] $Cell, [hashtable] $Place) {
    # The refusal of the old GUID is held back by the gateway's clock. When a request is there, an event ends its agent's poll, which brings
    # the new GUID; when all poll again, and so have the new one, the clock is moved on.
    $waiting = [System.Collections.Generic.HashSet[int]]::new([int[]]$Cell.AgentId)
    $isTold = [System.Collections.Generic.HashSet[int]]::new()
    $job = $Cell | ForEach-Object -AsJob -ThrottleLimit $Cell.Count -Parallel {
        $place = $using:Place
        Import-Module -Name $place.Module, $place.Matrix
        Invoke-FaultCellReplaced -Cell $_ -Place $place
    }
    Wait-FaultCondition {
        $arrived = foreach ($request in Invoke-FaultControl -Place $Place -Path requests) {
            if ($waiting.Contains($request.agentId) -and $request.operation -notin 'login', 'getAgentEvent' -and $isTold.Add($request.agentId)) { $request.agentId }
        }

        foreach ($agent in $arrived) {
            $null = Invoke-FaultControl -Place $Place -Path "agents/$agent/events" -Body @{ eventType = 'AgentState_Ready' }
        }

        $isTold.Count -eq $Cell.Count -or $job.State -ne 'Running'
    }
    Wait-FaultCondition { -not @((Invoke-FaultControl -Place $Place -Path state).agents | Where-Object { $waiting.Contains($_.agentId) -and $_.signedIn -and -not ($_.pollHeld -and $_.events -eq 0) }) }
    $null = Invoke-FaultControl -Place $Place -Path time -Body @{ advanceMilliseconds = $script:HeldBack }
    $job | Receive-Job -Wait -AutoRemoveJob
}

function Invoke-FaultCellReplaced([object] $Cell, [hashtable] $Place) {
    # Signed in just now, so that its poll, which still has the old GUID, is held for the whole of its time.
    $option = Get-FaultOption -Place $Place -IsSlow $false
    # Longer than everything that is waited for.
    $option.OperationTimeoutSeconds = 300
    $Cell.Session = Connect-AgwSession @option -Uri $Place.Live -AgentId $Cell.AgentId -Credential $Place.Credential -NoDefault
    $acted = $Cell.IsRead -or $Cell.Row['NeedsResult']
    Add-CellFault -Cell $Cell -Place $Place -Order @{ fault = 'latency'; milliseconds = $script:HeldBack } -Once $true -Acted $true
    if (-not $acted) { Add-CellFault -Cell $Cell -Place $Place -Order @{ fault = 'numberRetCode' } -Once $true -Acted $false }
    Wait-FaultCondition { $agent = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)"; $agent.pollHeld -and $agent.events -eq 0 }
    $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/expireguid" -Body @{}
    $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/rotateguid" -Body @{}
    Invoke-FaultCommand -Cell $Cell -Place $Place
}

function Wait-FaultCondition([scriptblock] $Condition) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt 180) { throw "It never came to this: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}

function Disconnect-FaultCell {
    <#
    .SYNOPSIS
    Lets go of the sessions of the cells without asking the gateway, most of which would not answer.
    #>
    param([Parameter(Mandatory)] [object[]] $Cell)

    # Also those that a session without a poller has replaced in its cell.
    $places = @($Cell.Session | Where-Object { $_ } | ForEach-Object Gateway | Sort-Object -Unique)
    $sessions = @(@($Cell.Session) + @(Get-AgwSession | Where-Object Gateway -In $places) | Where-Object { $_ } | Sort-Object -Property { $_.GetHashCode() } -Unique)
    $null = [System.Threading.Tasks.Task]::WhenAll([System.Threading.Tasks.Task[]]@($sessions.DetachAsync())).Wait(10000)
    $sessions | Disconnect-AgwSession -Confirm:$false
}

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

Export-ModuleMember -Function *-Fault*
