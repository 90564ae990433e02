BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'The module' {
    It 'is the build to test: net472 in Windows PowerShell and if its path contains it, otherwise net8.0' {
        $isFramework = $PSVersionTable.PSEdition -eq 'Desktop' -or (Get-TestModule) -match 'AgentGateway-net472'

        Get-TestFramework | Should -BeExactly $(if ($isFramework) { 'net472' } else { 'net8.0' })
    }

    Context 'its manifest' {
        BeforeAll {
            $path = Get-TestModule
            $manifest = Test-ModuleManifest -Path $path
        }

        It 'is valid, and its files exist' {
            $manifest.Name | Should -BeExactly 'AgentGateway'
            $folder = Split-Path -Path $path
            $data = Import-PowerShellDataFile -Path $path
            @($data.RootModule) + @($data.FormatsToProcess) | ForEach-Object { Join-Path -Path $folder -ChildPath $_ | Should -Exist }
        }

        It 'exports exactly the commands of the module' {
            $exported = (Get-Module -Name AgentGateway).ExportedCmdlets.Keys | Sort-Object
            $data = Import-PowerShellDataFile -Path $path

            $exported | Should -Be ($data.CmdletsToExport | Sort-Object)
            (Get-Module -Name AgentGateway).ExportedFunctions.Count | Should -Be 0
            (Get-Module -Name AgentGateway).ExportedVariables.Count | Should -Be 0
        }

        It 'exports only cmdlets with approved verbs' {
            $approved = (Get-Verb).Verb

            foreach ($command in Get-Command -Module AgentGateway) {
                $command.CommandType | Should -Be 'Cmdlet'
                $command.Verb | Should -BeIn $approved
                $command.Noun | Should -Match '^Agw[A-Z][A-Za-z]+$'
            }
        }
    }

    Context 'in its own process' {
        BeforeAll {
            # One process for all of it: a process takes its time.
            $agents = Get-TestAgent -Count 4
            $run = Invoke-TestProcess -Script @"
                `$answer = [ordered]@{}
                `$count = { (Get-Command -Module AgentGateway).Count }
                `$answer.First = & `$count
                `$answer.Assemblies = @(
                    [System.AppDomain]::CurrentDomain.GetAssemblies() |
                        Where-Object Location -Like "`$(Split-Path -Path `$modulePath)*" |
                        ForEach-Object { `$_.GetName().Name }
                )
                Import-Module -Name `$modulePath -Force
                Import-Module -Name `$modulePath -Force
                `$answer.Forced = & `$count
                `$answer.ForcedWorks = @(Get-AgwSession).Count
                `$answer.Types = (Get-Command -Name Remove-AgwConference).ImplementingType.FullName
                Remove-Module -Name AgentGateway
                `$answer.Removed = @(Get-Module -Name AgentGateway).Count
                Import-Module -Name `$modulePath
                `$answer.Again = & `$count

                `$reach = @{ Uri = `$uri; CACertificate = `$certificate; NoProxy = `$true; Credential = `$credential }
                `$sessions = @($($agents[0]), $($agents[1]) | Connect-AgwSession @reach)
                `$watch = [System.Diagnostics.Stopwatch]::StartNew()
                Remove-Module -Name AgentGateway
                `$answer.RemovalSeconds = `$watch.Elapsed.TotalSeconds
                `$answer.AfterRemoval = @(`$sessions | ForEach-Object { "`$(`$_.State)" })
                `$state = Invoke-RestMethod -Uri "`$(`$uri.TrimEnd('/'))/simulator/agents/$($agents[0])" -SkipCertificateCheck -NoProxy
                `$answer.SignedInAfterRemoval = `$state.signedIn

                Import-Module -Name `$modulePath
                `$left = $($agents[2]), $($agents[3]) | Connect-AgwSession @reach
                ConvertTo-Json -InputObject `$answer -Compress
                exit 7
"@
            $answer = if ($run.Output) { ConvertFrom-Json -InputObject $run.Output }
        }

        It 'ends with the exit code of the script and without an error' {
            $run.Errors | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 7
        }

        It 'loads its two assemblies and no others' {
            $answer.Assemblies | Sort-Object | Should -Be 'AgentGateway.Client', 'AgentGateway.PowerShell'
        }

        It 'has all commands after it is imported twice with -Force' {
            $answer.Forced | Should -Be $answer.First
            $answer.ForcedWorks | Should -Be 0
            $answer.Types | Should -BeExactly 'AgentGateway.Commands.RemoveAgwConferenceCommand'
        }

        It 'can be removed and imported again' {
            $answer.Removed | Should -Be 0
            $answer.Again | Should -Be $answer.First
        }

        It 'signs out its agents within five seconds when it is removed' {
            $answer.AfterRemoval | Should -Be 'SignedOut', 'SignedOut'
            $answer.SignedInAfterRemoval | Should -BeFalse
            $answer.RemovalSeconds | Should -BeLessThan 6
        }

        It 'signs out its agents when the process ends' {
            (Get-TestAgentState -AgentId $agents[2]).signedIn | Should -BeFalse
            (Get-TestAgentState -AgentId $agents[3]).signedIn | Should -BeFalse
            @(Get-TestRequest -AgentId $agents -Operation login).Count | Should -Be 4
        }
    }

    Context 'at the end of a process' {
        BeforeAll {
            # One process for all of it: a process takes its time.
            $agents = Get-TestAgent -Count 7
            $run = Invoke-TestProcess -Script @"
                `$answer = [ordered]@{}
                `$reach = @{ Uri = `$uri; CACertificate = `$certificate; NoProxy = `$true; Credential = `$credential }
                `$open = {
                    param([string] `$Script)
                    `$shell = [powershell]::Create()
                    `$null = `$shell.AddScript('param(`$modulePath, `$reach) Import-Module -Name `$modulePath; ' + `$Script)
                    `$null = `$shell.AddArgument(`$modulePath).AddArgument(`$reach)
                    `$null = `$shell.Invoke()
                    `$shell
                }

                # In a conference, when the module is removed.
                `$null = Connect-AgwSession @reach -AgentId $($agents[0]), $($agents[1])
                `$null = New-AgwConference -AgentId $($agents[0]) -MemberCount 2
                `$answer.Warnings = @(Remove-Module -Name AgentGateway 3>&1 | ForEach-Object { "`$_" })
                Import-Module -Name `$modulePath

                # One runspace removes the module, one is left open, one is closed, and one is garbage-collected.
                (& `$open -Script 'Remove-Module -Name AgentGateway').Dispose()
                `$left = & `$open -Script 'Connect-AgwSession @reach -AgentId $($agents[2])'
                (& `$open -Script 'Connect-AgwSession @reach -AgentId $($agents[3])').Dispose()
                `$null = & { `$null = & `$open -Script 'Connect-AgwSession @reach -AgentId $($agents[4])' }
                [System.GC]::Collect()
                [System.GC]::WaitForPendingFinalizers()
                `$answer.Listed = @(Get-AgwSession).Count

                # In a conference, when the process ends.
                `$null = Connect-AgwSession @reach -AgentId $($agents[5]), $($agents[6])
                `$null = New-AgwConference -AgentId $($agents[5]) -MemberCount 2
                ConvertTo-Json -InputObject `$answer -Compress
                exit 3
"@
            $answer = if ($run.Output) { ConvertFrom-Json -InputObject $run.Output }
        }

        It 'keeps the exit code of the script' {
            $run.ExitCode | Should -Be 3
        }

        It 'signs out the sessions of every runspace: <Name>' -ForEach @(
            @{ Name = 'of one that is open, after another has removed the module'; Index = 2 }
            @{ Name = 'of one that was closed'; Index = 3 }
            @{ Name = 'of one that nobody holds any more'; Index = 4 }
            @{ Name = 'of the main one'; Index = 6 }
        ) {
            (Get-TestAgentState -AgentId $agents[$Index]).signedIn | Should -BeFalse
        }

        It 'doesn''t sign out sessions that another runspace still uses' {
            $answer.Listed | Should -Be 0
        }

        It 'warns about an agent in a conference when it is removed, with the agent ID' {
            @($answer.Warnings).Count | Should -Be 1
            $answer.Warnings | Should -Match "agent $($agents[0]) \(100-010"
            $answer.Warnings | Should -Not -Match "\b$($agents[1])\b"
            (Get-TestAgentState -AgentId $agents[0]).signedIn | Should -BeTrue
            (Get-TestAgentState -AgentId $agents[1]).signedIn | Should -BeFalse
        }

        It 'warns about an agent in a conference when the process ends, with the agent ID' {
            $run.Errors | Should -Match "^WARNING: .*agent $($agents[5]) \(100-010"
            $run.Errors | Should -Not -Match "\b$($agents[6])\b"
            (Get-TestAgentState -AgentId $agents[5]).signedIn | Should -BeTrue
        }
    }

    It 'is loaded automatically if it is on the module path' {
        $folder = Split-Path -Path (Split-Path -Path (Get-TestModule))
        $run = Invoke-TestProcess -Script @"
            Remove-Module -Name AgentGateway
            `$env:PSModulePath = '$folder' + [System.IO.Path]::PathSeparator + `$env:PSModulePath
            Get-AgwSession
            (Get-Module -Name AgentGateway).Path
"@

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -Match 'AgentGateway\.psm1$'
    }

    It 'doesn''t change settings of the process' {
        [System.Net.ServicePointManager]::ServerCertificateValidationCallback | Should -BeNullOrEmpty
        [System.Net.ServicePointManager]::SecurityProtocol | Should -Be ([System.Net.SecurityProtocolType]::SystemDefault)
    }
}
