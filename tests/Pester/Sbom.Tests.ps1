# The SBOM of the package: what it says about the module is true. The tool that it needs is downloaded by packaging, not by the build.
BeforeAll {
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $layout = "$root/out/AgentGateway"

    function Write-TestSbom([string] $ModulePath, [string] $Name) {
        $project = "$root/src/AgentGateway.PowerShell/AgentGateway.PowerShell.csproj"
        $destination = "$((Get-Item -Path TestDrive:/).FullName)/$Name"
        & "$root/packaging/New-Sbom.ps1" -ModulePath $ModulePath -ProjectPath $project -Destination $destination
    }

    function Copy-Layout([string] $Name) {
        $folder = New-Item -Path "TestDrive:/$Name" -ItemType Directory
        Copy-Item -Path $layout -Destination $folder.FullName -Recurse
        "$($folder.FullName)/AgentGateway"
    }
}

Describe 'The SBOM' -Tag CycloneDX, NoWine {
    BeforeAll {
        $file = Write-TestSbom -ModulePath $layout -Name first
        $sbom = Get-Content -LiteralPath $file.FullName -Raw | ConvertFrom-Json
    }

    It 'is about the module in its version' {
        $version = (Import-PowerShellDataFile -Path "$layout/AgentGateway.psd1").ModuleVersion

        $file.Name | Should -Be "AgentGateway.$version.cdx.json"
        $sbom.metadata.component.name | Should -Be 'AgentGateway'
        $sbom.metadata.component.version | Should -Be $version
    }

    It 'names every assembly of another publisher, and nothing else' {
        $assemblies = Get-ChildItem -Path $layout -Filter *.dll -Recurse | Where-Object Name -NotLike 'AgentGateway.*' |
            ForEach-Object { [System.IO.Path]::GetRelativePath($layout, $_.FullName).Replace('\', '/') }

        $assemblies | Should -Contain 'bin/net472/System.Text.Json.dll'
        $sbom.components.evidence.occurrences.location | Sort-Object | Should -Be ($assemblies | Sort-Object)
    }

    It 'names the version of each package that the build restores' {
        $locked = Get-Content -LiteralPath "$root/src/AgentGateway.PowerShell/packages.lock.json" -Raw | ConvertFrom-Json -AsHashtable
        $packages = $locked.dependencies['.NETFramework,Version=v4.7.2']

        foreach ($component in $sbom.components) {
            $component.version | Should -Be $packages[$component.name].resolved -Because $component.name
            $component.purl | Should -Be "pkg:nuget/$($component.name)@$($component.version)"
        }
    }

    It 'names the license of each package' {
        foreach ($component in $sbom.components) { $component.licenses.license.id | Should -Be 'MIT' -Because $component.name }
    }

    It 'has the same bytes if it is written again' {
        (Get-FileHash -LiteralPath (Write-TestSbom -ModulePath $layout -Name second).FullName).Hash |
            Should -Be (Get-FileHash -LiteralPath $file.FullName).Hash
    }

    It 'is not written if an assembly is not the file of its package' {
        $module = Copy-Layout -Name changed
        [System.IO.File]::AppendAllText("$module/bin/net472/System.Memory.dll", 'more')

        { Write-TestSbom -ModulePath $module -Name changed } |
            Should -Throw -ExpectedMessage 'bin/net472/System.Memory.dll is not the file of the package System.Memory *'
    }

    It 'is not written if an assembly comes from no package of the project' {
        $module = Copy-Layout -Name unknown
        [System.IO.File]::WriteAllText("$module/bin/net8.0/Newtonsoft.Json.dll", 'x')

        { Write-TestSbom -ModulePath $module -Name unknown } |
            Should -Throw -ExpectedMessage 'The project uses no package for the assembly Newtonsoft.Json.dll.'
    }
}
