BeforeDiscovery {
    # Texts with which a hostile gateway could attack a console, a log or a table.
    $evil = @(
        @{ Name = 'an ANSI color'; Text = "$([char]27)[31mred$([char]27)[0m" }
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

    function Get-UnsafeCharacter([string] $Text) {
        # Control, format and separator characters, and halves of surrogate pairs. The line ends of the formatter itself are ignored.
        $halfPair = '[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]'
        [regex]::Matches(($Text -replace '\r?\n', ''), "[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|$halfPair") |
            ForEach-Object { '{0:X4}' -f [int]$_.Value[0] }
    }

    # All text that an administrator can display of an object, including each property. A property must not contain a line break.
    # The data is unchanged, except for characters that control a console. The views remove characters that only change the display.
    function Get-UnsafeData($Thing) {
        foreach ($one in $Thing) {
            Get-UnsafeCharacter ($one | Out-String -Width 4000)
            Get-UnsafeCharacter ($one | Format-List | Out-String -Width 4000)
            $text = ($one | Format-List -Property * -Force | Out-String -Width 4000) -replace '\r?\n', ''
            [regex]::Matches($text, '[\p{Cc}\p{Zl}\p{Zp}]') |
                ForEach-Object { '{0:X4}' -f [int]$_.Value[0] }
            foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [string] }) {
                if ($property.Value -match '[\r\n]') { "a new line in $($property.Name)" }
            }
        }
    }

    function Get-WildPrint($Thing) {
        foreach ($one in $Thing) {
            Get-UnsafeCharacter ($one | Format-List -Property * -Force | Out-String -Width 4000)
            Get-UnsafeCharacter ($one | Out-String -Width 4000)
            $multiline = 'StackTrace', 'PositionMessage', 'Line', 'Statement', 'ScriptStackTrace'
            foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [string] -and $_.Name -notin $multiline }) {
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
            Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault retCode -Detail @{
                retCode = $retCode
                message = "The text: $Text"
            }
            $problems = @()
            $said = Set-AgwAgent -Session $session -State Busy -Confirm:$false -Verbose @collectErrors 4>&1

            $problems.Count | Should -Be 1
            $problems[0].Exception.Message | Should -BeLike '*The text: *'
            Get-WildPrint (@(
                    $problems[0]
                    $problems[0].ErrorDetails
                    $problems[0].CategoryInfo
                    $session
                ) + (Get-Cause $problems[0]) + $said) |
                Should -BeNullOrEmpty
        }
    }

    It 'cannot put <Name> into a result' -ForEach $evil {
        Add-TestFault -AgentId $session.AgentId -Operation sayBusy -Fault retCode -Detail @{ retCode = '0'; message = $Text }
        Add-TestFault -AgentId $session.AgentId -Operation queryAgentInfoByWorkNo -Fault retCode -Detail @{
            retCode = '0'
            result  = @{ status = 4; name = $Text; phonenumber = $Text }
        }
        Add-TestFault -AgentId $session.AgentId -Operation queryConfInfos -Fault retCode -Detail @{
            retCode = '0'
            result  = @{ confs = @(@{ confId = 7; addresses = @(@{ address = $Text; addressType = 6 }) }) }
        }

        $results = @(
            Set-AgwAgent -Session $session -State Busy -Confirm:$false
            Get-AgwAgent -Inspector $session -AgentId 5050
            Get-AgwConference -Session $session -ConferenceId 7
        )

        $results.Count | Should -Be 3
        Get-WildPrint $results[0] | Should -BeNullOrEmpty
        Get-UnsafeData (@($results) + $results[2].Participants) | Should -BeNullOrEmpty
    }

    It 'cannot put <Name> into an event' -ForEach $evil {
        $path = "agents/$($session.AgentId)/events"
        $null = Receive-AgwEvent -Session $session
        $null = Invoke-TestControl -Method Post -Path $path -Body @{
            eventType = "Odd_$Text"
            content   = @{ $Text = $Text; list = @($Text) }
        }
        $null = Invoke-TestControl -Method Post -Path $path -Body @{
            eventType = 'AgentConf_ParticipantChanged'
            content   = @{ changeType = 0; confId = 7; participant = $Text; participantType = 6 }
        }

        $events = @(1..2 | ForEach-Object { Wait-AgwEvent -Session $session -EventType 'Odd_*', 'AgentConf_ParticipantChanged' })

        $events.Count | Should -Be 2
        $events[0].EventType | Should -BeLike 'Odd_*'
        Get-UnsafeData $events | Should -BeNullOrEmpty
        $events.Raw | ForEach-Object { Get-UnsafeCharacter $_ } | Should -BeNullOrEmpty
        if ($Text -notmatch '[\uD800-\uDFFF]') {
            ($events[1].Raw | ConvertFrom-Json).content.participant | Should -BeExactly $Text
        }
    }

    It 'cannot put <Name> into the trace file' -ForEach $evil {
        $trace = "$TestDrive/trace-$([guid]::NewGuid()).jsonl"
        $traced = Connect-TestAgent -Option @{ TracePath = $trace }
        Add-TestFault -AgentId $traced.AgentId -Operation sayBusy -Fault retCode -Detail @{
            retCode = "9$Text"
            message = $Text
            result  = @{ note = $Text }
        }

        $null = Set-AgwAgent -Session $traced -State Busy -Confirm:$false -ErrorAction SilentlyContinue
        Disconnect-AgwSession -Session $traced -Confirm:$false

        $line = Get-Content -LiteralPath $trace | Where-Object { $_ -match '"sayBusy"' }
        @($line).Count | Should -Be 1
        Get-UnsafeCharacter $line | Should -BeNullOrEmpty
    }
}

Describe 'An impostor of the gateway' {
    It 'can''t put <Name> into an error by the name of its certificate' -ForEach ($evil | Where-Object Name -NotMatch 'half|null') {
        $listener = Open-TestListener -Subject "CN=`"gateway $Text`"" -SelfSigned

        $option = @{
            Uri               = $listener.Address
            AgentId           = 101
            Credential        = (Get-TestCredential)
            NoProxy           = $true
            MaximumRetryCount = 0
        }
        $null = Connect-AgwSession @option @collectErrors
        $listener.Dispose()

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsFailed,*'
        $problems[0].Exception.Message | Should -BeLike '*certificate CN=*gateway*'
        Get-WildPrint (@($problems[0]) + (Get-Cause $problems[0])) | Should -BeNullOrEmpty
    }

    It 'can''t put an escape sequence into an error by <Name>' -ForEach @(
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

        $option = @{
            Uri                   = $listener.Address
            CertificateThumbprint = $listener.Pin
            AgentId               = 101
            Credential            = (Get-TestCredential)
            NoProxy               = $true
            MaximumRetryCount     = 0
        }
        $null = Connect-AgwSession @option @collectErrors
        $listener.Dispose()

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Match '^(BadReply|OutcomeUnknown),'
        Get-WildPrint (@($problems[0]) + (Get-Cause $problems[0])) | Should -BeNullOrEmpty
    }
}
