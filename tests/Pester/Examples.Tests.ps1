# Executes every example of docs/cmdlets and docs/about against a simulated gateway. The code is taken from the page. An example that throws
# or writes an error fails. Only the following is replaced:
#
#   gateway.example.com      the simulator's address, with -CACertificate and -NoProxy as default parameters of the cmdlets that connect
#   the sample thumbprint    the simulator's
#   $PSScriptRoot, $HOME     the folder of the test
#   Get-Credential, Invoke-Command -ComputerName, the cmdlets of SecretManagement and of Windows' task scheduler: ExampleWorld.psm1
#   agents.csv, participants.csv in the current directory: files of the test
#   prompts                  $ConfirmPreference is None: everything is answered with yes
#   Ctrl+C                   an example that follows events without an end is stopped after some time
#
# The requests at the gateway show the effect of an example: a request to an interface of the page or, with -WhatIf, none. An example that
# reads events sends nothing, so its output is checked.
#
# Each example starts with the same agents (Open-World, Initialize-Example). 101 to 105 are connected and lead conferences, and agent 150 is
# in the conference of 101. 111 to 115 are connected and idle, and 160 is invited. 131 and 132 lead abandoned conferences and aren't signed
# in. 140 is signed in elsewhere. 900 is an inspector. $Extra contains what a page needs in addition.

BeforeDiscovery {
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $pages = foreach ($file in Get-ChildItem -Path "$root/docs/cmdlets/*-*.md", "$root/docs/about/about_*.md") {
        $title = ''
        $lines = [System.IO.File]::ReadAllText($file.FullName)
        $examples = foreach ($match in [regex]::Matches($lines, '(?ms)^### (?<title>Example .*?)$|^```powershell\n(?<code>.*?)\n```$')) {
            if ($match.Groups['title'].Success) {
                $title = $match.Groups['title'].Value
            } elseif ($match.Groups['code'].Value -notlike 'Describe *') {
                # Rehearsal.Tests.ps1 runs the Pester test of about_AgwRehearsal.
                $line = $lines.Substring(0, $match.Index).Split("`n").Count
                @{ Title = if ($title) { $title } else { "line $line" }; Code = $match.Groups['code'].Value }
            }
        }

        if ($examples) {
            $operations = [regex]::Matches($lines, '(?m)^Interface: (\w+) ').ForEach{ $_.Groups[1].Value }
            @{ Page = $file.BaseName; Examples = $examples; Operations = $operations }
        }
    }
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $gateway = Open-TestGateway -Option '--agents', '101-200', '--inspectors', '900-901'
    $folder = (New-Item -Path "TestDrive:/examples" -ItemType Directory).FullName

    # The module is found as an installed one is, also by the processes and runspaces that an example starts. For an unknown command,
    # PowerShell searches a folder of modules with all its subfolders, so it must not be the one of the build, which has the drives of Wine.
    $installed = (New-Item -Path "TestDrive:/modules" -ItemType Directory).FullName
    Copy-Item -Path (Split-Path -Path (Get-TestModule)) -Destination (Join-Path -Path $installed -ChildPath AgentGateway) -Recurse
    $modulePath = $env:PSModulePath
    $env:PSModulePath = $installed + [System.IO.Path]::PathSeparator + $modulePath
    $noProxy = $env:NO_PROXY
    $env:NO_PROXY = '127.0.0.1,localhost'

    # Additional preparations for some pages. $Gateway is the simulator.
    $playing = '112, 113 | Start-AgwPlayback -VoicePath Y:/1/0/20180621/105/1406470.V3 -Wait'
    $recorded = 'New-AgwConference -AgentId 113 -MemberCount 4; Start-AgwRecording -AgentId 113 -Wait'
    $Extra = @{
        'Stop-AgwPlayback'      = $playing
        'Suspend-AgwPlayback'   = $playing
        'Skip-AgwPlayback'      = $playing
        'Set-AgwPlayback'       = $playing
        'Resume-AgwPlayback'    = "$playing; 112, 113 | Suspend-AgwPlayback -Wait"
        'Start-AgwPlayback'     = $recorded
        'Stop-AgwCall'          = "$recorded; Add-ExampleCall -Gateway `$Gateway -AgentId 111, 112 -AgeMinutes 95"
        'Get-AgwCall'           = 'Add-ExampleCall -Gateway $Gateway -AgentId 111, 112 -AgeMinutes 95'
        'Suspend-AgwCall'       = 'Add-ExampleCall -Gateway $Gateway -AgentId 111'
        'Set-AgwCall'           = 'Add-ExampleCall -Gateway $Gateway -AgentId 111'
        'Move-AgwCall'          = 'Add-ExampleCall -Gateway $Gateway -AgentId 111'
        'Resume-AgwCall'        = 'Add-ExampleCall -Gateway $Gateway -AgentId 111 -State Held'
        'Approve-AgwCall'       = 'Add-ExampleCall -Gateway $Gateway -AgentId 111 -State Ringing'
        'Start-AgwSupervision'  = 'Add-ExampleCall -Gateway $Gateway -AgentId 111, 112 -AgeMinutes 5'
        'Switch-AgwSupervision' = 'Add-ExampleCall -Gateway $Gateway -AgentId 111'
        'Stop-AgwSupervision'   = 'Add-ExampleCall -Gateway $Gateway -AgentId 111'
        'Save-AgwRecording'     = '112, 113 | New-AgwConference -MemberCount 4; Start-AgwRecording -AgentId 112 -Wait'
        'Stop-AgwRecording'     = "$recorded; Start-AgwRecording -AgentId 111 -Screen -Wait"
        'Disconnect-AgwAgent'   = @'
            $option = @{ Uri = $Gateway.Address; CACertificate = $Gateway.Certificate; NoProxy = $true }
            121..123 | Connect-AgwSession @option -Credential (Get-Credential -Message Password)
'@
        'Resize-AgwConference'  = 'Resize-AgwConference -AgentId 101, 102 -Subtract 60'
        'Set-AgwConference'     = 'Send-ExampleEvent -Gateway $Gateway -AgentId (101..105) -EventType AgentConf_Timeout -Content ''{}'''
        'Resume-AgwParticipant' = 'Suspend-AgwParticipant -AgentId 101 -Address 88887946 -VoicePath y:/conf/120/1136287.V3 -Wait'
    }

    function Invoke-Control {
        param(
            [Parameter(Position = 0)] [string] $Method,
            [Parameter(Position = 1)] [string] $Path,
            [hashtable] $Body = @{}
        )

        $json = if ($Method -eq 'Post') { ConvertTo-Json -InputObject $Body -Depth 5 }
        $uri = "$($gateway.Address.TrimEnd('/'))/simulator/$Path"
        Invoke-RestMethod -Method $Method -Uri $uri -Body $json -ContentType 'application/json' -SkipCertificateCheck -NoProxy
    }

    function Open-World {
        <#
        .SYNOPSIS
        Prepares the gateway for an example. Returns the GUID of the session of agent 150.
        #>
        param([switch] $SignInNobody)

        $phone = @{ addressType = '6'; address = '88887946' }
        foreach ($chairperson in 101..105) {
            $null = Invoke-Control Post conferences -Body @{
                chairperson  = $chairperson
                participants = @($phone) + @(if ($chairperson -eq 101) { @{ addressType = '9'; address = '150' } })
                ageMinutes   = 30
            }
        }

        131, 132 |
            ForEach-Object {
                $null = Invoke-Control Post conferences -Body @{ chairperson = $_; participants = @($phone); ageMinutes = 150 }
            }
        $option = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }
        $elsewhere = 140 | Connect-AgwSession @option -NoDefault
        if ($SignInNobody) {
            $elsewhere = 150 | Connect-AgwSession @option -NoDefault
        }

        $elsewhere.GetGuid()
    }

    function Close-World {
        <#
        .SYNOPSIS
        Ends all sessions and conferences after an example.
        #>
        Clear-TestRegistration
        Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue
        foreach ($conference in (Invoke-Control Get state).conferences) {
            $null = Invoke-Control Post "conferences/$($conference.confId)/age" -Body @{ minutes = 3000 }
        }

        Wait-TestCondition { -not (Invoke-Control Get state).conferences }
    }

    function Invoke-Example {
        <#
        .SYNOPSIS
        Runs an example in its own runspace. Returns its errors and the exception that ended it.
        #>
        param([string] $Page, [string] $Code)

        $authority = ([uri]$gateway.Address).Authority
        $Code = $Code -replace 'gateway\.example\.com(:8043)?', $authority
        $Code = $Code -replace '(0123456789ABCDEF){4}', $gateway.Thumbprint -replace '\$(PSScriptRoot|HOME)', "$folder"
        $signInNobody = $Page -eq 'Connect-AgwSession'
        $guid = Open-World -SignInNobody:$signInNobody
        Set-Content -Path "$folder/agents.csv" -Value 'AgentId,PhoneNumber', '121,40121', '122,40122', '123,40123'
        Set-Content -Path "$folder/participants.csv" -Value 'Address,AddressType', '88887960,PhoneNumber', '173,AgentId'
        $shell = [powershell]::Create()
        try {
            $shell.Runspace.SessionStateProxy.Path.SetLocation($folder)
            $shell.Runspace.SessionStateProxy.SetVariable('ConfirmPreference', 'None')
            $shell.Runspace.SessionStateProxy.SetVariable('PSDefaultParameterValues', @{
                    'Connect-AgwSession:CACertificate'  = $gateway.Certificate
                    'Connect-AgwSession:NoProxy'        = $true
                    'Register-AgwGateway:CACertificate' = $gateway.Certificate
                    'Register-AgwGateway:NoProxy'       = $true
                    'Test-AgwGateway:CACertificate'     = $gateway.Certificate
                    'Test-AgwGateway:NoProxy'           = $true
                })
            $null = $shell.AddCommand('Import-Module').AddParameter('Name', "$PSScriptRoot/ExampleWorld.psm1").Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddCommand('Initialize-Example').AddParameters(@{
                    Gateway      = $gateway
                    Guid         = $guid
                    Preparation  = $Extra[$Page]
                    SignInNobody = $signInNobody
                }).Invoke()
            $shell.Commands.Clear()
            $null = Invoke-Control Delete requests
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.AddScript($Code).BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]$null, $output)
            $isEndless = $Code -match '-Follow' -and $Code -notmatch '-First'
            if ($running.AsyncWaitHandle.WaitOne($(if ($isEndless) { 1500 } else { 60000 }))) {
                $null = $shell.EndInvoke($running)
            } elseif ($isEndless) {
                $shell.Stop()
            } else {
                throw 'It did not end within a minute.'
            }

            [pscustomobject]@{
                Output     = @($output)
                Errors     = @($shell.Streams.Error)
                Operations = @((Invoke-Control Get requests).operation)
            }
        } finally {
            $shell.Commands.Clear()
            $shell.Streams.ClearStreams()
            $null = $shell.AddScript('Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false -ErrorAction SilentlyContinue').Invoke()
            $shell.Dispose()
            Close-World
        }
    }
}

AfterAll {
    Disconnect-TestAgent
    $env:PSModulePath = $modulePath
    $env:NO_PROXY = $noProxy
    if ($gateway) {
        $gateway | Close-TestGateway
    }
}

Describe 'Examples of <Page>' -ForEach $pages {
    It '<Title>' -ForEach $Examples {
        $outcome = Invoke-Example -Page $Page -Code $Code

        $outcome.Errors | Should -BeNullOrEmpty
        if ($Code -match '-WhatIf') {
            # -WhatIf may send queries, but changes nothing.
            $outcome.Operations | Where-Object { $_ -in $Operations -and $_ -notlike 'query*' } | Should -BeNullOrEmpty
        } elseif ($Operations -contains 'getAgentEvent') {
            $outcome.Output | Should -Not -BeNullOrEmpty -Because "an example of $Page returns something"
        } elseif ($Operations) {
            $outcome.Operations |
                Where-Object { $_ -in $Operations } |
                Should -Not -BeNullOrEmpty -Because "an example of $Page calls the gateway"
        }
    }
}
