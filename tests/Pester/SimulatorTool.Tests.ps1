# The simulator as a .NET tool: packed, installed from a folder, and started by its name. Independent of the build of the module, so it
# isn't repeated with the net472 assemblies.
BeforeDiscovery {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name (Get-TestModule) -Scope Global
    $isFramework = (Get-TestFramework) -eq 'net472'
}

Describe 'The tool agentgateway-simulator' -Tag NoWine -Skip:$isFramework {
    BeforeAll {
        Import-Module -Name "$PSScriptRoot/Simulator.psm1"
        Import-TestModule
        $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
        Import-Module -Name "$root/module/scripts/Rehearsal.psm1"
        $configuration = if ($env:AGW_TEST_CONFIGURATION) { $env:AGW_TEST_CONFIGURATION } else { 'Debug' }
        $project = "$root/src/AgentGateway.Simulator"

        # Neither another package source nor the cache of the user takes part.
        Set-Content -LiteralPath "$TestDrive/nuget.config" -Value @"
<configuration><packageSources><clear /><add key="folder" value="$TestDrive/package" /></packageSources></configuration>
"@
        # The SDK leaves temporary files.
        $cache, $temporary = $env:NUGET_PACKAGES, $env:TMPDIR
        $env:TMPDIR = (New-Item -Path "$TestDrive/tmp" -ItemType Directory).FullName
        $packed = dotnet pack $project --configuration $configuration --no-build --output "$TestDrive/package" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($packed -join "`n")
        $env:NUGET_PACKAGES = "$TestDrive/cache"
        $option = '--tool-path', "$TestDrive/tools", '--configfile', "$TestDrive/nuget.config"
        $installed = dotnet tool install AgentGateway.Simulator @option 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($installed -join "`n")
        $env:TMPDIR = $temporary
        $tool = (Get-Item -Path "$TestDrive/tools/agentgateway-simulator*").FullName
    }

    AfterAll {
        $env:NUGET_PACKAGES = $cache
    }

    It 'has the version of the module' {
        $manifest = Import-PowerShellDataFile -Path "$root/AgentGateway.psd1"

        (Get-Item -Path "$TestDrive/package/*.nupkg").Name | Should -BeExactly "AgentGateway.Simulator.$($manifest.ModuleVersion).nupkg"
        & $tool --version | Should -Match "^$([regex]::Escape($manifest.ModuleVersion))"
    }

    It 'contains only its program, its scenarios, and its page' {
        $archive = [System.IO.Compression.ZipFile]::OpenRead((Get-Item -Path "$TestDrive/package/*.nupkg").FullName)
        try { $names = $archive.Entries.FullName } finally { $archive.Dispose() }

        $names -match '\.dll$' -replace '.*/' | Sort-Object | Should -Be 'agentgateway-simulator.dll', 'System.CommandLine.dll'
        $names -match '/Scenarios/' | Should -HaveCount 5
        $names -match '^content' | Should -BeNullOrEmpty
    }

    It 'runs a scenario in which an inspector ends a conference' {
        $rehearsal = Start-Rehearsal night-cleanup -SimulatorPath $tool
        try {
            $connection = @{ Uri = $rehearsal.Uri; CACertificate = $rehearsal.CACertificate; NoProxy = $true }
            $inspector = Connect-AgwSession @connection -AgentId 900 -Credential $rehearsal.Credential -NoDefault
            $job = @{ Session = $inspector; OlderThan = 120; Credential = $rehearsal.Credential; Confirm = $false }
            $results = Clear-AgwConference @job -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

            $results.Outcome -eq 'Ended' | Should -HaveCount 8
        }
        finally {
            # A session at a gateway that is gone can't be signed out, and would remain for the other files.
            $inspector | Disconnect-AgwSession -Force -Confirm:$false
            Stop-Rehearsal $rehearsal
        }
    }

    It 'names the scenarios in its help' {
        (& $tool --help) -join ' ' | Should -Match 'hostile-replies, night-cleanup, rotation, switchover, takeover'
    }
}
