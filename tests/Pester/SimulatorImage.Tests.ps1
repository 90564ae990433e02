# The image of packaging/Containerfile, with the container engine of this computer. Without one, Invoke-Suite.ps1 leaves these tests out.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseShouldProcessForStateChangingFunctions', '', Justification = 'They change images and containers of the test only.')]
param()

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    Import-Module -Name "$(Split-Path -Path (Get-TestModule))/scripts/Rehearsal.psm1"
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $engine = & "$PSScriptRoot/Find-ContainerEngine.ps1"
    $isBuildah = $engine -eq 'buildah'
    $image = "agentgateway-simulator-test:$PID"
    $container = "agentgateway-simulator-test-$PID"

    function Start-Engine([string[]] $Argument) {
        $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Command -Name $engine -CommandType Application)[0].Source)
        # The list of arguments doesn't exist in .NET Framework.
        $start.Arguments = ($Argument | ForEach-Object { '"{0}"' -f $_ }) -join ' '
        $start.UseShellExecute = $false
        $start.RedirectStandardOutput = $true
        $start.RedirectStandardError = $true
        [System.Diagnostics.Process]::Start($start)
    }

    # Problem is null if the command has succeeded, and otherwise the end of what it wrote.
    function Invoke-Engine([string[]] $Argument, [int] $Seconds = 120) {
        $process = Start-Engine $Argument
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($Seconds * 1000)) {
            $process.Kill()
            return [pscustomobject]@{ Output = ''; Problem = "$engine $($Argument[0]) did not end within $Seconds seconds." }
        }

        $problem = if ($process.ExitCode) { ($errors.Result.Trim() -split '\r?\n')[-1] }
        [pscustomobject]@{ Output = $output.Result.Trim(); Problem = $problem }
    }

    function Assert-Engine([string[]] $Argument) {
        $result = Invoke-Engine $Argument
        if ($result.Problem) { throw "$engine $($Argument): $($result.Problem)" }
        $result.Output
    }

    # Builds the image. Returns why that is impossible here, for a reason outside this repository.
    function New-TestImage {
        $file = "$root/packaging/Containerfile"
        $base = [regex]::Match([System.IO.File]::ReadAllText($file), '(?m)^FROM (\S+)').Groups[1].Value
        $inspect = if ($isBuildah) { 'inspect', '--type', 'image' } else { 'image', 'inspect' }
        if ((Invoke-Engine ($inspect + $base)).Problem) {
            # It remains, so that the next run doesn't need the network.
            $problem = (Invoke-Engine 'pull', $base).Problem
            if ($problem) { return "the base image $base can not be pulled: $problem" }
        }

        # In folders of its own, because other tests use the simulator in bin. No build server remains.
        $arm = [System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'Arm64'
        $publish = @(
            'publish', "$root/src/AgentGateway.Simulator", '--configuration', 'Release', '--self-contained'
            '--runtime', $(if ($arm) { 'linux-arm64' } else { 'linux-x64' }), '--output', "$TestDrive/image"
            '--artifacts-path', "$TestDrive/artifacts", "-p:NuGetLockFilePath=$TestDrive/packages.lock.json"
            '-p:RunAnalyzers=false', '-p:UseSharedCompilation=false', '-nodeReuse:false', '-m:1'
        )
        # The SDK leaves files in its temporary folder.
        $temporary = $env:TMPDIR, $env:TEMP, $env:TMP
        $env:TMPDIR = $env:TEMP = $env:TMP = (New-Item -Path "$TestDrive/temporary" -ItemType Directory).FullName
        try { $output = & dotnet @publish } finally { $env:TMPDIR, $env:TEMP, $env:TMP = $temporary }
        if ($LASTEXITCODE) {
            $unavailable = $output -match 'error (NU1101|NU1301)' | Select-Object -First 1
            if (-not $unavailable) { throw $output -join "`n" }
            return "the .NET runtime can not be downloaded: $unavailable"
        }

        $null = Assert-Engine 'build', '--file', $file, '--tag', $image, "$TestDrive/image"
    }

    function Get-ImageConfig {
        if ($isBuildah) { return (ConvertFrom-Json -InputObject (Assert-Engine 'inspect', '--type', 'image', $image)).OCIv1.config }
        (ConvertFrom-Json -InputObject (Assert-Engine 'image', 'inspect', $image)).Config
    }

    # Returns why this engine can't run a container here, such as one inside a container.
    function Test-Container {
        $run = if ($isBuildah) {
            $null = Assert-Engine 'from', '--name', $container, $image
            'run', '--isolation', 'chroot', $container, '--', 'true'
        }
        else { 'run', '--rm', '--entrypoint', 'true', $image }
        $problem = (Invoke-Engine $run).Problem
        if ($problem) { "$engine can not run a container here: $problem" }
    }

    # Starts the image with a scenario. Returns the ready message, and what Invoke-RehearsalRequest needs.
    function Start-Image([string] $Scenario) {
        $port = 8043
        $run = if ($isBuildah) {
            # It uses the network of this computer, and only the entry point of the command line.
            $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $listener.Start()
            $port = $listener.LocalEndpoint.Port
            $listener.Stop()
            'run', '--isolation', 'chroot', $container, '--'
            (Get-ImageConfig).Entrypoint -replace '^8043$', $port -replace '^0\.0\.0\.0$', '127.0.0.1'
        }
        else { 'run', '--rm', '--name', $container, '--publish', '127.0.0.1::8043', $image }
        $running.Engine = Start-Engine ($run + '--scenario', $Scenario)
        $line = $running.Engine.StandardOutput.ReadLineAsync()
        if (-not $line.Wait(60000) -or $line.Result -notlike '{*') { throw "The simulator did not start. It wrote: $($line.Result)" }
        $ready = ConvertFrom-Json -InputObject $line.Result
        $running.ProcessId = $ready.processId
        if (-not $isBuildah) { $port = ((Assert-Engine 'port', $container, '8043') -split ':')[-1] }
        $ready, [pscustomobject]@{ Uri = "https://127.0.0.1:$port"; Thumbprint = $ready.thumbprint }
    }

    # Sends SIGTERM. In a container of buildah, the simulator has the process ID of this computer, and remains if buildah is killed.
    function Stop-Image {
        if ($isBuildah) { & kill -TERM $running.ProcessId } else { $null = Assert-Engine 'stop', '--time', '30', $container }
        $running.Engine.WaitForExit(20000)
    }
}

AfterAll {
    Disconnect-TestAgent
}

Describe 'The image of the simulator' -Tag NoWine, Container {
    BeforeAll {
        $running = @{ Engine = $null; ProcessId = 0 }
        $unavailable = New-TestImage
    }

    BeforeEach {
        if ($unavailable) { Set-ItResult -Skipped -Because $unavailable }
    }

    AfterAll {
        if ($running.ProcessId -and -not $running.Engine.HasExited) { $null = Stop-Image }
        if (-not $unavailable) {
            $null = Invoke-Engine $(if ($isBuildah) { 'rm', $container } else { 'rm', '--force', $container })
            $null = Assert-Engine 'rmi', $image
        }
    }

    It 'has a user without rights, and an entry point that the options of a scenario follow' {
        $config = Get-ImageConfig

        $config.User | Should -Match '^[1-9]\d*:[1-9]\d*$'
        $config.ExposedPorts.PSObject.Properties.Name | Should -Be '8043/tcp'
        $config.Entrypoint[1..4] | Should -Be '--host', '0.0.0.0', '--port', '8043'
    }

    It 'starts a scenario, answers, and ends when it is stopped' {
        $cannotRun = Test-Container
        if ($cannotRun) { Set-ItResult -Skipped -Because $cannotRun }
        $ready, $rehearsal = Start-Image night-cleanup

        $ready.scenario | Should -BeExactly 'night-cleanup'
        (Invoke-RehearsalRequest $rehearsal GET state).conferences | Should -HaveCount 20
        $connection = @{ Uri = $rehearsal.Uri; CertificateThumbprint = $ready.thumbprint; NoProxy = $true; NoDefault = $true }
        $inspector = Connect-AgwSession @connection -AgentId 900 -Credential (Get-TestCredential)
        Get-AgwConference -Session $inspector | Should -HaveCount 20
        Disconnect-AgwSession $inspector -Confirm:$false

        Stop-Image | Should -BeTrue
        $running.Engine.ExitCode | Should -Be 0
    }
}
