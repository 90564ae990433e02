# Runs the cells whose GUID is replaced while their request is in progress.

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
