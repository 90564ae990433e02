# Objects of each type that has a view.

function Get-TestViewObject {
    <#
    .SYNOPSIS
    Objects of each type with a view, by the name of the type.
    #>
    param([Parameter(Mandatory)] [string] $Folder)

    $gateway = Get-TestGateway
    $audit = Join-Path -Path $Folder -ChildPath audit.jsonl
    $chairperson = Connect-TestAgent -Option @{ AuditPath = $audit }
    Select-AgwSession -Session $chairperson
    $phone = @{ addressType = '6'; address = '88887946' }
    $id = Add-TestConference -AgentId $chairperson.AgentId -Participant @($phone) -AgeMinutes 90
    $conference = Get-AgwConference -Session $chairperson -ConferenceId $id
    Register-AgwGateway view $gateway.Address -CACertificate $gateway.Certificate -NoProxy -InspectorId 900 -SecretName 'agw-{0}'
    $inspector = Connect-TestAgent -AgentId 901
    $null = Set-AgwAgent -Session $inspector -State Busy
    $caller = Connect-TestAgent
    $null = Add-TestCall -AgentId $caller.AgentId -AgeMinutes 90
    $planned = @{ Session = $inspector; Credential = Get-TestCredential }
    $null = Invoke-TestControl -Method Post -Path queues/20011/calls -Body @{ caller = '70001'; waitedSeconds = 90 }
    $queue = @(Get-AgwQueue -Session $inspector -IncludeWaitingCalls)
    @{
        AgwSession          = $chairperson
        Conference          = $conference
        Participant         = @($conference.Participants)
        AgwCall             = Get-AgwCall -AgentId $caller.AgentId
        AgentStatus         = Get-AgwAgent -AgentId $chairperson.AgentId -Inspector $inspector
        AgwQueue            = $queue
        AgwSkill            = @(Get-AgwSkill -Session $chairperson)
        WaitingCall         = $queue[0].WaitingCalls
        OperationResult     = Stop-AgwConfVoice -Session $chairperson
        ParticipantResult   = Add-AgwParticipant -AgentId $chairperson.AgentId -Address 70001
        ExtensionResult     = Set-AgwConference -AgentId $chairperson.AgentId -ExtendBy 5
        AgentEvent          = @(Receive-AgwEvent -AgentId $chairperson.AgentId)
        AgwCleanupResult    = Clear-AgwConference @planned -ConferenceId $id -OlderThan 1 -WhatIf
        AuditRecord         = @(Get-AgwAuditRecord -Path $audit)
        GatewayRegistration = Get-AgwGateway view
        ProbeStep           = @(Test-AgwGateway view)
    }
    $inspector | Disconnect-AgwSession
    Clear-TestRegistration
}
