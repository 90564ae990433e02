@{
    RootModule             = 'AgentGateway.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = 'b7d9f6f2-0d0a-4c39-9a52-1f0f6f6f4b61'
    Author                 = 'AgentGateway contributors'
    CompanyName            = 'AgentGateway contributors'
    Copyright              = '(c) AgentGateway contributors. MIT licence.'
    Description            = 'Drives the agent gateway (CC-Gateway) of a contact centre over HTTPS: sign agents in, end forgotten conferences, hold participants, play recordings, follow events. Binary cmdlets, many agents at once, safe for scheduled tasks.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('AgentGateway.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-AgwParticipant'
        'Approve-AgwConference'
        'Connect-AgwSession'
        'Deny-AgwConference'
        'Disconnect-AgwAgent'
        'Disconnect-AgwConference'
        'Disconnect-AgwSession'
        'Get-AgwAgent'
        'Get-AgwConference'
        'Get-AgwParticipant'
        'Get-AgwSession'
        'New-AgwConference'
        'Receive-AgwEvent'
        'Remove-AgwConference'
        'Remove-AgwParticipant'
        'Resize-AgwConference'
        'Resume-AgwParticipant'
        'Resume-AgwPlayback'
        'Select-AgwSession'
        'Set-AgwAgent'
        'Set-AgwConference'
        'Set-AgwParticipant'
        'Set-AgwPlayback'
        'Skip-AgwPlayback'
        'Start-AgwConfVoice'
        'Start-AgwPlayback'
        'Start-AgwRecording'
        'Stop-AgwCall'
        'Stop-AgwConfVoice'
        'Stop-AgwPlayback'
        'Stop-AgwRecording'
        'Suspend-AgwParticipant'
        'Suspend-AgwPlayback'
        'Test-AgwSession'
        'Update-AgwSession'
        'Wait-AgwEvent'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('ContactCentre', 'CallCenter', 'CCGateway', 'Conference', 'Telephony', 'Agent', 'Windows', 'Linux', 'MacOS', 'PSEdition_Desktop', 'PSEdition_Core')
            LicenseUri   = 'https://github.com/agentgateway-powershell/AgentGateway/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/agentgateway-powershell/AgentGateway'
            ReleaseNotes = 'See https://github.com/agentgateway-powershell/AgentGateway/blob/main/CHANGELOG.md'
        }
    }
}
