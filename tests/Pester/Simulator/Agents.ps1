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
    Name and password that every agent of the simulator takes; or a wrong one.
    #>
    param([string] $Word = 'secret')

    [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', $Word).SecurePassword)
}

function Connect-TestAgent {
    <#
    .SYNOPSIS
    Signs agents in, of which no other test has any; the sessions.
    #>
    param([int] $Count = 1, [int[]] $AgentId = (Get-TestAgent -Count $Count), [hashtable] $Option = @{})

    $gateway = Get-TestGateway
    $AgentId | Connect-AgwSession -Uri $gateway.Address -Credential (Get-TestCredential) -CACertificate $gateway.Certificate -NoProxy -NoDefault @Option |
        Sort-Object -Property AgentId
}

function Connect-TestChairperson {
    <#
    .SYNOPSIS
    Signs agents in that each lead a conference with a phone and an agent; the sessions.
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
    Signs two agents in; the first has a conference, the second's phone rings with an invitation to it.
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
    The GUID of a session, in the open: to look for it where it must not be, and to lend it.
    #>
    param([Parameter(Mandatory)] [AgentGateway.AgwSession] $Session)

    [System.Net.NetworkCredential]::new('', $Session.GetGuid()).Password
}
