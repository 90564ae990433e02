# Shared by the tests of Clear-AgwConference, for dot-sourcing: a separate gateway, an inspector, and abandoned conferences.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change a simulated gateway only.')]
param()
$gateway = Open-TestGateway -Option '--agents', '101-400', '--inspectors', '900-901', '--password', 'secret'
$credential = Get-TestCredential
$reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = $credential }
$inspector = Connect-AgwSession @reach -AgentId 900
$clear = @{ Session = $inspector; Credential = $credential; Confirm = $false }
$script:nextAgent = 100
$script:others = [System.Collections.Generic.List[powershell]]::new()

function New-Agent { ($script:nextAgent++) + 1 }

function Start-Conference([int] $AgeMinutes = 150, [int] $AgentId = (New-Agent)) {
    $body = @{
        chairperson  = $AgentId
        participants = @(@{ addressType = '6'; address = '88887946' })
        ageMinutes   = $AgeMinutes
    }
    $id = (Invoke-TestControl -Gateway $gateway -Method Post -Path conferences -Body $body).confId
    [pscustomobject]@{ ConferenceId = $id; AgentId = $AgentId }
}

function Test-Running([long] $Id) {
    $found = Invoke-TestControl -Gateway $gateway -Path "conferences/$Id" -MayBeMissing
    [bool]($found | Where-Object { $_.PSObject.Properties['confId'] })
}

function Test-SignedIn([int] $AgentId) { (Invoke-TestControl -Gateway $gateway -Path "agents/$AgentId").signedIn }

function Get-Operation([int] $AgentId) {
    Invoke-TestControl -Gateway $gateway -Path "requests?agentId=$AgentId" | ForEach-Object { $_ } |
        Where-Object operation -NE 'getAgentEvent' | ForEach-Object operation
}

function Add-Fault([int] $AgentId, [string] $Operation, [hashtable] $Fault) {
    $null = Invoke-TestControl -Gateway $gateway -Method Post -Path faults -Body (@{ agentId = $AgentId; operation = $Operation } + $Fault)
}

function Open-Pipeline([string] $Script, [hashtable] $Argument) {
    $shell = [powershell]::Create()
    $shell.Runspace = Open-TestRunspace
    $null = $shell.AddScript($Script).AddArgument($Argument)
    $null = $shell.BeginInvoke()
    $shell
}

function Connect-Other([int] $AgentId) {
    $script = 'param($module, $reach, $id) Import-Module $module; Connect-AgwSession @reach -AgentId $id'
    $shell = [powershell]::Create().AddScript($script).AddArgument((Get-TestModule)).AddArgument($reach).AddArgument($AgentId)
    # A garbage-collected runspace signs its agents out.
    $script:others.Add($shell)
    $shell.Invoke()[0]
}
$quiet = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

function Reset-Gateway {
    # Each test has the only old conferences.
    $state = Invoke-TestControl -Gateway $gateway -Path state
    foreach ($conference in $state.conferences) {
        $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path "conferences/$($conference.confId)"
    }

    $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path faults
    $null = Invoke-TestControl -Gateway $gateway -Method Delete -Path requests
}

function Close-World {
    foreach ($shell in $others) { $shell.Runspace.Dispose(); $shell.Dispose() }
    Disconnect-TestAgent
    $gateway | Close-TestGateway
}
