BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
}

AfterAll { Disconnect-TestAgent }

Describe 'The module' {
    It 'is the build that this run is about: net472 in Windows PowerShell and where its path says so, else net8.0' {
        $isFramework = $PSVersionTable.PSEdition -eq 'Desktop' -or (Get-TestModule) -match 'AgentGateway-net472'

        Get-TestFramework | Should -BeExactly $(if ($isFramework) { 'net472' } else { 'net8.0' })
    }

    Context 'its manifest' {
        BeforeAll {
            $path = Get-TestModule
            $manifest = Test-ModuleManifest -Path $path
        }

        It 'is valid, and what it names is there' {
            $manifest.Name | Should -BeExactly 'AgentGateway'
            $folder = Split-Path -Path $path
            $data = Import-PowerShellDataFile -Path $path
            @($data.RootModule) + @($data.FormatsToProcess) | ForEach-Object { Join-Path -Path $folder -ChildPath $_ | Should -Exist }
            foreach ($file in $data.FileList) {
                Join-Path -Path $folder -ChildPath $file | Should -Exist
            }
        }

        It 'exports exactly the commands that the module has' {
            $exported = (Get-Module -Name AgentGateway).ExportedCmdlets.Keys | Sort-Object
            $data = Import-PowerShellDataFile -Path $path

            $exported | Should -Be ($data.CmdletsToExport | Sort-Object)
            (Get-Module -Name AgentGateway).ExportedFunctions.Count | Should -Be 0
            (Get-Module -Name AgentGateway).ExportedVariables.Count | Should -Be 0
        }

        It 'exports commands that are all cmdlets with approved verbs' {
            $approved = (Get-Verb).Verb

            foreach ($command in Get-Command -Module AgentGateway) {
                $command.CommandType | Should -Be 'Cmdlet'
                $command.Verb | Should -BeIn $approved
                $command.Noun | Should -Match '^Agw[A-Z][A-Za-z]+$'
            }
        }
    }

    Context 'in the process of its own' {
        BeforeAll {
            # One process for all of it: a process takes its time.
            $agents = Get-TestAgent -Count 4
            $run = Invoke-TestProcess -Script @"
                `$answer = [ordered]@{}
                `$count = { (Get-Command -Module AgentGateway).Count }
                `$answer.First = & `$count
                `$answer.Assemblies = @([System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -Like "`$(Split-Path -Path `$modulePath)*" | ForEach-Object { `$_.GetName().Name })
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

        It 'comes to its end, with the exit code of the script and without an error' {
            $run.Errors | Should -BeNullOrEmpty
            $run.ExitCode | Should -Be 7
        }

        It 'loads two assemblies of its own and nothing else that it ships' {
            $answer.Assemblies | Sort-Object | Should -Be 'AgentGateway.Client', 'AgentGateway.PowerShell'
        }

        It 'has all its commands after it was imported with -Force, twice' {
            $answer.Forced | Should -Be $answer.First
            $answer.ForcedWorks | Should -Be 0
            $answer.Types | Should -BeExactly 'AgentGateway.Commands.RemoveAgwConferenceCommand'
        }

        It 'goes with Remove-Module and comes back with all its commands' {
            $answer.Removed | Should -Be 0
            $answer.Again | Should -Be $answer.First
        }

        It 'signs out what it has signed in when it is removed, within its five seconds' {
            $answer.AfterRemoval | Should -Be 'SignedOut', 'SignedOut'
            $answer.SignedInAfterRemoval | Should -BeFalse
            $answer.RemovalSeconds | Should -BeLessThan 6
        }

        It 'signs out what it has signed in when the process ends' {
            (Get-TestAgentState -AgentId $agents[2]).signedIn | Should -BeFalse
            (Get-TestAgentState -AgentId $agents[3]).signedIn | Should -BeFalse
            @(Get-TestRequest -AgentId $agents -Operation login).Count | Should -Be 4
        }
    }

    It 'is found and loaded by the name of a command, where it is on the module path' {
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

    It 'changes nothing that belongs to the whole process' {
        [System.Net.ServicePointManager]::ServerCertificateValidationCallback | Should -BeNullOrEmpty
        [System.Net.ServicePointManager]::SecurityProtocol | Should -Be ([System.Net.SecurityProtocolType]::SystemDefault)
    }
}
