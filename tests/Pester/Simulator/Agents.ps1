# Agents that no other test uses, and their sessions.

function Get-TestAgent {
    <#
    .SYNOPSIS
    IDs of agents that no other test uses.
    #>
    param([int] $Count = 1)

    1..$Count | ForEach-Object {
        $script:LastAgent++
        # The inspectors.
        if ($script:LastAgent -eq 900) { $script:LastAgent = 902 }
        $script:LastAgent
    }
}

function Get-TestCredential {
    <#
    .SYNOPSIS
    A credential that is valid for every agent of the simulator, or one with another password.
    #>
    param([string] $Word = 'secret')

    [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', $Word).SecurePassword)
}

function Connect-TestAgent {
    <#
    .SYNOPSIS
    Signs in unused agents, and returns their sessions.
    #>
    param([int] $Count = 1, [int[]] $AgentId = (Get-TestAgent -Count $Count), [hashtable] $Option = @{})

    $gateway = Get-TestGateway
    $signIn = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }
    $AgentId |
        Connect-AgwSession @signIn -NoDefault @Option |
        Sort-Object -Property AgentId
}

function Connect-TestChairperson {
    <#
    .SYNOPSIS
    Signs in agents that each lead a conference with a phone, and returns their sessions.
    #>
    param([int] $Count = 1, [object[]] $Participant = @(@{ addressType = '6'; address = '88887946' }))

    foreach ($session in Connect-TestAgent -Count $Count) {
        $null = Add-TestConference -AgentId $session.AgentId -Participant $Participant
        $session
    }
}

function Connect-TestInvitee {
    <#
    .SYNOPSIS
    Signs in two agents. The first has a conference, and the second has an invitation to it.
    #>
    $chairperson, $invitee = Connect-TestAgent -Count 2
    $null = Add-TestConference -AgentId $chairperson.AgentId
    $null = Add-AgwParticipant -Session $chairperson -Address $invitee.AgentId -AddressType AgentId
    Wait-TestCondition { (Get-TestAgentState -AgentId $invitee.AgentId).stage -eq 'Ringing' }
    [pscustomobject]@{ Chairperson = $chairperson; Invitee = $invitee }
}

function Get-TestGuid {
    <#
    .SYNOPSIS
    The GUID of a session as text, to search for it and to share it.
    #>
    param([Parameter(Mandatory)] [AgentGateway.AgwSession] $Session)

    [System.Net.NetworkCredential]::new('', $Session.GetGuid()).Password
}
