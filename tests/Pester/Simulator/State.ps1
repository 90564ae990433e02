# The requests and the state of the gateway; conferences and faults that a test sets up.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change a simulated gateway only.')]
param()

function Get-TestRequest {
    <#
    .SYNOPSIS
    The requests that the gateway has received for agents, oldest first, without polls.
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
    The state of an agent at the gateway.
    #>
    param([Parameter(Mandatory)] [int] $AgentId)

    Invoke-TestControl -Path "agents/$AgentId"
}

function Get-TestConference {
    <#
    .SYNOPSIS
    A conference at the gateway, or nothing if it has ended.
    #>
    param([Parameter(Mandatory)] [long] $ConferenceId)

    Invoke-TestControl -Path "conferences/$ConferenceId" -MayBeMissing | Where-Object { $_.PSObject.Properties['confId'] }
}

function Add-TestConference {
    <#
    .SYNOPSIS
    Starts a conference at the gateway, and returns its ID.
    #>
    param([Parameter(Mandatory)] [int] $AgentId, [object[]] $Participant = @(), [int] $AgeMinutes = 0)

    (Invoke-TestControl -Method Post -Path conferences -Body @{
        chairperson  = $AgentId
        participants = $Participant
        ageMinutes   = $AgeMinutes
    }).confId
}

function Add-TestCall {
    <#
    .SYNOPSIS
    Puts a call on the phone of a signed-in agent, and returns its ID.
    #>
    param([Parameter(Mandatory)] [int] $AgentId, [string] $State = 'Talking', [int] $Feature, [int] $AgeMinutes)

    $body = @{ state = $State; feature = $Feature; ageMinutes = $AgeMinutes }
    (Invoke-TestControl -Method Post -Path "agents/$AgentId/calls" -Body $body).callId
}

function Add-TestRecording {
    <#
    .SYNOPSIS
    Puts a recording on the gateway, of an agent or of a call.
    #>
    param([Parameter(Mandatory)] [string] $Path, [int] $Bytes = 1000, [int] $LocationId, [object] $AgentId, [object] $CallId)

    $body = @{ path = $Path; bytes = $Bytes; locationId = $LocationId; agentId = $AgentId; callId = $CallId }
    $null = Invoke-TestControl -Method Post -Path recordings -Body $body
}

function Stop-TestSupervision {
    <#
    .SYNOPSIS
    Ends the supervision by an inspector, if there is one, so that the inspector is free for the next test.
    #>
    param([Parameter(Mandatory)] [object] $Inspector)

    $state = Get-TestAgentState -AgentId $Inspector.AgentId
    if ($state.supervised) {
        $null = Stop-AgwSupervision -AgentId $state.supervised -Mode $state.supervision -Inspector $Inspector
    }
}

function Add-TestFault {
    <#
    .SYNOPSIS
    Requests a fault for the next calls of an agent.
    #>
    param(
        [Parameter(Mandatory)] [int] $AgentId,
        # Mandatory, because the fault would otherwise affect the next poll.
        [Parameter(Mandatory)] [string] $Operation,
        [Parameter(Mandatory)] [string] $Fault,
        [int] $Count = 1,
        [hashtable] $Detail = @{}
    )

    $null = Invoke-TestControl -Method Post -Path faults -Body (@{
            agentId   = $AgentId
            operation = $Operation
            fault     = $Fault
            count     = $Count
        } + $Detail)
}

function Assert-TestRequestCount {
    <#
    .SYNOPSIS
    Asserts that this number of requests reaches the gateway for the agents, and no more.
    #>
    param([int[]] $AgentId, [string] $Operation, [int] $Count)

    Wait-TestCondition { @(Get-TestRequest -AgentId $AgentId -Operation $Operation).Count -ge $Count }
    # Only time shows that no request follows.
    Start-Sleep -Milliseconds 1500
    @(Get-TestRequest -AgentId $AgentId -Operation $Operation).Count | Should -Be $Count
}

function Wait-TestDelivery {
    <#
    .SYNOPSIS
    Waits until the gateway has delivered all events of agents, and their next polls are in progress.
    #>
    param([Parameter(Mandatory)] [int[]] $AgentId)

    foreach ($agent in $AgentId) {
        Wait-TestCondition {
            $state = Get-TestAgentState -AgentId $agent
            $state.pollHeld -and $state.events -eq 0
        }
    }
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
    A JSON object with sorted fields, so that bodies can be compared as text.
    #>
    param([Parameter(Mandatory)] [string] $Body)

    $fields = ConvertFrom-Json -InputObject $Body
    $sorted = [ordered]@{}
    foreach ($name in $fields.PSObject.Properties.Name | Sort-Object) {
        $sorted[$name] = $fields.$name
    }

    ConvertTo-Json -InputObject $sorted -Depth 8 -Compress
}

function Get-TestProblem {
    <#
    .SYNOPSIS
    Returns the error that ends a command. The command receives -ErrorAction in its arguments.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Command)

    try { & $Command -ErrorAction Stop } catch { return $_ }
    throw 'There was no error.'
}
