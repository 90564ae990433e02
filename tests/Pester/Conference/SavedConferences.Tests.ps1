# Clear-AgwConference with a saved list: a conference whose number is in use again must not be ended.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    . "$PSScriptRoot/CleanupWorld.ps1"
}

AfterAll { Close-World }

Describe 'Clear-AgwConference with a saved list' {
    BeforeEach { Reset-Gateway }

    It 'compares the start time of a CSV file: <Culture>' -ForEach @(
        @{ Culture = 'de-DE' }
        @{ Culture = 'en-US' }
        @{ Culture = 'th-TH' }
        @{ Culture = '' }
    ) {
        $same, $reused = 1..2 | ForEach-Object { Start-Conference }
        $variables = @{ inspector = $inspector; clear = $clear; file = "$TestDrive/c.csv"; culture = $Culture }
        $run = Invoke-TestRunspace -Variable $variables -Script {
            [cultureinfo]::CurrentCulture = $culture
            Get-AgwConference -Session $inspector | Export-Csv -LiteralPath $file -NoTypeInformation
        }
        $run.Errors | Should -BeNullOrEmpty
        $age = @{ minutes = 10 }
        $null = Invoke-TestControl -Gateway $gateway -Method Post -Path "conferences/$($reused.ConferenceId)/age" -Body $age

        $run = Invoke-TestRunspace -Variable $variables -Script {
            [cultureinfo]::CurrentCulture = $culture
            Import-Csv -LiteralPath $file | Clear-AgwConference @clear
        }

        ($run.Output | Where-Object ConferenceId -EQ $same.ConferenceId).Outcome | Should -Be 'Ended' -Because "$($run.Errors)"
        ($run.Output | Where-Object ConferenceId -EQ $reused.ConferenceId).Outcome | Should -Be 'Changed'
        Test-Running $reused.ConferenceId | Should -BeTrue
    }

    It 'writes an error for a start time that can''t be read: <_>' -ForEach 'yesterday', '13/13/2020', 1475745454000 {
        $one = Start-Conference
        $row = [pscustomobject]@{ ConferenceId = $one.ConferenceId; StartTime = $_ }

        $result = $row | Clear-AgwConference @clear @quiet

        $result | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$problems" | Should -BeLike '*StartTime*'
        Test-Running $one.ConferenceId | Should -BeTrue
    }
}
