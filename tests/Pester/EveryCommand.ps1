<#
.SYNOPSIS
    Runs every cmdlet with all output enabled. EveryCommand.Tests.ps1 then searches the output for secrets.
.DESCRIPTION
    Runs in a separate process. It writes all output to files in -Folder: all streams, the transcript, the trace file, every output, error
    and session in every form that an admin can give it. The GUIDs that were in use go to secrets.txt.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Uri,
    [Parameter(Mandatory)] [string] $Certificate,
    [Parameter(Mandatory)] [string] $Folder
)

$ErrorActionPreference = 'Continue'
$ConfirmPreference = 'None'
$null = Start-Transcript -LiteralPath "$Folder/transcript.txt"
Import-Module -Name $Module
$table = Import-PowerShellDataFile -LiteralPath "$PSScriptRoot/FaultMatrix/Rows.psd1"
$loud = @{ Verbose = $true; Debug = $true }
$reach = @{ Uri = $Uri; CACertificate = $Certificate; NoProxy = $true; TracePath = "$Folder/trace.jsonl" }
$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', $env:AGW_TEST_WORD).SecurePassword)
$guids = [System.Collections.Generic.HashSet[string]]::new()
$output = [System.Collections.Generic.List[object]]::new()

function Get-Guid($Session) {
    $guid = [System.Net.NetworkCredential]::new('', $Session.GetGuid()).Password
    $null = $guids.Add($guid)
    $guid
}

function Send-Control([string] $Path, [hashtable] $Body) {
    $call = @{
        Method               = 'Post'
        Uri                  = "$($Uri.TrimEnd('/'))/simulator/$Path"
        Body                 = (ConvertTo-Json -InputObject $Body -Depth 5)
        ContentType          = 'application/json'
        SkipCertificateCheck = $true
        NoProxy              = $true
        Verbose              = $false
        Debug                = $false
    }
    $null = Invoke-RestMethod @call
}

# Messages in which a gateway repeats secrets: the GUID, the password and the cookie of the agent, and a token.
function Get-ReplyWithGuid([string] $Guid) {
    "Guid: $Guid"
    "Set-GUID: JSESSIONID=$Guid; Path=/"
    "call failed for JSESSIONID=$Guid, try again"
    "session $Guid is not known"
    "Cookie: lb=$env:AGW_TEST_COOKIE"
    "{`"password`":`"$env:AGW_TEST_WORD`",`"serviceToken`":`"$env:AGW_TEST_TOKEN`"}"
    "service_token: $env:AGW_TEST_TOKEN"
}

& {
    $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
    $sessions = @(101..120 | Connect-AgwSession @reach -Credential $credential @loud | Sort-Object -Property AgentId)
    $sessions | ForEach-Object { $null = Get-Guid $_ }
    $output.AddRange($sessions)

    # The agent whose calls are queried.
    $null = Connect-AgwSession @reach -AgentId 1411 -Credential $credential -NoDefault
    Send-Control agents/1411/calls @{}

    # Every cmdlet, in its intended use.
    $number = 0
    $leaving = [System.Collections.Generic.Queue[object]]::new(@($sessions[12], $sessions[13], $sessions[16]))
    foreach ($row in $table.Rows | Where-Object Kind -In Read, Write) {
        $arguments = $loud.Clone()
        if ($row['Arguments']) { $arguments += $row.Arguments }
        $through = if ($row['Through']) { $row.Through } else { 'Session' }
        $arguments[$through] = if ($row.Cmdlet -eq 'Disconnect-AgwSession') { $leaving.Dequeue() } else { $sessions[$number++ % 12] }
        $output.AddRange(@(& $row.Cmdlet @arguments))
        if ((Get-Command -Name $row.Cmdlet).Parameters.ContainsKey('WhatIf')) { & $row.Cmdlet @arguments -WhatIf }
    }

    Remove-Item -Path Temp:/agw-matrix-*

    # Valid and invalid sign-ins and attached sessions.
    $spare = $sessions[19]
    $output.AddRange(@(
            Connect-AgwSession @reach @loud -AgentId 131 -Credential $credential -Force
            Connect-AgwSession @reach @loud -AgentId 132 -Credential $credential -PlatformOnly
            Connect-AgwSession @reach @loud -AgentId 120 -Guid (Get-Guid $spare)
            Connect-AgwSession @reach @loud -Guid $spare.GetGuid()
            $wrong = [System.Net.NetworkCredential]::new('', "$env:AGW_TEST_WORD!").SecurePassword
            Connect-AgwSession @reach @loud -AgentId 133 -Credential ([pscredential]::new('agent', $wrong))
            Connect-AgwSession @reach @loud -AgentId 134 -Credential $credential -PhoneNumber '' -WhatIf
            Connect-AgwSession @reach @loud -AgentId 134 -Guid "$(Get-Guid $spare)`r`nX-Evil: 1"
            Connect-AgwSession @reach @loud -AgentId 119 -Guid "$((Get-Guid $sessions[18]) -replace '^.', 'g')"
            Get-AgwSession @loud
            Get-AgwSession @loud -AgentId 59999
            Select-AgwSession @loud -AgentId 103 -PassThru
            Get-AgwSessionGuid @loud -AgentId 103, 59999
            Get-AgwSessionGuid @loud -AgentId 103 -Cookie
            Update-AgwSession @loud -Session $sessions[4]
        ))

    # The messages of a gateway are in errors, sessions, results and events.
    foreach ($kind in 0..(@(Get-ReplyWithGuid 'x').Count - 1)) {
        foreach ($retCode in '100-007', '0', '') {
            # Read for each call, because the GUID changes every second, and a session knows only the current and the previous one.
            $guid = Get-Guid $sessions[14]
            $message = @(Get-ReplyWithGuid $guid)[$kind]
            Send-Control faults @{
                agentId   = 115
                operation = 'sayBusy'
                fault     = 'retCode'
                retCode   = $(if ($retCode) { $retCode } else { $message })
                message   = $message
                result    = @{ guid = $guid; note = $message }
                count     = 1
            }
            $output.AddRange(@(Set-AgwAgent @loud -Session $sessions[14] -State Busy))
        }

        # A GUID of another agent without a field name is not a known secret of this sign-in, so it can't be recognized.
        $message = if ($message -like 'session *') {
            'the session is not known'
        }
        else {
            @(Get-ReplyWithGuid (Get-Guid $sessions[14]))[$kind]
        }
        Send-Control faults @{ agentId = 140; operation = 'login'; fault = 'retCode'; retCode = '100-004'; message = $message; count = 1 }
        $output.AddRange(@(Connect-AgwSession @reach @loud -AgentId 140 -Credential $credential))

        $guid = Get-Guid $sessions[14]
        $message = @(Get-ReplyWithGuid $guid)[$kind]

        # Data is unchanged, and only the trace is text for people, so this output is not searched.
        Send-Control faults @{
            agentId   = 115
            operation = 'queryAgentInfoByWorkNo'
            fault     = 'retCode'
            retCode   = '0'
            result    = @{ status = 4; name = $message; phonenumber = $message; vdnid = $message }
            count     = 1
        }
        $null = Get-AgwAgent @loud -Inspector $sessions[14] -AgentId 116
        Send-Control agents/115/events @{
            eventType = 'AgentOther_Indiscretion'
            content   = @{
                guid         = $guid
                serviceToken = $env:AGW_TEST_TOKEN
                note         = $message
                deeper       = @(@{ password = $env:AGW_TEST_WORD; list = @($message) })
            }
        }
        Send-Control agents/115/events @{ eventType = 'AgentOther_Message'; content = $message }
    }

    # Also the previous GUID.
    $before = Get-Guid $sessions[14]
    for ($try = 0; $try -lt 100 -and (Get-Guid $sessions[14]) -eq $before; $try++) { Start-Sleep -Milliseconds 50 }
    $now = Get-Guid $sessions[14]
    Send-Control faults @{
        agentId   = 115
        operation = 'sayBusy'
        fault     = 'retCode'
        retCode   = '100-007'
        message   = "sessions $before, $now and $($before -replace '-') are not known"
        count     = 1
    }
    $output.AddRange(@(Set-AgwAgent @loud -Session $sessions[14] -State Busy))

    Send-Control faults @{
        agentId   = 140
        operation = 'login'
        fault     = 'retCode'
        retCode   = '100-004'
        message   = "the password $env:AGW_TEST_WORD is wrong"
        result    = @{ hint = "not $env:AGW_TEST_WORD" }
        count     = 1
    }
    $output.AddRange(@(Connect-AgwSession @reach @loud -AgentId 140 -Credential $credential))

    $null = 1..14 |
        ForEach-Object { Wait-AgwEvent @loud -Session $sessions[14] -EventType 'AgentOther_Ind*', 'AgentOther_Mess*' -TimeoutSeconds 10 }
    $output.AddRange(@(Receive-AgwEvent @loud -Session $sessions))
    $output.AddRange(@(Wait-AgwEvent @loud -Session $sessions[0] -EventType 'Never_*' -TimeoutSeconds 1))

    # The errors of lost connections and invalid replies contain an inner exception.
    foreach ($fault in 'cutAfter', 'truncated', 'notJson') {
        Send-Control faults @{ agentId = 116; operation = 'sayBusy'; fault = $fault; count = 1 }
        $output.AddRange(@(Set-AgwAgent @loud -Session $sessions[15] -State Busy))
    }

    Get-AgwSession | ForEach-Object { $null = Get-Guid $_ }
    Get-AgwSession | Disconnect-AgwSession @loud -Force
} *> "$Folder/streams.txt"

$number = 0
foreach ($thing in $output) {
    $number++
    $thing | Export-Clixml -LiteralPath "$Folder/$number.clixml" -Depth 6
    & {
        "$thing"
        ConvertTo-Json -InputObject $thing -Depth 6 -Compress -WarningAction SilentlyContinue
        $thing | Format-List -Property * -Force | Out-String -Width 5000
        $thing | Format-Table -Property * -Force | Out-String -Width 5000
        $thing | Format-Custom -Depth 3 | Out-String -Width 5000
        $thing | Out-String -Width 5000
    } *> "$Folder/$number.txt"
}

# The JSON of an error is very large, so the depth is limited to the properties of the exception.
$Error | Export-Clixml -LiteralPath "$Folder/errors.clixml" -Depth 3
& {
    $Error | Format-List -Property * -Force
    foreach ($record in $Error) {
        ConvertTo-Json -InputObject $record -Depth 1 -Compress -WarningAction SilentlyContinue
        Get-Error -InputObject $record
        $record.ScriptStackTrace
        for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
            "$exception"
            $exception | Format-List -Property * -Force
            $exception.Data | Format-Table
        }
    }
} *> "$Folder/errors.txt"

$null = Stop-Transcript
$guids | Set-Content -LiteralPath "$Folder/secrets.txt"
"$($output.Count) outputs, $($Error.Count) errors"
