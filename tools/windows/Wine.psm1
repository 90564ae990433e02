# Runs PowerShell for Windows under Wine, in a Wine prefix of its own in out/windows. The user's own prefix and home folder are not used.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
$script:Layout = [System.IO.Path]::Combine($script:Root, 'out', 'windows')
$script:Prefix = [System.IO.Path]::Combine($script:Layout, 'prefix')
$script:HomeFolder = [System.IO.Path]::Combine($script:Layout, 'home')

function Get-WineObstacle {
    <# .SYNOPSIS Why this machine cannot run PowerShell for Windows under Wine, in one line; nothing if it can. #>
    if (-not $IsLinux) {
        return 'Wine is used on Linux only'
    }

    # script, of util-linux, provides the terminal.
    $missing = 'wine', 'wineserver', 'script' | Where-Object { -not (Get-Command -Name $_ -CommandType Application -ErrorAction Ignore) }
    if ($missing) {
        "$($missing -join ', ') not installed (Debian: apt-get install wine)"
    }
}

function ConvertTo-WinePath {
    <# .SYNOPSIS The path under which a Windows program sees a file of this machine. #>
    param([Parameter(Mandatory)] [string] $Path)

    'Z:' + [System.IO.Path]::GetFullPath($Path).Replace('/', '\')
}

function ConvertFrom-WinePath {
    <# .SYNOPSIS The file of this machine that a Windows program sees under a path of ConvertTo-WinePath. #>
    param([Parameter(Mandatory)] [string] $Path)

    ($Path -replace '^[zZ]:').Replace('\', '/')
}

function Initialize-Wine {
    <# .SYNOPSIS Downloads and lays out PowerShell for Windows, and creates the Wine prefix. The later calls take a few seconds. #>
    New-Layout
    $null = New-Item -ItemType Directory -Path $script:HomeFolder -Force
    # A run that was killed has not removed it, and its folder may be gone.
    Remove-WineSocket
    if (-not (Test-Path -LiteralPath "$script:Prefix/system.reg")) {
        # Without this override Wine looks for an installer of its own .NET Framework.
        Invoke-Wine -Program wineboot -ArgumentList '--init' -Environment @{ WINEDLLOVERRIDES = 'mscoree=;mshtml=' }
        # .NET 10 needs Windows 10.
        Invoke-Wine -Program winecfg -ArgumentList '/v', 'win10'
    }
}

function Start-WinePowerShell {
    <# .SYNOPSIS Starts a command in PowerShell for Windows; the process. What it writes to the console goes to a file. #>
    param(
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string] $ConsolePath,
        [hashtable] $Environment = @{}
    )

    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Command))
    # The console host of PowerShell needs a console, and under Wine only a terminal gives it one.
    $start = New-WineStartInfo -Program script -Environment ($Environment + @{ AGW_PROGRAM = ConvertTo-WinePath -Path "$script:Layout/powershell/pwsh.exe" })
    $shell = "exec wine `"`$AGW_PROGRAM`" -NoLogo -NoProfile -NonInteractive -EncodedCommand $encoded"
    foreach ($argument in '--quiet', '--return', '--flush', '--command', $shell, $ConsolePath) {
        $start.ArgumentList.Add($argument)
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    # Read, so that nothing waits for a reader; the file has it, too.
    $null = $process.StandardOutput.ReadToEndAsync()
    $process
}

function Stop-Wine {
    <# .SYNOPSIS Ends every Windows program of the prefix, and removes what Wine has put into the temporary folder. #>
    if (-not (Test-Path -LiteralPath $script:Prefix)) {
        return
    }

    Invoke-Wine -Program wineserver -ArgumentList '--kill' -IgnoreExitCode
    Invoke-Wine -Program wineserver -ArgumentList '--wait' -IgnoreExitCode
    Remove-WineSocket
}

function Remove-WineSocket {
    # Debian's Wine puts its socket into a new folder below the temporary folder, and notes the name of that folder in the prefix.
    $note = [System.IO.Path]::Combine($script:Prefix, 'wineserver')
    if (Test-Path -LiteralPath $note) {
        $name = [System.IO.File]::ReadAllText($note).Trim()
        if ($name -match '^wine-\w+$') {
            Remove-Item -LiteralPath ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), $name)) -Recurse -Force -ErrorAction Ignore
        }

        Remove-Item -LiteralPath $note -Force
    }
}

function New-Layout {
    # NuGet and MSBuild leave files in the temporary folder.
    $temporary = $env:TMPDIR
    $env:TMPDIR = (New-Item -ItemType Directory -Path "$script:Layout/tmp" -Force).FullName
    try {
        $output = & dotnet build ([System.IO.Path]::Combine($script:Root, 'tools', 'windows', 'PowerShell.proj')) -nodeReuse:false --tl:off 2>&1
        if ($LASTEXITCODE -ne 0) {
            throw "PowerShell for Windows could not be laid out:`n$($output -join "`n")"
        }
    }
    finally {
        $env:TMPDIR = $temporary
        Remove-Item -LiteralPath "$script:Layout/tmp" -Recurse -Force -ErrorAction Ignore
    }
}

function Invoke-Wine {
    # Runs a program of Wine to its end.
    param([string] $Program, [string[]] $ArgumentList, [hashtable] $Environment = @{}, [switch] $IgnoreExitCode)

    $start = New-WineStartInfo -Program $Program -Environment $Environment
    foreach ($argument in $ArgumentList) {
        $start.ArgumentList.Add($argument)
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    # Not its errors: a wineserver that it starts would hold the pipe open.
    $process.WaitForExit()
    if ($process.ExitCode -ne 0 -and -not $IgnoreExitCode) {
        throw "$Program ended with $($process.ExitCode)."
    }
}

function New-WineStartInfo {
    # How a program of Wine is started. It inherits nothing but what is named here: PSModulePath, DOTNET_ROOT and others name files of Linux.
    param([string] $Program, [hashtable] $Environment)

    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Command -Name $Program -CommandType Application)[0].Path)
    $start.UseShellExecute = $false
    $start.WorkingDirectory = $script:Root
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $inherited = @{}
    # AGW_RUN marks the processes of a test run, so that a killed run leaves none behind.
    foreach ($name in 'PATH', 'TZ', 'TMPDIR', 'AGW_RUN') {
        if ([System.Environment]::GetEnvironmentVariable($name)) { $inherited[$name] = [System.Environment]::GetEnvironmentVariable($name) }
    }

    $start.Environment.Clear()
    $own = @{
        HOME                           = $script:HomeFolder
        LANG                           = 'C.UTF-8'
        SHELL                          = '/bin/sh'
        TERM                           = 'xterm'
        WINEPREFIX                     = $script:Prefix
        WINEARCH                       = 'win64'
        WINEDEBUG                      = '-all'
        WINEDLLOVERRIDES               = 'mshtml=;winedbg.exe=d'
        DOTNET_ROOT                    = ConvertTo-WinePath -Path "$script:Layout/dotnet"
        # Wine 8 maps no memory twice, and its threads cannot be suspended by a concurrent collection.
        DOTNET_EnableWriteXorExecute   = '0'
        DOTNET_gcConcurrent            = '0'
        # Suspending a thread for a garbage collection can break TLS on that thread for good under Wine. 512 MB before each collection make that rare.
        DOTNET_GCgen0size              = '20000000'
        DOTNET_EnableDiagnostics       = '0'
        POWERSHELL_TELEMETRY_OPTOUT    = '1'
        POWERSHELL_UPDATECHECK         = 'Off'
    }
    foreach ($set in $inherited, $own, $Environment) {
        foreach ($name in $set.Keys) { $start.Environment[$name] = $set[$name] }
    }

    $start
}

Export-ModuleMember -Function Get-WineObstacle, ConvertTo-WinePath, ConvertFrom-WinePath, Initialize-Wine, Start-WinePowerShell, Stop-Wine
