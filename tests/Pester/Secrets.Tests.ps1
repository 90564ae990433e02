BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Secrets' {
    BeforeAll {
        $gateway = Get-TestGateway
        $session = Connect-TestAgent
        $guid = Get-TestGuid -Session $session
        # A part that is enough to recognize the GUID, even if a line break splits it.
        $pattern = [regex]::Escape($guid.Substring(0, 18))
    }

    It 'exist, so that the other tests can search for them' {
        $guid.Length | Should -BeGreaterThan 30
        $guid | Should -Match $pattern
    }

    It 'are not in a session that is <Name>' -ForEach @(
        @{ Name = 'formatted as a list'; Shown = { $args[0] | Format-List -Property * -Force | Out-String -Width 4000 } }
        @{ Name = 'formatted as a table'; Shown = { $args[0] | Format-Table -Property * | Out-String -Width 4000 } }
        @{ Name = 'formatted as usual'; Shown = { $args[0] | Out-String -Width 4000 } }
        @{ Name = 'turned into text'; Shown = { "$($args[0])" } }
        @{ Name = 'turned into JSON'; Shown = { $args[0] | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue } }
        @{ Name = 'exported to CSV'; Shown = { $args[0] | ConvertTo-Csv | Out-String } }
        @{ Name = 'serialised'; Shown = { [System.Management.Automation.PSSerializer]::Serialize($args[0], 5) } }
        @{ Name = 'described by Get-Member'; Shown = { $args[0] | Get-Member -Force | Out-String -Width 4000 } }
    ) {
        $text = & $Shown $session

        $text | Should -Not -BeNullOrEmpty
        $text | Should -Not -Match $pattern
    }

    It 'are not in an exported session' {
        $file = Join-Path -Path $TestDrive -ChildPath 'session.xml'

        $session | Export-Clixml -Path $file -Depth 5

        $text = Get-Content -Path $file -Raw
        $text | Should -Match "$($session.AgentId)"
        $text | Should -Not -Match $pattern
        $text | Should -Not -Match 'SecureString'
    }

    It 'are in no stream and no error from sign-in to sign-out' {
        $agent = Get-TestAgent
        $kept = @{}
        $run = Invoke-TestRunspace -Variable @{ gateway = $gateway; agent = $agent; kept = $kept } -Script @'
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true }
            $credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
            $wrong = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'hunter2-wrong').SecurePassword)
            Connect-AgwSession @reach -AgentId $agent -Credential $wrong
            $session = Connect-AgwSession @reach -AgentId $agent -Credential $credential
            $session
            $kept.Session = $session
            Stop-AgwConfVoice -Session $session
            Start-AgwPlayback -Session $session -VoicePath 'Y:/a.V3' -Wait
            Connect-AgwSession @reach -AgentId $agent -Credential $credential
            Connect-AgwSession @reach -Guid $session.GetGuid() -AgentId $agent
            Connect-AgwSession @reach -Guid "$([System.Net.NetworkCredential]::new('', $session.GetGuid()).Password) x" -AgentId $agent
            $Error | Format-List -Property * -Force | Out-String -Width 4000
            $Error | ForEach-Object { $_.Exception.ToString(); $_.InvocationInfo | Out-String; "$($_.TargetObject)" }
            Disconnect-AgwSession -Session $session -Force
'@

        $real = (Get-TestGuid -Session $kept.Session).Substring(0, 18)
        $said = $run.Text
        $said | Should -Match 'signed in at'
        $said | Should -Match 'AuthenticationFailed'
        $said | Should -Not -Match ([regex]::Escape($real))
        $said | Should -Not -Match 'hunter2'
        $said | Should -Not -Match '\bsecret\b(?!'')'
    }

    It 'are removed from a message of the gateway that repeats them' {
        Add-TestFault -AgentId $session.AgentId -Operation stopVoiceToConf -Fault retCode -Detail @{
            retCode = '000-003'
            acted   = $false
            message = "Guid: $guid is not valid, JSESSIONID=$guid"
        }

        Stop-AgwConfVoice -Session $session @collectErrors

        $problems.Count | Should -Be 1
        $details = $problems[0] | Format-List -Property * -Force | Out-String -Width 4000
        $text = $details + $problems[0].Exception.GatewayMessage + $session.LastError
        $text | Should -Match '000-003'
        $text | Should -Not -Match $pattern
    }

    It 'are not in a text about a recording whose path contains them: <Name>' -ForEach @(
        @{ Name = 'a question'; Script = { $event | Save-AgwRecording -Path $folder -Verbose } }
        @{ Name = 'a playback'; Script = { $event.Content | Start-AgwPlayback -AgentId $own.AgentId -Verbose } }
        @{ Name = 'a file that exists'; Script = { $event, $event | ForEach-Object { $_ | Save-AgwRecording -Path $folder } } }
        @{ Name = 'the same file'; Script = { $event, $event | Save-AgwRecording -Path $folder -Force } }
        @{ Name = 'another recording'; Script = { $event | Save-AgwRecording -RecordId Y:/1/0/1/other.V3 -Path $folder } }
        @{ Name = 'a property'; Script = { $event.Content | Save-AgwRecording $own.AgentId $folder -RecordId Y:/other.V3 } }
        @{ Name = 'two recordings'; Script = { $event | Save-AgwRecording -AgentId $other $folder } }
        @{ Name = 'no folder'; Script = { $event | Save-AgwRecording -Path "$folder/none/$secret.V3" } }
        @{ Name = 'another call'; Script = { $event | Resume-AgwCall -CallId 1-1 } }
        @{ Name = 'a call'; Script = { $event | Resume-AgwCall -WhatIf:$false } }
    ) {
        $trace = Join-Path -Path $TestDrive -ChildPath "trace-$([guid]::NewGuid()).jsonl"
        $own = Connect-TestAgent -Option @{ TracePath = $trace }
        $secret = Get-TestGuid -Session $own
        foreach ($file in "Y:/1/$secret.V3", 'Y:/1/other.V3') {
            Add-TestEvent -AgentId $own.AgentId -EventType AgentMediaEvent_Record -Content @{ fileName = $file; callId = $secret }
        }

        $event, $other = 1..2 | ForEach-Object { Wait-AgwEvent -Session $own -EventType AgentMediaEvent_Record -TimeoutSeconds 20 }
        $folder = (New-Item -ItemType Directory -Path (Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid()))).FullName
        $VerbosePreference = $ErrorActionPreference = 'Continue'

        $said = & $Script *>&1 | Where-Object { $_ -isnot [AgentGateway.AgwSavedRecording] -and $_ -isnot [AgentGateway.OperationResult] } |
            ForEach-Object {
                $_ | Select-Object -Property * -ExcludeProperty TargetObject | Format-List | Out-String -Width 4000
                "$($_.Exception)"
                "$_"
            } | Out-String -Width 4000

        $said | Should -Match '\*\*\*'
        $said | Should -Not -Match ([regex]::Escape($secret.Substring(0, 18)))
        $lines = Get-Content -LiteralPath $trace | Where-Object { $_ -match '"operation":"(downloadRecordFile|beginPlay|connectHold)"' }
        $lines | Should -Not -Match ([regex]::Escape($secret.Substring(0, 18)))
    }

    It 'are not in a trace file' {
        $trace = Join-Path -Path $TestDrive -ChildPath 'trace.jsonl'
        $traced = Connect-TestAgent -Option @{ TracePath = $trace }

        $null = Test-AgwSession -Session $traced

        $lines = @(Get-Content -Path $trace)
        @($lines | ForEach-Object { (ConvertFrom-Json -InputObject $_).operation }) | Should -Contain 'login'
        @($lines | ForEach-Object { (ConvertFrom-Json -InputObject $_).operation }) | Should -Contain 'getAgentStatus'
        $text = $lines -join "`n"
        $text | Should -Not -Match ([regex]::Escape((Get-TestGuid -Session $traced).Substring(0, 18)))
        $text | Should -Not -Match '"secret"'
        $text | Should -Not -Match ':\\"secret'
    }

    It 'are returned only as a SecureString, by a method and a cmdlet' {
        $session.GetGuid() | Should -BeOfType ([securestring])
        Get-AgwSessionGuid -Session $session | Should -BeOfType ([securestring])
        $session.PSObject.Properties | Where-Object { "$($_.Value)" -match $pattern } | Should -BeNullOrEmpty
    }
}
