# Runs the cells whose GUID is replaced while their request is in progress.

function Invoke-ReplacedGuid([object[]] $Cell, [hashtable] $Place) {
    # The clock of the gateway delays the refusal of the old GUID. When a request has arrived, an event ends the poll of its agent,
    # whose reply contains the new GUID. When all agents poll again with the new GUID, the clock is advanced.
    $waiting = [System.Collections.Generic.HashSet[int]]::new([int[]]$Cell.AgentId)
    $hasEvent = [System.Collections.Generic.HashSet[int]]::new()
    $job = $Cell | ForEach-Object -AsJob -ThrottleLimit $Cell.Count -Parallel {
        $place = $using:Place
        Import-Module -Name $place.Module, $place.Matrix
        Invoke-FaultCellReplaced -Cell $_ -Place $place
    }
    Wait-FaultCondition {
        $arrived = foreach ($request in Invoke-FaultControl -Place $Place -Path requests) {
            $isAwaited = $waiting.Contains($request.agentId) -and $request.operation -notin 'login', 'getAgentEvent'
            if ($isAwaited -and $hasEvent.Add($request.agentId)) {
                $request.agentId
            }
        }

        foreach ($agent in $arrived) {
            $null = Invoke-FaultControl -Place $Place -Path "agents/$agent/events" -Body @{ eventType = 'AgentState_Ready' }
        }

        $hasEvent.Count -eq $Cell.Count -or $job.State -ne 'Running'
    }
    Wait-FaultCondition {
        -not @(
            (Invoke-FaultControl -Place $Place -Path state).agents |
                Where-Object { $waiting.Contains($_.agentId) -and $_.signedIn -and -not ($_.pollHeld -and $_.events -eq 0) }
        )
    }
    $null = Invoke-FaultControl -Place $Place -Path time -Body @{ advanceMilliseconds = $script:HeldBack }
    $job | Receive-Job -Wait -AutoRemoveJob
}

function Invoke-FaultCellReplaced([object] $Cell, [hashtable] $Place) {
    # A new session, so that its poll with the old GUID is held for the whole time.
    $option = Get-FaultOption -Place $Place -IsSlow $false
    # Longer than all waits of the test.
    $option.OperationTimeoutSeconds = 300
    $Cell.Session = Connect-AgwSession @option -Uri $Place.Live -AgentId $Cell.AgentId -Credential $Place.Credential -NoDefault
    $acted = $Cell.IsRead -or $Cell.Row['NeedsResult']
    Add-CellFault -Cell $Cell -Place $Place -Order @{ fault = 'latency'; milliseconds = $script:HeldBack } -Once $true -Acted $true
    if (-not $acted) { Add-CellFault -Cell $Cell -Place $Place -Order @{ fault = 'numberRetCode' } -Once $true -Acted $false }
    Wait-FaultCondition {
        $agent = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)"
        $agent.pollHeld -and $agent.events -eq 0
    }
    $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/expireguid" -Body @{}
    $null = Invoke-FaultControl -Place $Place -Path "agents/$($Cell.AgentId)/rotateguid" -Body @{}
    Invoke-FaultCommand -Cell $Cell -Place $Place
}

function Wait-FaultCondition([scriptblock] $Condition) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt 180) { throw "The condition was not met in time: $Condition" }
        Start-Sleep -Milliseconds 50
    }
}
