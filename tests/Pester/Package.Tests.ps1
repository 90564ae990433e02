# The package of the module as an administrator gets it: found, installed, updated, and removed with PSResourceGet from a folder.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change files of the test only.')]
param()
BeforeDiscovery {
    $hasPsResourceGet = [bool](Get-Module -ListAvailable -Name Microsoft.PowerShell.PSResourceGet)
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $layout = "$root/out/AgentGateway"

    function New-TestPackage {
        <#
        .SYNOPSIS
        Creates the packages of the module with another version, and returns the .nupkg.
        #>
        param([string] $Version)

        $copy = New-Item -Path "TestDrive:/$Version" -ItemType Directory
        Copy-Item -Path $layout -Destination $copy -Recurse
        $manifest = "$($copy.FullName)/AgentGateway/AgentGateway.psd1"
        $text = [System.IO.File]::ReadAllText($manifest) -replace "(?m)^(\s*ModuleVersion\s*=\s*)'[^']*'", "`$1'$Version'"
        [System.IO.File]::WriteAllText($manifest, $text)
        & "$root/packaging/New-Package.ps1" -ModulePath "$($copy.FullName)/AgentGateway" -Destination "$($copy.FullName)/package" |
            Where-Object Extension -EQ '.nupkg'
    }

    function Get-PackageEntry {
        <#
        .SYNOPSIS
        The names of the files of a package with their hashes, without those that describe the package itself.
        #>
        param([string] $Path)

        $archive = [System.IO.Compression.ZipFile]::OpenRead($Path)
        try {
            foreach ($entry in $archive.Entries | Where-Object FullName -NotMatch '^(_rels|package)/|\.nuspec$|^\[Content_Types\]') {
                $stream = $entry.Open()
                try { "$($entry.FullName) $((Get-FileHash -InputStream $stream).Hash)" } finally { $stream.Dispose() }
            }
        }
        finally { $archive.Dispose() }
    }

    function Get-PackageDescription {
        <#
        .SYNOPSIS
        The metadata of a package.
        #>
        param([string] $Path)

        $archive = [System.IO.Compression.ZipFile]::OpenRead($Path)
        try {
            $entry = $archive.Entries | Where-Object FullName -Like '*.nuspec'
            $reader = [System.IO.StreamReader]::new($entry.Open())
            try { ([xml] $reader.ReadToEnd()).package.metadata } finally { $reader.Dispose() }
        }
        finally { $archive.Dispose() }
    }
}

Describe 'The package' -Tag NoWine {
    BeforeAll {
        $package = New-TestPackage -Version 0.1.0
        $metadata = Get-PackageDescription -Path $package
    }

    It 'has the same bytes if it is created again' {
        $first = (Get-FileHash -Path $package).Hash
        Remove-Item -Path "TestDrive:/0.1.0" -Recurse

        (Get-FileHash -Path (New-TestPackage -Version 0.1.0)).Hash | Should -Be $first
    }

    It 'contains the files and the metadata of the package that Compress-PSResource creates' -Skip:(-not $hasPsResourceGet) {
        $official = New-Item -Path TestDrive:/official -ItemType Directory
        Compress-PSResource -Path "$(Split-Path -Path $package | Split-Path)/AgentGateway" -DestinationPath $official.FullName
        $other = Get-Item -Path "$($official.FullName)/*.nupkg"

        Get-PackageEntry -Path $package | Sort-Object | Should -Be (Get-PackageEntry -Path $other | Sort-Object)
        $expected = Get-PackageDescription -Path $other
        foreach ($name in $expected.ChildNodes.Name -ne 'tags') { $metadata.$name | Should -BeExactly $expected.$name -Because $name }
        $expected.tags -split ' ' | Should -BeIn ($metadata.tags -split ' ')
    }

    It 'has the tags by which a gallery finds commands' {
        $tags = $metadata.tags -split ' '

        $tags | Should -Contain 'PSIncludes_Cmdlet'
        foreach ($command in (Import-PowerShellDataFile -Path "$layout/AgentGateway.psd1").CmdletsToExport) {
            $tags | Should -Contain "PSCmdlet_$command"
            $tags | Should -Contain "PSCommand_$command"
        }
    }

    It 'is found, installed, updated, and uninstalled with PSResourceGet' -Skip:(-not $hasPsResourceGet) {
        $repository = (New-Item -Path TestDrive:/repository -ItemType Directory).FullName
        $userHome = (New-Item -Path TestDrive:/home -ItemType Directory).FullName
        $count = (Import-PowerShellDataFile -Path "$layout/AgentGateway.psd1").CmdletsToExport.Count
        $newer = New-TestPackage -Version 0.2.0
        Copy-Item -Path $package -Destination $repository

        # A separate process with its own home folder, so that the repositories and the modules of the user don't change.
        $script = @"
            `$ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name TestFolder -Uri '$repository' -Trusted
            'found ' + (Find-PSResource -Name AgentGateway -Repository TestFolder).Version
            Install-PSResource -Name AgentGateway -Repository TestFolder -Scope CurrentUser
            'installed ' + (Get-InstalledPSResource -Name AgentGateway).Version
            Copy-Item -Path '$newer' -Destination '$repository'
            Update-PSResource -Name AgentGateway -Repository TestFolder -Scope CurrentUser
            'updated ' + ((Get-InstalledPSResource -Name AgentGateway).Version | Sort-Object)
            `$module = Import-Module -Name AgentGateway -PassThru
            'imported ' + `$module.Version + ' ' + (`$module.ModuleBase -like '$userHome*')
            'cmdlets ' + (`$module.ExportedCmdlets.Count -eq $count)
            Remove-Module -Name AgentGateway
            Uninstall-PSResource -Name AgentGateway -Version '[0.1.0,0.2.0]' -Scope CurrentUser
            'left ' + @(Get-InstalledPSResource -Name AgentGateway -ErrorAction Ignore).Count
"@
        $file = Join-Path -Path $userHome -ChildPath steps.ps1
        [System.IO.File]::WriteAllText($file, $script)
        $saved = $env:HOME, $env:USERPROFILE, $env:LOCALAPPDATA, $env:PSModulePath
        try {
            $env:HOME = $env:USERPROFILE = $env:LOCALAPPDATA = $userHome
            $env:PSModulePath = $null
            $command = & "$root/tools/Get-PowerShellCommand.ps1"
            $arguments = @($command.ArgumentList) + '-NoProfile', '-NonInteractive', '-File', $file
            $output = & $command.FilePath @arguments 2>&1
        }
        finally {
            $env:HOME, $env:USERPROFILE, $env:LOCALAPPDATA, $env:PSModulePath = $saved
        }

        $expected = 'found 0.1.0', 'installed 0.1.0', 'updated 0.1.0 0.2.0', 'imported 0.2.0 True', 'cmdlets True', 'left 0'
        $output | ForEach-Object { "$_" } | Should -Be $expected
    }
}
