# Records the prompt of `dotnet run --project demo -- play`.

function Get-PlayRecording {
    <#
    .SYNOPSIS
    Runs the demo, enters commands in its prompt, and returns the lines of its output with ANSI colors.
    #>
    [CmdletBinding()]
    param([string[]] $Command)

    $start = [System.Diagnostics.ProcessStartInfo]::new('bash')
    # One pipe for output and errors, so that they keep their order.
    $start.ArgumentList.Add('-c')
    $start.ArgumentList.Add("dotnet run --project '$PSScriptRoot/../../demo' --no-build -- play 2>&1")
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    foreach ($line in @($Command) + 'exit') { $process.StandardInput.WriteLine($line) }
    $process.StandardInput.Close()
    $text = $process.StandardOutput.ReadToEnd() -replace '\x1b\[\?1[hl]', ''
    $process.WaitForExit()
    $process.Dispose()

    # The demo prints its introduction first. The last line is the command that leaves it.
    $text.Trim() -split '\r?\n' | Select-Object -SkipLast 1
}
