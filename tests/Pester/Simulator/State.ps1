# The requests and the state of the gateway; conferences and faults that a test sets up.

function Get-TestRequest {
    <#
    .SYNOPSIS
    The requests that the gateway has seen for agents, oldest first; without polls.
    #>
    param([int[]] $AgentId, [string] $Operation)

    $query = if ($Operation) { "?operation=$Operation" } else { '?' }
    $agents = if ($AgentId) { $AgentId | Sort-Object -Unique } else { @('') }
    $requests = foreach ($agent in $agents) {
        Invoke-TestControl -Path $(if ($agent) { "requests$query&agentId=$agent" } else { "requests$query" })
    }

    $requests | Where-Object { $Operation -or $_.operation -ne 'getAgentEvent' } | Sort-Object -Property sequence
}

function Get-TestAgentState {
    <#
    .SYNOPSIS
    How the gateway sees an agent.
    #>
    param([Parameter(Mandatory)] [int] $AgentId)

    Invoke-TestControl -Path "agents/$AgentId"
}

function Get-TestConference {
    <#
    .SYNOPSIS
    A conference as the gateway sees it; nothing if it is gone.
    #>
    param([Parameter(Mandatory)] [long] $ConferenceId)

    Invoke-TestControl -Path "conferences/$ConferenceId" -MayBeMissing | Where-Object { $_.PSObject.Properties['confId'] }
}

function Add-TestConference {
    <#
    .SYNOPSIS
    Starts a conference at the gateway; its ID.
    #>
    param([Parameter(Mandatory)] [int] $AgentId, [object[]] $Participant = @(), [int] $AgeMinutes = 0)

    (Invoke-TestControl -Method Post -Path conferences -Body @{ chairperson = $AgentId; participants = $Participant; ageMinutes = $AgeMinutes }).confId
}

function Add-TestFault {
    <#
    .SYNOPSIS
    Orders a fault for an agent's next calls.
    #>
    param(
        [Parameter(Mandatory)] [int] $AgentId,
        # Named always: without, the next poll would be hit.
        [Parameter(Mandatory)] [string] $Operation,
        [Parameter(Mandatory)] [string] $Fault,
        [int] $Count = 1,
        [hashtable] $Detail = @{}
    )

    $null = Invoke-TestControl -Method Post -Path faults -Body (@{ agentId = $AgentId; operation = $Operation; fault = $Fault; count = $Count } + $Detail)
}

function Add-TestEvent {
    <#
    .SYNOPSIS
    Raises an event for an agent.
    #>
    param([Parameter(Mandatory)] [int] $AgentId, [Parameter(Mandatory)] [string] $EventType, [object] $Content)

    $body = @{ eventType = $EventType }
    if ($PSBoundParameters.ContainsKey('Content')) { $body.content = $Content }
    $null = Invoke-TestControl -Method Post -Path "agents/$AgentId/events" -Body $body
}

function Format-TestBody {
    <#
    .SYNOPSIS
    A JSON object with its fields sorted, so that bodies compare as text, types included.
    #>
    param([Parameter(Mandatory)] [string] $Body)

    $fields = ConvertFrom-Json -InputObject $Body
    $sorted = [ordered]@{}
    foreach ($name in $fields.PSObject.Properties.Name | Sort-Object) {
        $sorted[$name] = $fields.$name
    }

    ConvertTo-Json -InputObject $sorted -Depth 8 -Compress
}
