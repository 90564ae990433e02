BeforeDiscovery {
    # What a hostile gateway could want to have on somebody's console, in a log or in a table.
    $evil = @(
        @{ Name = 'an ANSI colour'; Text = "$([char]27)[31mred$([char]27)[0m" }
        @{ Name = 'a window title'; Text = "$([char]27)]0;owned$([char]7)" }
        @{ Name = 'a C1 control sequence'; Text = "$([char]0x9B)31mred" }
        @{ Name = 'new lines'; Text = "first`r`nAgent 999: second`nthird" }
        @{ Name = 'a carriage return over the line'; Text = "harmful`rharmless" }
        @{ Name = 'backspaces and a null'; Text = "good$([char]8)$([char]8)$([char]0)bad" }
        @{ Name = 'a right-to-left override'; Text = "$([char]0x202E)gnp.exe$([char]0x2066)" }
        @{ Name = 'an invisible letter'; Text = "a$([char]0x200B)b$([char]0xFEFF)c" }
        @{ Name = 'a line separator'; Text = "a$([char]0x2028)b$([char]0x2029)c" }
        @{ Name = 'half of a letter'; Text = "a$([char]0xD83D)b" }
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1", "$PSScriptRoot/Listener.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }

    function Get-Wild([string] $Text) {
        # Control, format, separators and halves of letters; a formatter's own line ends are not the gateway's.
        [regex]::Matches(($Text -replace '\r?\n', ''), '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]') | ForEach-Object { '{0:X4}' -f [int]$_.Value[0] }
    }

    # Everything that an admin can have printed of a thing, each property by itself too: a new line within one is one too many.
    # The data itself is as it came, but that nothing in it acts on a console; what only changes how a line reads is left out by the views.
    function Get-WildData($Thing) {
        foreach ($one in $Thing) {
            Get-Wild ($one | Out-String -Width 4000)
            Get-Wild ($one | Format-List | Out-String -Width 4000)
            [regex]::Matches((($one | Format-List -Property * -Force | Out-String -Width 4000) -replace '\r?\n', ''), '[\p{Cc}\p{Zl}\p{Zp}]') | ForEach-Object { '{0:X4}' -f [int]$_.Value[0] }
            foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [string] }) {
                if ($property.Value -match '[\r\n]') { "a new line in $($property.Name)" }
            }
        }
    }

    function Get-WildPrint($Thing) {
        foreach ($one in $Thing) {
            Get-Wild ($one | Format-List -Property * -Force | Out-String -Width 4000)
            Get-Wild ($one | Out-String -Width 4000)
            foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [string] -and $_.Name -notin 'StackTrace', 'PositionMessage', 'Line', 'Statement', 'ScriptStackTrace' }) {
                if ($property.Value -match '[\r\n]') { "a new line in $($property.Name)" }
            }
        }
    }

    function Get-Cause($ErrorRecord) {
        for ($exception = $ErrorRecord.Exception; $exception; $exception = $exception.InnerException) { $exception }
    }
}

AfterAll { Disconnect-TestAgent }

Describe 'A hostile gateway' {
    BeforeAll { $session = Connect-TestAgent }

    It 'cannot put <Name> into an error, a verbose message or the session' -ForEach $evil {
        foreach ($retCode in '100-007', '999-999', "0$Text") {
            Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault retCode -Detail @{ retCode = $retCode; message = "The text: $Text" }
            $problems = @()
            $said = Set-AgwAgent -Session $session -State Busy -Confirm:$false -Verbose @collectErrors 4>&1

            $problems.Count | Should -Be 1
            $problems[0].Exception.Message | Should -BeLike '*The text: *'
            Get-WildPrint (@($problems[0], $problems[0].ErrorDetails, $problems[0].CategoryInfo, $session) + (Get-Cause $problems[0]) + $said) | Should -BeNullOrEmpty
        }
    }

    It 'cannot put <Name> into a result' -ForEach $evil {
        Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault retCode -Detail @{ retCode = '0'; message = $Text }
        Add-TestFault -AgentId $session.AgentId -Operation queryAgentInfoByWorkNo -Fault retCode -Detail @{ retCode = '0'; result = @{ status = 4; name = $Text; phonenumber = $Text } }
        Add-TestFault -AgentId $session.AgentId -Operation queryConfInfos -Fault retCode -Detail @{ retCode = '0'; result = @{ confs = @(@{ confId = 7; addresses = @(@{ address = $Text; addressType = 6 }) }) } }

        $results = @(
            Set-AgwAgent -Session $session -State Busy -Confirm:$false
            Get-AgwAgent -Inspector $session -AgentId 5050
            Get-AgwConference -Session $session -ConferenceId 7
        )

        $results.Count | Should -Be 3
        Get-WildPrint $results[0] | Should -BeNullOrEmpty
        Get-WildData (@($results) + $results[2].Participants) | Should -BeNullOrEmpty
    }

    It 'cannot put <Name> into an event' -ForEach $evil {
        $path = "agents/$($session.AgentId)/events"
        $null = Receive-AgwEvent -Session $session
        $null = Invoke-TestControl -Method Post -Path $path -Body @{ eventType = "Odd_$Text"; content = @{ $Text = $Text; list = @($Text) } }
        $null = Invoke-TestControl -Method Post -Path $path -Body @{ eventType = 'AgentConf_ParticipantChanged'; content = @{ changeType = 0; confId = 7; participant = $Text; participantType = 6 } }

        $events = @(1..2 | ForEach-Object { Wait-AgwEvent -Session $session -EventType 'Odd_*', 'AgentConf_ParticipantChanged' })

        $events.Count | Should -Be 2
        $events[0].EventType | Should -BeLike 'Odd_*'
        Get-WildData $events | Should -BeNullOrEmpty
        $events.Raw | ForEach-Object { Get-Wild $_ } | Should -BeNullOrEmpty
        if ($Text -notmatch '[\uD800-\uDFFF]') {
            ($events[1].Raw | ConvertFrom-Json).content.participant | Should -BeExactly $Text
        }
    }

    It 'cannot put <Name> into the trace file' -ForEach $evil {
        $trace = "$TestDrive/trace-$([guid]::NewGuid()).jsonl"
        $traced = Connect-TestAgent -Option @{ TracePath = $trace }
        Add-TestFault -AgentId $traced.AgentId -Operation sayBusy -Fault retCode -Detail @{ retCode = "9$Text"; message = $Text; result = @{ note = $Text } }

        $null = Set-AgwAgent -Session $traced -State Busy -Confirm:$false -ErrorAction SilentlyContinue
        Disconnect-AgwSession -Session $traced -Confirm:$false

        $line = Get-Content -LiteralPath $trace | Where-Object { $_ -match '"sayBusy"' }
        @($line).Count | Should -Be 1
        Get-Wild $line | Should -BeNullOrEmpty
    }
}

Describe 'Somebody in the gateway''s place' {
    It 'cannot bring <Name> in by the name of its certificate' -ForEach ($evil | Where-Object Name -NotMatch 'half|null') {
        $listener = Open-TestListener -Subject "CN=`"gateway $Text`"" -SelfSigned

        $null = Connect-AgwSession -Uri $listener.Address -AgentId 101 -Credential (Get-TestCredential) -NoProxy -MaximumRetryCount 0 @collectErrors
        $listener.Dispose()

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $problems[0].Exception.Message | Should -BeLike '*certificate CN=*gateway*'
        Get-WildPrint (@($problems[0]) + (Get-Cause $problems[0])) | Should -BeNullOrEmpty
    }

    It 'cannot bring an escape sequence in by <Name>' -ForEach @(
        @{ Name = 'its status line'; Answer = "HTTP/1.1 502 Bad `e[31mGateway`r`nContent-Length: 0`r`n`r`n" }
        @{ Name = 'what is no status line'; Answer = "`e]0;owned`a`e[31mSSH-2.0`r`n`r`n" }
        @{ Name = 'what is no header'; Answer = "HTTP/1.1 200 OK`r`n`e[31mNo header`r`nContent-Length: 0`r`n`r`n" }
        @{ Name = 'the name of a header'; Answer = "HTTP/1.1 200 OK`r`nX`e[31m: 1`r`nContent-Length: 0`r`n`r`n" }
        @{ Name = 'a length'; Answer = "HTTP/1.1 200 OK`r`nContent-Length: `e[31m7`r`n`r`n" }
        @{ Name = 'a chunk'; Answer = "HTTP/1.1 200 OK`r`nTransfer-Encoding: chunked`r`n`r`n`e[31mzz`r`n`r`n" }
        @{ Name = 'its page'; Answer = "HTTP/1.1 200 OK`r`nContent-Length: 20`r`n`r`n<html>`e[31m</html>..." }
        @{ Name = 'the place of a redirect'; Answer = "HTTP/1.1 302 Found`r`nLocation: https://x/`e[31m`r`nContent-Length: 0`r`n`r`n" }
        @{ Name = 'a GUID'; Answer = "HTTP/1.1 200 OK`r`nSet-GUID: JSESSIONID=a`e[31m`r`nContent-Length: 15`r`n`r`n{`"retcode`":`"0`"}" }
    ) {
        $listener = Open-TestListener -SelfSigned -Answer $Answer

        $null = Connect-AgwSession -Uri $listener.Address -CertificateThumbprint $listener.Pin -AgentId 101 -Credential (Get-TestCredential) -NoProxy -MaximumRetryCount 0 @collectErrors
        $listener.Dispose()

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^(BadReply|OutcomeUnknown),'
        Get-WildPrint (@($problems[0]) + (Get-Cause $problems[0])) | Should -BeNullOrEmpty
    }
}

Describe 'What is typed' {
    BeforeAll { $session = Connect-TestAgent }

    BeforeEach { $null = Invoke-TestControl -Method Delete -Path requests }

    It 'cannot become a header of its own: -Guid with <Name>' -ForEach @(
        @{ Name = 'a new line'; Guid = "0f1e2d3c`r`nX-Evil: 1" }
        @{ Name = 'a line feed'; Guid = "0f1e2d3c`nX-Evil: 1" }
        @{ Name = 'a blank'; Guid = '0f1e2d3c x' }
        @{ Name = 'a letter beyond ASCII'; Guid = "0f1e2d3c$([char]0x10D)" }
        @{ Name = 'nothing'; Guid = '' }
        @{ Name = 'sixty thousand letters'; Guid = 'a' * 60000 }
    ) {
        $null = Connect-AgwSession -Uri (Get-TestGateway).Address -Guid $Guid -AgentId $session.AgentId -SkipCertificateCheck -NoProxy -WarningAction SilentlyContinue @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.ConnectAgwSessionCommand'
        $problems[0].Exception.Message | Should -Not -Match '0f1e2d3c|aaaa'
        Get-TestRequest -AgentId $session.AgentId | Should -BeNullOrEmpty
    }

    It 'cannot become another path: -CallId <_>' -ForEach '../../onlineagent/102', '1/2', '1?x=1', '1#x', '%2e%2e', '..', '.', '1 2', "1`r`nHost: x", '1\2', '1;x' {
        $null = Stop-AgwCall -CallId $_ -Inspector $session -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'InvalidArgument,AgentGateway.Commands.StopAgwCallCommand'
        Get-TestRequest -AgentId $session.AgentId | Should -BeNullOrEmpty
    }

    It 'cannot become another path: -AgentId <_>' -ForEach '101/../102', '101?x', '-101', '0', '100', '60000', '2147483648', "101`n102" {
        $problem = try { Stop-AgwConfVoice -AgentId $_ -ErrorAction Stop } catch { $_ }

        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-TestRequest | Should -BeNullOrEmpty
    }

    It 'cannot become anything but text in a body: <_>' -ForEach '","agentId":"999', '\u0022,\u0022x', '</script>', '${env:PATH}', '$(1+1)', '{{7*7}}' {
        $null = Add-TestConference -AgentId ($agent = (Connect-TestAgent).AgentId)
        $null = Invoke-TestControl -Method Delete -Path requests

        $null = Start-AgwConfVoice -AgentId $agent -VoicePath $_ -Confirm:$false -ErrorAction SilentlyContinue

        $body = (Get-TestRequest -AgentId $agent).body | ConvertFrom-Json
        $body.voicePath | Should -BeExactly $_
        ($body.PSObject.Properties.Name | Sort-Object) -join ' ' | Should -BeExactly 'playMode playType voicePath'
    }
}

Describe 'The report of the clean-up' {
    It 'holds no formula, whatever the gateway says' {
        $gateway = Open-TestGateway -Option '--agents', '101-110', '--inspectors', '900', '--conferences', '8'
        $place = "$($gateway.Address.TrimEnd('/'))/simulator/faults"
        # Every other one of the pre-made conferences is older than two hours.
        $formulas = @{ 102 = "=cmd|'/c calc'!A0"; 104 = '+1+cmd'; 106 = '-2+3'; 108 = '@SUM(1)' }
        try {
            foreach ($agent in $formulas.Keys) {
                $order = @{ agentId = $agent; operation = 'releaseAgentConf'; fault = 'retCode'; retCode = $formulas[$agent]; message = $formulas[$agent] }
                $null = Invoke-RestMethod -Method Post -Uri $place -Body (ConvertTo-Json $order) -ContentType application/json -SkipCertificateCheck -NoProxy
            }

            $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
            $run = Invoke-TestProcess -Script "& '$root/demo/cleanup.ps1' -Uri '$($gateway.Address)' -InspectorId 900 -Credential `$credential -CACertificate '$($gateway.Certificate)' -ReportPath '$TestDrive/report.csv' | Out-Null; exit `$LASTEXITCODE"
        }
        finally {
            $gateway | Close-TestGateway
        }

        $run.ExitCode | Should -Be 1
        $report = @(Import-Csv -LiteralPath "$TestDrive/report.csv")
        @($report | Where-Object Outcome -EQ 'Failed').Count | Should -Be 4
        $cells = $report | ForEach-Object { $_.PSObject.Properties.Value }
        "$($report.RetCode)" | Should -Match 'calc'
        $cells | Where-Object { $_ -match '^\s*[=+\-@\t\r]' } | Should -BeNullOrEmpty
    }
}
