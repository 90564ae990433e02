BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $gateway = Open-OwnGateway
    $reach = @{ Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential }

    # Every test has its own runspace, because each runspace has its own default session.
    function Invoke-Fresh([string] $Script, [hashtable] $Variable = @{}) {
        $common = @{ reach = $reach.Clone(); gateway = $gateway; wrong = Get-TestCredential -Word 'wrong' }
        Invoke-TestRunspace -Script $Script -Variable ($Variable + $common)
    }
}

AfterAll { Close-TestGateway -Gateway $gateway }

Describe 'The default session' {
    It 'is set by a command that connects one agent' {
        (Invoke-Fresh 'Connect-AgwSession @reach -AgentId 101 | Out-Null; (Get-AgwSession -Default).AgentId').Output | Should -Be 101
    }

    It 'is not set by a command that connects several agents' {
        $run = Invoke-Fresh '111..118 | Connect-AgwSession @reach | Out-Null; @(Get-AgwSession -Default).Count; Stop-AgwConfVoice'

        $run.Output | Should -Be 0
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'remains if several agents are connected' {
        $run = Invoke-Fresh @'
            Connect-AgwSession @reach -AgentId 121 | Out-Null
            122..124 | Connect-AgwSession @reach | Out-Null
            (Get-AgwSession -Default).AgentId
'@
        $run.Output | Should -Be 121
    }

    It 'is not set with -NoDefault, even for the first agent' {
        (Invoke-Fresh 'Connect-AgwSession @reach -AgentId 131 -NoDefault | Out-Null; @(Get-AgwSession -Default).Count').Output |
            Should -Be 0
    }

    It 'is cleared after a failed connection: <Name>' -ForEach @(
        @{ Name = 'a wrong password'; Script = 'Connect-AgwSession @reach -AgentId 142 -ErrorAction SilentlyContinue'; Password = 'wrong' }
        @{ Name = 'an impossible agent'; Script = 'Connect-AgwSession @reach -AgentId 99 -ErrorAction SilentlyContinue' }
        @{
            Name     = 'a terminating error'
            Script   = 'try { Connect-AgwSession @reach -AgentId 142 -ErrorAction Stop } catch { }'
            Password = 'wrong'
        }
    ) {
        $password = if ($_.ContainsKey('Password')) { '$reach.Credential = $wrong;' }
        $run = Invoke-Fresh @"
            Connect-AgwSession @reach -AgentId 141 -Force | Out-Null
            $password $Script
            @(Get-AgwSession -Default).Count
            Stop-AgwConfVoice
"@

        $run.Output | Should -Be 0
        $run.Errors[-1].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'is cleared if PowerShell refuses an argument: <Name>' -ForEach @(
        @{ Name = 'no gateway'; Script = 'try { Connect-AgwSession $nowhere 142 $reach.Credential } catch { }' }
        @{ Name = 'an unknown parameter'; Script = 'try { Connect-AgwSession @reach -AgentId 142 -Bogus 1 } catch { }' }
        @{
            Name   = 'a row with an empty phone number'
            Script = '[pscustomobject]@{ AgentId = 142; PhoneNumber = "" } | Connect-AgwSession @reach -ErrorAction SilentlyContinue'
        }
        @{ Name = 'nobody'; Script = '@() | Connect-AgwSession @reach' }
    ) {
        $run = Invoke-Fresh @"
            Connect-AgwSession @reach -AgentId 141 -Force -Confirm:`$false | Out-Null
            $Script
            @(Get-AgwSession -Default).Count
            Stop-AgwConfVoice
"@

        $run.Output | Should -Be 0
        $run.Errors[-1].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'remains with -NoDefault and with -WhatIf: <_>' -ForEach @(
        '@() | Connect-AgwSession @reach -NoDefault'
        '142 | Connect-AgwSession @reach -WhatIf'
        '@() | Connect-AgwSession @reach -WhatIf'
    ) {
        $run = Invoke-Fresh @"
            Connect-AgwSession @reach -AgentId 141 -Force -Confirm:`$false | Out-Null
            $_
            (Get-AgwSession -Default).AgentId
"@
        $run.Output | Should -Be 141
    }

    It 'belongs to one runspace, even if others use the same session objects' {
        $sessions = @(151, 152 | Connect-AgwSession @reach -NoDefault | Sort-Object -Property AgentId)
        Select-AgwSession -Session $sessions[0]

        $run = Invoke-Fresh -Variable @{
            sessions = $sessions
        } -Script 'Select-AgwSession -Session $sessions[1]; $sessions[0].IsDefault; $sessions[1].IsDefault'

        $run.Output | Should -Be $false, $true
        $sessions[0].IsDefault | Should -BeTrue
        $sessions[1].IsDefault | Should -BeFalse
        (Get-AgwSession -Default).AgentId | Should -Be 151
        (Stop-AgwConfVoice @collectErrors).AgentId, $problems.TargetObject | Should -Contain 151
        $sessions | Disconnect-AgwSession -Confirm:$false
    }

    It 'is never a session that has ended' {
        $run = Invoke-Fresh @'
            Connect-AgwSession @reach -AgentId 161 | Tee-Object -Variable s | Out-Null
            Disconnect-AgwSession -Session $s -Confirm:$false
            Select-AgwSession -Session $s
            @(Get-AgwSession -Default).Count
'@

        $run.Output | Should -Be 0
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
    }

    It 'is not used for pipeline input, even for an empty row' {
        $run = Invoke-Fresh @'
            Connect-AgwSession @reach -AgentId 171 | Out-Null
            [pscustomobject]@{ Site = 1 } | Stop-AgwConfVoice
            $null | Stop-AgwConfVoice
            "8001" | Add-AgwParticipant
            172 | Disconnect-AgwAgent -Confirm:$false
'@

        $run.Output | Should -BeNullOrEmpty
        $run.Errors.Count | Should -Be 4
        @(Get-GatewayRequest -Gateway $gateway | Where-Object agentId -EQ 171) | Should -BeNullOrEmpty
    }

    It 'can be selected by gateway' {
        $other = Open-OwnGateway
        try {
            $run = Invoke-Fresh -Variable @{ other = $other } -Script @'
                Connect-AgwSession @reach -AgentId 181 | Out-Null
                $reach.Uri = $other.Address; $reach.CACertificate = $other.Certificate
                Connect-AgwSession @reach -AgentId 181 -NoDefault | Out-Null
                Select-AgwSession 181 -Gateway $other.Address
                "$((Get-AgwSession -Default).Gateway)"
                Select-AgwSession 181
'@
            $run.Output | Should -BeExactly "$([uri]$other.Address)"
            $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
        }
        finally { Close-TestGateway -Gateway $other }
    }

    It 'is in the prompt of a disruptive command without arguments' {
        $run = Invoke-Fresh 'Connect-AgwSession @reach -AgentId 191 | Out-Null; Remove-AgwConference'

        $run.Text | Should -Match 'Agent 191 at '
    }
}

Describe 'Connecting a connected agent' {
    It 'returns the existing session, and sends nothing' {
        $run = Invoke-Fresh @'
            $one = Connect-AgwSession @reach -AgentId 201
            $two = Connect-AgwSession @reach -AgentId 201
            $three = Connect-AgwSession @reach -AgentId 201 -Force
            [object]::ReferenceEquals($one, $two)
            [object]::ReferenceEquals($one, $three)
            "$($one.State)"
'@

        $run.Output | Should -Be $true, $true, 'SignedIn'
        @(Invoke-GatewayControl -Gateway $gateway -Path 'requests?agentId=201' | Where-Object operation -Like '*ogin').Count | Should -Be 1
    }

    It 'signs in again with -Force if other options are specified' {
        $run = Invoke-Fresh @'
            $one = Connect-AgwSession @reach -AgentId 202
            $two = Connect-AgwSession @reach -AgentId 202 -PhoneNumber 40202 -Force -Confirm:$false
            [object]::ReferenceEquals($one, $two)
            $two.PhoneNumber
            @(Get-AgwSession 202).Count
'@

        $run.Output | Should -Be $false, '40202', 1
    }

    It 'signs in a repeated agent once, and returns an outcome for both inputs' {
        $run = Invoke-Fresh @'
            $s = @(203, 203 | Connect-AgwSession @reach -Force -Confirm:$false)
            $s.Count
            [object]::ReferenceEquals($s[0], $s[1])
            "$($s[0].State)"
'@

        $run.Output | Should -Be 2, $true, 'SignedIn'
        @(Invoke-GatewayControl -Gateway $gateway -Path 'requests?agentId=203' | Where-Object operation -Like '*ogin').Count | Should -Be 1
    }

    It 'ignores an empty cell, and reports contradictory agents or gateways' {
        $run = Invoke-Fresh @'
            [pscustomobject]@{ AgentId = 205; AgentType = ""; InitialState = ""; IPAddress = "" } |
                Connect-AgwSession @reach |
                ForEach-Object AgentId
'@
        $run.Output | Should -Be 205 -Because $run.Text

        $run = Invoke-Fresh @'
            [pscustomobject]@{ AgentId = 206; PhoneNumber = "1" } | Connect-AgwSession @reach -AgentId 207
            [pscustomobject]@{ AgentId = 206; Gateway = "a.example.com" } | Connect-AgwSession @reach
'@
        $run.Output | Should -BeNullOrEmpty
        $run.Errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $run.Errors.Count | Should -Be 2
    }

    It 'creates a shared session only without agent input: a number and a misspelled column cause errors' {
        $run = Invoke-Fresh @'
            $guid = (Connect-AgwSession @reach -AgentId 208).GetGuid()
            $reach.Remove('Credential')
            208 | Connect-AgwSession @reach -Guid $guid
            $reach.Remove('Uri')
            [pscustomobject]@{ Gateway = $gateway.Address; AgntId = 208 } | Connect-AgwSession @reach -Guid $guid
            ([pscustomobject]@{ Gateway = $gateway.Address } | Connect-AgwSession @reach -Guid $guid -NoDefault).State
'@

        "$($run.Output)" | Should -BeExactly 'Attached'
        $run.Errors.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $run.Errors.Count | Should -Be 2
    }

    It 'sends a wrong password once for a repeated agent' {
        $run = Invoke-Fresh '$reach.Credential = $wrong; 204, 204 | Connect-AgwSession @reach'

        $run.Errors.Count | Should -Be 2
        @(Invoke-GatewayControl -Gateway $gateway -Path 'requests?agentId=204' | Where-Object operation -Like '*ogin').Count | Should -Be 1
    }
}
