<#
.SYNOPSIS
    Clears the old conferences with Invoke-RestMethod in ForEach-Object -Parallel. Writes the seconds that it took.
.DESCRIPTION
    Each conference gets what Clear-AgwConference does: sign-in, verification, release, waiting for its event, sign-out.
#>
param([string] $ModulePath, [uri] $Uri, [string] $Certificate, [int] $Window, [int] $Inspector)

$ErrorActionPreference = 'Stop'
$null = $ModulePath, $Certificate
$root = "$($Uri.GetLeftPart('Authority'))/agentgateway/resource"
$common = @{ ContentType = 'application/json; charset=UTF-8'; SkipCertificateCheck = $true; NoProxy = $true }

$signIn = '{"password":"secret","phonenum":"5000"}'
$null = Invoke-RestMethod @common -Method Put -Uri "$root/onlineagent/$Inspector" -Body $signIn -ResponseHeadersVariable headers
$guid = @{ Guid = $headers['Set-GUID'][0] -replace '^JSESSIONID=' }

$watch = [System.Diagnostics.Stopwatch]::StartNew()
$ids = @((Invoke-RestMethod @common -Uri "$root/agentconf/$Inspector/queryvdnconfid" -Headers $guid).result.confIds)
$old = for ($first = 0; $first -lt $ids.Count; $first += 20) {
    $body = ConvertTo-Json -Compress -InputObject @{ confIds = @($ids[$first..[Math]::Min($first + 19, $ids.Count - 1)]) }
    (Invoke-RestMethod @common -Method Post -Uri "$root/agentconf/$Inspector/queryconfinfos" -Headers $guid -Body $body).result.confs |
        Where-Object confHaveBeenTime -GE 120
}

$old | ForEach-Object -ThrottleLimit $Window -Parallel {
    $common = $using:common
    $root = $using:root
    $conference = $_
    $agent = ($conference.addresses | Where-Object { $_.role -eq 1 }).address
    $body = "{`"password`":`"secret`",`"phonenum`":`"$agent`",`"status`":`"3`",`"autoanswer`":false}"
    $null = Invoke-RestMethod @common -Method Put -Uri "$root/onlineagent/$agent" -Body $body -ResponseHeadersVariable headers
    $guid = @{ Guid = $headers['Set-GUID'][0] -replace '^JSESSIONID=' }
    $query = "{`"confIds`":[$($conference.confId)]}"
    $running = Invoke-RestMethod @common -Method Post -Uri "$root/agentconf/$agent/queryconfinfos" -Headers $guid -Body $query
    if ($running.result.confs.confId -eq $conference.confId) {
        $null = Invoke-RestMethod @common -Method Post -Uri "$root/agentconf/$agent/releaseagentconf" -Headers $guid
        do { $reply = Invoke-RestMethod @common -Uri "$root/agentevent/$agent" -Headers $guid }
        until ($reply.event.eventType -eq 'AgentConf_SelfLeaveResult')
    }

    $null = Invoke-RestMethod @common -Method Delete -Uri "$root/onlineagent/$agent/logout" -Headers $guid
}

$watch.Stop()
$null = Invoke-RestMethod @common -Method Delete -Uri "$root/onlineagent/$Inspector/logout" -Headers $guid
$watch.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture)
