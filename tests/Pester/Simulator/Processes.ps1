# Runs scripts in their own runspace or process, and waits for conditions.

function Invoke-TestRunspace {
    <#
    .SYNOPSIS
    Runs a script in its own non-interactive runspace. Returns Output, Errors, Failure (the terminating error), and Text (all streams).
    #>
    param(
        [Parameter(Mandatory)] [string] $Script,
        [hashtable] $Variable = @{},
        # An open runspace from Open-TestRunspace, to save time.
        [System.Management.Automation.Runspaces.Runspace] $Runspace
    )

    $shell = [powershell]::Create()
    $own = if (-not $Runspace) { $Runspace = Open-TestRunspace; $Runspace }
    try {
        foreach ($name in $Variable.Keys) {
            $Runspace.SessionStateProxy.SetVariable($name, $Variable[$name])
        }

        $shell.Runspace = $Runspace
        $null = $shell.AddScript($Script, $true)
        $failure = $null
        $output = @()
        try {
            $output = @($shell.Invoke())
        }
        catch {
            $failure = $_.Exception.InnerException
        }

        $streams = $shell.Streams
        [pscustomobject]@{
            Output  = $output
            Errors  = @($streams.Error)
            Failure = $failure
            Text    = @(
                $output
                $streams.Error
                $streams.Warning
                $streams.Verbose
                $streams.Debug
                $streams.Information
                $streams.Progress
                $failure
            ) | Out-String -Width 500
        }
    }
    finally {
        $shell.Dispose()
        if ($own) { $own.Dispose() }
    }
}

function Open-TestRunspace {
    <#
    .SYNOPSIS
    Opens a non-interactive runspace with the module.
    #>
    param([System.Management.Automation.PSLanguageMode] $LanguageMode = 'FullLanguage')

    $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
    $state.LanguageMode = $LanguageMode
    $state.ImportPSModule($script:ModulePath)
    $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($state)
    $runspace.Open()
    $runspace
}

function Invoke-TestProcess {
    <#
    .SYNOPSIS
    Runs a script in a separate, non-interactive PowerShell process. Returns Output, Errors, ExitCode.
    #>
    param([Parameter(Mandatory)] [string] $Script, [int] $Seconds = 60)

    $gateway = Get-TestGateway
    $preamble = @"
`$ErrorActionPreference = 'Stop'
`$uri = '$($gateway.Address)'
`$certificate = '$($gateway.Certificate)'
`$credential = [pscredential]::new('agent', [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
`$modulePath = '$script:ModulePath'
Import-Module -Name `$modulePath

"@
    $command = & ([System.IO.Path]::Combine($script:Root, 'tools', 'Get-PowerShellCommand.ps1'))
    $start = [System.Diagnostics.ProcessStartInfo]::new($command.FilePath)
    $encoded = [System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($preamble + $Script))
    $first = $command.ArgumentList | ForEach-Object { "`"$_`" " }
    $start.Arguments = $first + "-NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded"
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit($Seconds * 1000)) {
        $process.Kill()
        throw "The process did not end within $Seconds seconds. It wrote: $($output.GetAwaiter().GetResult())"
    }

    [pscustomobject]@{
        Output   = $output.GetAwaiter().GetResult().Trim()
        Errors   = $errors.GetAwaiter().GetResult().Trim()
        ExitCode = $process.ExitCode
    }
}

function Wait-TestCondition {
    <#
    .SYNOPSIS
    Waits until a condition is met, and throws after a maximum time.
    #>
    param([Parameter(Mandatory)] [scriptblock] $Condition, [int] $Seconds = 30)

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) {
            throw "The condition was not met in time: $Condition"
        }

        Start-Sleep -Milliseconds 20
    }
}
