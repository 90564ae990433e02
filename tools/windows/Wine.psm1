# Runs PowerShell for Windows under Wine, in a separate Wine prefix in out/windows. It doesn't use the prefix and home folder of the user.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$script:Root = (Resolve-Path -LiteralPath ([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))).Path
$script:Layout = [System.IO.Path]::Combine($script:Root, 'out', 'windows')
$script:Prefix = [System.IO.Path]::Combine($script:Layout, 'prefix')
$script:HomeFolder = [System.IO.Path]::Combine($script:Layout, 'home')

function Get-WineObstacle {
    <#
    .SYNOPSIS
    Returns the reason why this machine can't run PowerShell for Windows under Wine; nothing if it can.
    #>
    if (-not $IsLinux) {
        return 'Wine is used on Linux only'
    }

    # The program script of util-linux provides the terminal.
    $missing = 'wine', 'wineserver', 'script' | Where-Object { -not (Get-Command -Name $_ -CommandType Application -ErrorAction Ignore) }
    if ($missing) {
        "$($missing -join ', ') not installed (Debian: apt-get install wine)"
    }
}

function ConvertTo-WinePath {
    <#
    .SYNOPSIS
    Converts the path of a file to the path that Windows programs use.
    #>
    param([Parameter(Mandatory)] [string] $Path)

    'Z:' + [System.IO.Path]::GetFullPath($Path).Replace('/', '\')
}

function ConvertFrom-WinePath {
    <#
    .SYNOPSIS
    Converts a path of ConvertTo-WinePath back.
    #>
    param([Parameter(Mandatory)] [string] $Path)

    ($Path -replace '^[zZ]:').Replace('\', '/')
}

function Initialize-Wine {
    <#
    .SYNOPSIS
    Downloads PowerShell for Windows and creates the Wine prefix. Later calls take a few seconds.
    #>
    Initialize-Layout
    $null = New-Item -ItemType Directory -Path $script:HomeFolder -Force
    # A killed run leaves its socket, and its folder can be missing.
    Clear-WineSocket
    if (-not (Test-Path -LiteralPath "$script:Prefix/system.reg")) {
        # Without this setting, Wine searches for an installer of its .NET Framework.
        Invoke-Wine -Program wineboot -ArgumentList '--init' -Environment @{ WINEDLLOVERRIDES = 'mscoree=;mshtml=' }
        # .NET 10 needs Windows 10.
        Invoke-Wine -Program winecfg -ArgumentList '/v', 'win10'
    }
}

function Open-WinePowerShell {
    <#
    .SYNOPSIS
    Starts a command in PowerShell for Windows and returns the process. The console output goes to a file.
    #>
    param(
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string] $ConsolePath,
        [hashtable] $Environment = @{}
    )

    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Command))
    # The console host of PowerShell needs a console, and under Wine only a terminal provides one.
    $program = ConvertTo-WinePath -Path "$script:Layout/powershell/pwsh.exe"
    $start = Get-WineStartInfo -Program script -Environment ($Environment + @{ AGW_PROGRAM = $program })
    $shell = "exec wine `"`$AGW_PROGRAM`" -NoLogo -NoProfile -NonInteractive -EncodedCommand $encoded"
    foreach ($argument in '--quiet', '--return', '--flush', '--command', $shell, $ConsolePath) {
        $start.ArgumentList.Add($argument)
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    # Reads the output so that the process doesn't block. The file has the same output.
    $null = $process.StandardOutput.ReadToEndAsync()
    $process
}

function Close-Wine {
    <#
    .SYNOPSIS
    Ends every Windows program of the prefix, and deletes the files of Wine in the temporary folder.
    #>
    if (-not (Test-Path -LiteralPath $script:Prefix)) {
        return
    }

    Invoke-Wine -Program wineserver -ArgumentList '--kill' -IgnoreExitCode
    Invoke-Wine -Program wineserver -ArgumentList '--wait' -IgnoreExitCode
    Clear-WineSocket
}

function Clear-WineSocket {
    # On Debian, Wine creates its socket in a new folder below the temporary folder, and writes the name of that folder to the prefix.
    $note = [System.IO.Path]::Combine($script:Prefix, 'wineserver')
    if (Test-Path -LiteralPath $note) {
        $name = [System.IO.File]::ReadAllText($note).Trim()
        if ($name -match '^wine-\w+$') {
            Remove-Item -LiteralPath ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), $name)) -Recurse -Force -ErrorAction Ignore
        }

        Remove-Item -LiteralPath $note -Force
    }
}

function Initialize-Layout {
    # NuGet and MSBuild leave files in the temporary folder.
    $temporary = $env:TMPDIR
    $env:TMPDIR = (New-Item -ItemType Directory -Path "$script:Layout/tmp" -Force).FullName
    try {
        $project = [System.IO.Path]::Combine($script:Root, 'tools', 'windows', 'PowerShell.proj')
        $output = & dotnet build $project -nodeReuse:false --tl:off 2>&1
        if ($LASTEXITCODE -ne 0) {
            throw "PowerShell for Windows couldn't be created:`n$($output -join "`n")"
        }
    }
    finally {
        $env:TMPDIR = $temporary
        Remove-Item -LiteralPath "$script:Layout/tmp" -Recurse -Force -ErrorAction Ignore
    }
}

function Invoke-Wine {
    # Runs a program of Wine until it exits.
    param([string] $Program, [string[]] $ArgumentList, [hashtable] $Environment = @{}, [switch] $IgnoreExitCode)

    $start = Get-WineStartInfo -Program $Program -Environment $Environment
    foreach ($argument in $ArgumentList) {
        $start.ArgumentList.Add($argument)
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    # Doesn't redirect errors, because a wineserver that the program starts would keep the pipe open.
    $process.WaitForExit()
    if ($process.ExitCode -ne 0 -and -not $IgnoreExitCode) {
        throw "$Program exited with code $($process.ExitCode)."
    }
}

function Get-WineStartInfo {
    # The program inherits only the named variables, because PSModulePath, DOTNET_ROOT and others have Linux paths.
    param([string] $Program, [hashtable] $Environment)

    $start = [System.Diagnostics.ProcessStartInfo]::new((Get-Command -Name $Program -CommandType Application)[0].Path)
    $start.UseShellExecute = $false
    $start.WorkingDirectory = $script:Root
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $inherited = @{}
    # AGW_RUN marks the processes of a test run, so that a killed run leaves none.
    foreach ($name in 'PATH', 'TZ', 'TMPDIR', 'AGW_RUN') {
        if ($value = [System.Environment]::GetEnvironmentVariable($name)) { $inherited[$name] = $value }
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
        # Wine 8 can't map memory twice, and a concurrent garbage collection can't suspend its threads.
        DOTNET_EnableWriteXorExecute   = '0'
        DOTNET_gcConcurrent            = '0'
        # Under Wine, suspending a thread for a garbage collection can break TLS on it. A budget of 512 MB makes collections rare.
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

Export-ModuleMember -Function Get-WineObstacle, ConvertTo-WinePath, ConvertFrom-WinePath, Initialize-Wine, Open-WinePowerShell, Close-Wine
