<# .SYNOPSIS The common part of the jobs with Invoke-RestMethod, for dot-sourcing: signs in the inspector and finds the old conferences. #>
param([uri] $Uri, [int] $Inspector)

$root = "$($Uri.GetLeftPart('Authority'))/agentgateway/resource"
$common = @{ ContentType = 'application/json; charset=UTF-8'; SkipCertificateCheck = $true; NoProxy = $true }

$signIn = '{"password":"secret","phonenum":"5000"}'
$null = Invoke-RestMethod @common -Method Put -Uri "$root/onlineagent/$Inspector" -Body $signIn -ResponseHeadersVariable headers
$inspectorGuid = @{ Guid = $headers['Set-GUID'][0] -replace '^JSESSIONID=' }

$ids = @((Invoke-RestMethod @common -Uri "$root/agentconf/$Inspector/queryvdnconfid" -Headers $inspectorGuid).result.confIds)
$old = for ($first = 0; $first -lt $ids.Count; $first += 20) {
    $query = @{
        Method = 'Post'; Uri = "$root/agentconf/$Inspector/queryconfinfos"; Headers = $inspectorGuid
        Body = ConvertTo-Json -Compress -InputObject @{ confIds = @($ids[$first..[Math]::Min($first + 19, $ids.Count - 1)]) }
    }
    (Invoke-RestMethod @common @query).result.confs | Where-Object confHaveBeenTime -GE 120
}

# Does what Clear-AgwConference does for each conference: sign-in, verification, release, waiting for its event, sign-out. The web session
# keeps the connection, as an experienced author would do.
$clear = {
    param($common, $root, $conference)

    $agent = ($conference.addresses | Where-Object { $_.role -eq 1 }).address
    $body = "{`"password`":`"secret`",`"phonenum`":`"$agent`",`"status`":`"3`",`"autoanswer`":false}"
    $signIn = @{ Method = 'Put'; Uri = "$root/onlineagent/$agent"; Body = $body }
    $null = Invoke-RestMethod @common @signIn -ResponseHeadersVariable headers -SessionVariable web
    $own = @{ WebSession = $web; Headers = @{ Guid = $headers['Set-GUID'][0] -replace '^JSESSIONID=' } }
    $query = "{`"confIds`":[$($conference.confId)]}"
    $running = Invoke-RestMethod @common @own -Method Post -Uri "$root/agentconf/$agent/queryconfinfos" -Body $query
    if ($running.result.confs.confId -eq $conference.confId) {
        $null = Invoke-RestMethod @common @own -Method Post -Uri "$root/agentconf/$agent/releaseagentconf"
        do { $reply = Invoke-RestMethod @common @own -Uri "$root/agentevent/$agent" }
        until ($reply.event.eventType -eq 'AgentConf_SelfLeaveResult')
    }

    $null = Invoke-RestMethod @common @own -Method Delete -Uri "$root/onlineagent/$agent/logout"
}
