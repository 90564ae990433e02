# The prompt of `dotnet run --project demo -- play`: imports the module, connects an inspector and some agents, and shows what to try.
$ErrorActionPreference = 'Stop'
Import-Module -Name $env:AGW_DEMO_MODULE
$credential = [pscredential]::new('agents', [System.Net.NetworkCredential]::new('', $env:AGW_DEMO_PASSWORD).SecurePassword)
$gateway = @{ Uri = $env:AGW_DEMO_URI; CACertificate = $env:AGW_DEMO_CA; NoProxy = $true }
$null = 201, 666 | Connect-AgwSession @gateway -Credential $credential
$inspector = Connect-AgwSession @gateway -AgentId $env:AGW_DEMO_INSPECTOR -Credential $credential

# Agent 666 leads a conference with an announcement.
$null = New-AgwConference -AgentId 666 -MemberCount 4
$null = Start-AgwConfVoice -AgentId 666 -VoicePath y:/conf/120/1136287.V3

# The gateway carries out the next request of agent 666 to stop the announcement, but its reply is lost.
$fault = @{ agentId = 666; operation = 'stopVoiceToConf'; fault = 'cutAfter'; count = 1 } | ConvertTo-Json
$null = Invoke-RestMethod -Method Post -Uri "$($gateway.Uri)/simulator/faults" -Body $fault -SkipCertificateCheck -NoProxy
Remove-Item -Path Env:AGW_DEMO_*

# Without -Force, agent 666 would stay signed in, because it is in a conference.
$null = Register-EngineEvent -SourceIdentifier PowerShell.Exiting -Action {
    Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction Ignore
}
Remove-Variable -Name fault
$ErrorActionPreference = 'Continue'

function prompt { 'AgentGateway> ' }

@'

A simulated gateway with 600 agents. More than forty conferences are running, and another one begins every few seconds.
$inspector is a connected inspector. Connect-AgwSession @gateway 202 $credential connects an agent.

  1. List the conferences that have been running for more than two hours:
       Get-AgwConference -OlderThan 2:00:00
  2. See which ones would be ended:
       Clear-AgwConference -OlderThan 2:00:00 -Credential $credential -WhatIf
  3. End them:
       Clear-AgwConference -OlderThan 2:00:00 -Credential $credential
  4. Follow the events of agent 201, whose phone rings every few seconds (Ctrl+C ends):
       Receive-AgwEvent 201 -Follow
  5. Stop the announcement in the conference of agent 666, whose line is cut before the reply arrives:
       Stop-AgwConfVoice 666

Get-Command -Module AgentGateway lists all cmdlets, and Get-Help explains them. To leave the demo, enter: exit

'@
