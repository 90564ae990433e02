# The module in a session whose language mode is ConstrainedLanguage, without a policy that trusts the module: the strictest case. With
# AppLocker or App Control for Business, the scripts of a trusted module run in FullLanguage.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/../Conference/CleanupWorld.ps1"
    $state = [initialsessionstate]::CreateDefault2()
    $state.LanguageMode = 'ConstrainedLanguage'
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $common = @{ module = Get-TestModule; reach = $reach; credential = $credential }
    $scripts = (Resolve-Path -Path "$(Split-Path -Path (Get-TestModule))/scripts").Path

    function Invoke-Constrained([string] $Script, [hashtable] $Variable = @{}) {
        Invoke-TestRunspace -Runspace $runspace -Variable ($Variable + $common) -Script $Script
    }

    $imported = Invoke-Constrained @'
        "$($ExecutionContext.SessionState.LanguageMode)"
        Import-Module -Name $module
        (Get-Module -Name AgentGateway).Name
'@
}

AfterAll {
    $runspace.Dispose()
    Disconnect-TestAgent
    $gateway | Close-TestGateway
}

Describe 'In ConstrainedLanguage' {
    BeforeEach { Reset-Gateway }
    AfterEach { $null = Invoke-Constrained 'Get-AgwSession | Disconnect-AgwSession -Force -Confirm:$false' }

    It 'the module is imported' {
        $imported.Errors | Should -BeNullOrEmpty
        $imported.Failure | Should -BeNullOrEmpty
        $imported.Output | Should -Be 'ConstrainedLanguage', 'AgentGateway'
    }

    It 'methods of the module are forbidden, which these tests rely on' {
        $run = Invoke-Constrained '(Connect-AgwSession @reach -AgentId $agent).GetGuid()' @{ agent = New-Agent }

        $run.Errors.FullyQualifiedErrorId | Should -BeExactly 'MethodInvocationNotSupportedInConstrainedLanguage'
    }

    It 'agents from the pipeline sign in and out' {
        $run = Invoke-Constrained @'
            $agents | Connect-AgwSession @reach
            $agents | Disconnect-AgwSession
'@ @{ agents = @(New-Agent; New-Agent; New-Agent) }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.Count | Should -Be 3
        $run.Output.State | Select-Object -Unique | Should -Be 'SignedOut'
    }

    It 'a script block returns the password of each agent' {
        $run = Invoke-Constrained @'
            $reach = @{ Uri = $reach.Uri; CACertificate = $reach.CACertificate; NoProxy = $true }
            $passwords = @{ $agents[0] = $credential; $agents[1] = $credential }
            $agents | Connect-AgwSession @reach -Credential { $passwords[$_] }
'@ @{ agents = @(New-Agent; New-Agent) }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.State | Should -Be 'SignedIn', 'SignedIn'
    }

    It 'script blocks return the password and the phone number of each chairperson' {
        $one = Start-Conference
        $run = Invoke-Constrained @'
            $inspector = Connect-AgwSession @reach -AgentId 901 -NoDefault
            $source = @{ Credential = { $credential }; PhoneNumber = { "4$($_.AgentId)" } }
            Get-AgwConference -Session $inspector -OlderThan 2:00:00 -All
            Clear-AgwConference -Session $inspector -OlderThan 2:00:00 @source -Confirm:$false
'@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.ConferenceId | Should -Be $one.ConferenceId, $one.ConferenceId
        $run.Output[1].Outcome | Should -Be 'Ended'
    }

    It 'Clear-AgwConference -WhatIf changes nothing' {
        $one = Start-Conference
        $run = Invoke-Constrained @'
            $inspector = Connect-AgwSession @reach -AgentId 901 -NoDefault
            Clear-AgwConference -Session $inspector -OlderThan 2:00:00 -Credential { $credential } -WhatIf
'@

        $run.Output.Outcome | Should -Be 'Planned'
        Test-Running $one.ConferenceId | Should -BeTrue
    }

    It 'a registered gateway reads its secrets with Get-Secret' {
        Register-AgwGateway prod $gateway.Address -CACertificate $gateway.Certificate -NoProxy -InspectorId 901 -SecretName 'agw-{0}'
        $one = Start-Conference
        $run = Invoke-Constrained @'
            function Get-Secret([string] $Name, [string] $Vault) { $credential }
            Clear-AgwConference prod -OlderThan 2:00:00 -Confirm:$false
'@
        Clear-TestRegistration

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.ConferenceId | Should -Be $one.ConferenceId
        $run.Output.Outcome | Should -Be 'Ended'
    }

    It 'catch receives the error ID, the agent, and the remedy' {
        $run = Invoke-Constrained @'
            try { Stop-AgwConfVoice -AgentId 59999 -ErrorAction Stop }
            catch { $_.FullyQualifiedErrorId, $_.TargetObject, $_.ErrorDetails.RecommendedAction, "$($_.Exception.Kind)" }
'@

        $run.Output[0] | Should -BeExactly 'NoSession,AgentGateway.Commands.StopAgwConfVoiceCommand'
        $run.Output[1] | Should -Be 59999
        $run.Output[2] | Should -BeLike '*Connect-AgwSession*'
        $run.Output[3] | Should -BeExactly 'NoSession'
    }

    It 'events are awaited, received, and filtered' {
        $run = Invoke-Constrained @'
            $null = Connect-AgwSession @reach -AgentId $agent
            $null = Set-AgwAgent -AgentId $agent -State Busy -Wait
            Receive-AgwEvent -AgentId $agent | Where-Object { $_.EventType -like 'AgentState_*' } | Select-Object -Last 1
            Set-AgwAgent -AgentId $agent -State Idle
            Wait-AgwEvent -AgentId $agent -EventType AgentState_*
'@ @{ agent = New-Agent }

        $run.Errors | Should -BeNullOrEmpty
        @($run.Output | Where-Object { $_ -is [AgentGateway.AgentEvent] }).Count | Should -Be 2
    }

    It 'properties sort, filter, and compare' {
        $run = Invoke-Constrained @'
            $null = $agents | Connect-AgwSession @reach
            Get-AgwSession | Sort-Object -Property LastContact | Where-Object { $_.SignedIn -lt '1:00:00' -and $_.State -eq 'SignedIn' }
'@ @{ agents = @(New-Agent; New-Agent) }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output.Count | Should -Be 2
    }

    It 'arguments complete' {
        $run = Invoke-Constrained @'
            $null = Connect-AgwSession @reach -AgentId $agent
            $line = 'Stop-AgwConfVoice -AgentId '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
'@ @{ agent = ($agent = New-Agent) }

        $run.Output | Should -Contain "$agent"
    }

    # Start-Job itself requires that the policy of the machine sets the language mode, because the job must have the same one.
    It 'another runspace attaches to the session with Get-AgwSessionGuid' {
        $run = Invoke-Constrained @'
            $null = Connect-AgwSession @reach -AgentId $agent
            Get-AgwSessionGuid -AgentId $agent
'@ @{ agent = ($agent = New-Agent) }
        $other = Open-TestRunspace -LanguageMode ConstrainedLanguage
        $variables = @{ guid = $run.Output[0]; agent = $agent; reach = @{ CACertificate = $gateway.Certificate; NoProxy = $true } }
        $attached = Invoke-TestRunspace -Runspace $other -Variable $variables -Script @"
            Connect-AgwSession $($gateway.Address) @reach -Guid `$guid -AgentId `$agent | Get-AgwAgent
"@
        $other.Dispose()

        $run.Errors | Should -BeNullOrEmpty
        $run.Output[0] | Should -BeOfType ([securestring])
        $attached.Errors | Should -BeNullOrEmpty
        $attached.Output.AgentId | Should -Be $agent
    }

    It 'scripts/cleanup.ps1 ends old conferences and writes its reports' {
        $one = Start-Conference
        $run = Invoke-Constrained @'
            $option = @{ Connection = @{ CACertificate = $reach.CACertificate; NoProxy = $true }; Confirm = $false }
            & "$scripts/cleanup.ps1" $reach.Uri 901 $credential -ReportPath $reports @option
            $LASTEXITCODE
'@ @{ scripts = $scripts; reports = @('csv', 'json', 'html' | ForEach-Object { "$TestDrive/report.$_" }) }

        $run.Errors | Should -BeNullOrEmpty
        $run.Failure | Should -BeNullOrEmpty
        $run.Output[0].Outcome | Should -Be 'Ended'
        $run.Output[-1] | Should -Be 0
        foreach ($extension in 'csv', 'json', 'html') {
            Get-Content -Path "$TestDrive/report.$extension" -Raw | Should -Match $one.ConferenceId
        }
    }
}
