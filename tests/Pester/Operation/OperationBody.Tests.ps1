BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'The body of Invoke-AgwOperation' {
    It 'sends <Name> as JSON' -ForEach @(
        @{ Name = 'a hashtable'; Body = [ordered]@{ a = 'x'; b = 1; c = $true; d = $null; e = 1, 'y' } }
        @{ Name = 'an object'; Body = [pscustomobject]@{ a = 'x'; b = 1; c = $true; d = $null; e = 1, 'y' } }
        @{ Name = 'a text with JSON'; Body = '{"a":"x","b":1,"c":true,"d":null,"e":[1,"y"]}' }
    ) {
        $agent = (Connect-TestAgent).AgentId

        Invoke-AgwOperation -AgentId $agent -Method POST -Path 'voicecall/{agentid}/nothing' -Body $Body @collectErrors

        (Get-TestRequest -AgentId $agent)[-1].body | Should -BeExactly '{"a":"x","b":1,"c":true,"d":null,"e":[1,"y"]}'
    }

    It 'sends <Name> as JSON <Json>' -ForEach @(
        @{ Name = 'a generic dictionary'; Json = '{"a":1}'; Create = {
                $dictionary = [System.Collections.Generic.Dictionary[string, object]]::new()
                $dictionary['a'] = 1
                $dictionary
            }
        }
        @{ Name = 'the output of a command without output'; Json = '{"a":null}'; Create = { @{ a = (1 | Where-Object { $false }) } } }
        @{ Name = 'fractions and large numbers'; Json = '{"a":[0.1,9007199254740993,1E+20]}'; Create = {
                @{ a = 0.1, 9007199254740993, 1e20 }
            }
        }
        @{ Name = 'an address unchanged'; Json = '{"a":"https://h/b%20c"}'; Create = { @{ a = [uri] 'https://h/b%20c' } } }
    ) {
        $agent = (Connect-TestAgent).AgentId

        Invoke-AgwOperation -AgentId $agent -Method POST -Path 'voicecall/{agentid}/nothing' -Body (& $Create) @collectErrors

        (Get-TestRequest -AgentId $agent)[-1].body | Should -BeExactly $Json
    }

    It 'sends a list as an array, even with one element' {
        $agent = (Connect-TestAgent).AgentId

        Invoke-AgwOperation -AgentId $agent -Method GET -Path 'agentgroup/{agentid}/nothing' -Body @(, 101) @collectErrors

        (Get-TestRequest -AgentId $agent)[-1].body | Should -BeExactly '[101]'
    }

    It 'sends a SecureString as a text, and masks it in the trace file and in errors' {
        $trace = Join-Path -Path $TestDrive -ChildPath 'trace.jsonl'
        $secret = [securestring]::new()
        'Hidden-4711'.ToCharArray() | ForEach-Object -Process { $secret.AppendChar($_) }
        $session = Connect-TestAgent -Option @{ TracePath = $trace }

        Invoke-AgwOperation -Session $session -Method POST -Path 'onlineagent/{agentid}/nothing' -Body @{
            odd = $secret
        } -Query @{ pin = $secret } @collectErrors
        $session | Disconnect-AgwSession

        (Get-TestRequest -AgentId $session.AgentId | Where-Object -Property path -Like '*nothing').body | Should -Match 'odd'
        Get-Content -Path $trace -Raw | Should -Not -Match 'Hidden-4711'
        Get-Content -Path $trace -Raw | Should -Match 'odd'
        "$($problems | Format-List -Force | Out-String)" | Should -Not -Match 'Hidden-4711'
    }
}
