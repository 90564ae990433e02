# Views and added properties in a session whose language mode is ConstrainedLanguage, without a policy that trusts the module.
BeforeDiscovery {
    $types = @(
        'AgwSession', 'OperationResult', 'ParticipantResult', 'ExtensionResult', 'Conference', 'Participant', 'AgentStatus', 'AgentEvent'
        'AgwCleanupResult', 'AuditRecord', 'GatewayRegistration', 'ProbeStep'
    )
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $objects = Get-TestViewObject -Folder $TestDrive
    $full = Open-TestRunspace
    $constrained = Open-TestRunspace -LanguageMode ConstrainedLanguage

    # The times of a session that polls change while the views are created. An error in a view leaves its column empty, and is only
    # in $Error.
    function Get-Text([object] $Runspace, [object] $Shown, [string] $Command) {
        $script = "`$before = `$Error.Count; $Command; `$Error | Select-Object -First (`$Error.Count - `$before)"
        $run = Invoke-TestRunspace -Runspace $Runspace -Variable @{ shown = $Shown } -Script $script
        $run.Failure | Should -BeNullOrEmpty
        $run.Output | Where-Object { $_ -isnot [string] } | Should -BeNullOrEmpty
        $text = ($run.Output | Out-String -Width 400) -replace '(?<=SignedIn +)\d+ s', '0 s' -replace '\d\d:\d\d:\d\d\.\d{7}'
        $text -replace '(?m)(?<=^(LastContact|GuidChanged)\w* *: ).*$'
    }
}

AfterAll {
    $full, $constrained | ForEach-Object { $_.Dispose() }
    Disconnect-TestAgent
}

Describe 'In ConstrainedLanguage, <_>' -ForEach $types {
    It 'has the same table: <_>' {
        $command = '$shown | Format-Table | Out-String -Width 120'

        $text = Get-Text -Runspace $constrained -Shown $objects[$_] -Command $command

        $text | Should -Match '\d'
        $text | Should -BeExactly (Get-Text -Runspace $full -Shown $objects[$_] -Command $command)
    }

    It 'has the same list: <_>' {
        $command = '$shown | Format-List | Out-String -Width 120'

        $text = Get-Text -Runspace $constrained -Shown $objects[$_] -Command $command

        $text | Should -BeExactly (Get-Text -Runspace $full -Shown $objects[$_] -Command $command)
    }

    It 'has the same properties: <_>' {
        $command = '$shown | Select-Object -Property * | Format-List | Out-String -Width 120'

        $text = Get-Text -Runspace $constrained -Shown $objects[$_] -Command $command

        $text | Should -BeExactly (Get-Text -Runspace $full -Shown $objects[$_] -Command $command)
    }
}
