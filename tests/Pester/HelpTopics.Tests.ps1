BeforeDiscovery {
    $names = 'AgentGateway', 'AgwCleanUp', 'AgwSessions', 'AgwErrors', 'AgwRehearsal', 'AgwScheduledTasks', 'AgwScale'
    $topics = $names |
        ForEach-Object { @{ Topic = "about_$_" } }
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name (Get-TestModule) -Scope Global
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path

    function Get-ErrorCategory {
        <#
        .SYNOPSIS
        The category that the module gives to an error.
        #>
        param([AgentGateway.FailureKind] $Kind, [string] $RetCode)

        $records = [AgentGateway.Commands.RemoveAgwConferenceCommand].Assembly.GetType('AgentGateway.ErrorRecords')
        $code = if ($RetCode) { [string]$RetCode } else { $null }
        $records.GetMethod('Category').Invoke($null, [object[]]($Kind, $code))
    }

    function ConvertTo-OneLine {
        <#
        .SYNOPSIS
        Text without its line breaks.
        #>
        param([string] $Text)

        ($Text -replace '\s+', ' ').Trim()
    }
}

Describe 'The topics' {
    It 'are the seven about topics' {
        $expected = @(
            'about_AgentGateway', 'about_AgwCleanUp', 'about_AgwErrors', 'about_AgwRehearsal', 'about_AgwScale',
            'about_AgwScheduledTasks', 'about_AgwSessions'
        )
        (Get-ChildItem -Path "$root/docs/about" -File).BaseName | Sort-Object | Should -Be $expected
    }

    It 'are found by Get-Help, unchanged: <Topic>' -ForEach $topics {
        $text = Get-Help -Name $Topic

        "$text".Trim() | Should -BeExactly ([System.IO.File]::ReadAllText("$root/docs/about/$Topic.md").Trim())
    }

    It 'fit in 80 columns, and have a summary that Get-Help finds: <Topic>' -ForEach $topics {
        $lines = [System.IO.File]::ReadAllLines("$root/docs/about/$Topic.md")

        $lines[0] | Should -BeExactly "# $Topic"
        $lines[2] | Should -BeExactly '## SHORT DESCRIPTION'
        $lines[4] | Should -Match '^[A-Z].*\.$'
        $lines | Where-Object { $_.Length -gt 80 } | Should -BeNullOrEmpty
        $lines |
            Where-Object { $_ -match '[^\x20-\x7e]' } |
            Should -BeNullOrEmpty -Because 'Windows PowerShell reads it in the code page of the machine'
    }

    It 'refer to existing topics only: <Topic>' -ForEach $topics {
        $text = [System.IO.File]::ReadAllText("$root/docs/about/$Topic.md")
        foreach ($name in [regex]::Matches(($text -split '## SEE ALSO')[1], '(?m)^- (\S+)$').ForEach{ $_.Groups[1].Value }) {
            "$root/docs/about/$name.md", "$root/docs/cmdlets/$name.md" |
                Where-Object { Test-Path -Path $_ } |
                Should -HaveCount 1 -Because $name
        }
    }
}

Describe 'about_AgwErrors' {
    BeforeDiscovery {
        $source = [System.IO.File]::ReadAllText("$PSScriptRoot/../../src/AgentGateway.Client/Errors/FailureKind.cs")
        $kinds = [regex]::Matches($source, '(?m)^    (\w+),\r?$').ForEach{ @{ Id = $_.Groups[1].Value } }
    }

    BeforeAll {
        $topic = [System.IO.File]::ReadAllText("$root/docs/about/about_AgwErrors.md")
        $messages = @{}
        foreach ($entry in ([xml](Get-Content -Path "$root/src/AgentGateway.Client/Errors/Messages.resx" -Raw)).root.data) {
            $messages[$entry.name] = $entry.value
        }
        $remedies = @{}
        foreach ($entry in ([xml](Get-Content -Path "$root/src/AgentGateway.PowerShell/Text/Remedies.resx" -Raw)).root.data) {
            $remedies[$entry.name] = $entry.value
        }
    }

    It 'has a section for every error ID, and no others' {
        $sections = [regex]::Matches($topic, '(?m)^#### (\w+)$').ForEach{ $_.Groups[1].Value }

        $sections | Sort-Object | Should -Be @([System.Enum]::GetNames([AgentGateway.FailureKind]) | Sort-Object)
    }

    It 'has the meaning, category, codes and remedies of <Id> from the code' -ForEach $kinds {
        $section = ConvertTo-OneLine -Text ([regex]::Match($topic, "(?s)#### $Id\n(.*?)(?=\n#)").Groups[1].Value)
        $codes = @([AgentGateway.RetCodes]::Known | Where-Object Kind -EQ $Id)
        $plain = Get-ErrorCategory -Kind $Id
        $coded = @($codes | ForEach-Object { Get-ErrorCategory -Kind $Id -RetCode $_.Code } | Select-Object -Unique)
        $category = if ($coded -and "$coded" -ne "$plain") { "$plain; with a code $coded" } else { "$plain" }

        $meaning = $messages[$Id]
        $section |
            Should -BeLike "Meaning: $($meaning.Substring(0, 1).ToUpperInvariant())$($meaning.Substring(1)). Category: $category From: *"
        if ($codes) {
            $section | Should -BeLike "* Codes: $($codes.Code -join ', ') Remedy: *"
        } else {
            $section | Should -Not -BeLike '* Codes: *'
        }

        $section | Should -BeLike "* Remedy: $($remedies[$Id])*"
        foreach ($name in $remedies.Keys | Where-Object { $_ -match "^$($Id)_(?<code>\d{3}-\d{3})$" }) {
            $null = $name -match '\d{3}-\d{3}'
            $section | Should -BeLike "* $($Matches[0]): $($remedies[$name])*"
        }
    }
}
