<#
.SYNOPSIS
Runs the commands of the pictures against simulated gateways, and writes docs/images/*.svg.

.DESCRIPTION
Build the solution first. Requires bash. Run the script in PowerShell 7: dotnet pwsh -NoProfile docs/Update-Picture.ps1
#>
[CmdletBinding()]
param()

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$width = 120
$pictures = @(
    @{
        Name     = 'session'
        Title    = 'A PowerShell session: an inspector lists the conferences older than two hours, and ends them'
        Commands = @(
            '$inspector = Connect-AgwSession @gateway 900 (Get-Secret agw-900)'
            'Get-AgwConference -Session $inspector -OlderThan 2:00:00'
            'Clear-AgwConference -Session $inspector -OlderThan 2:00:00 -Credential { Get-Secret "agw-$($_.AgentId)" } -Confirm:$false'
            '101, 99 | Stop-AgwConfVoice'
        )
    }
    @{
        Name     = 'test-gateway'
        Title    = 'Test-AgwGateway: a gateway that works, a wrong port, a certificate that is not trusted, and another web server'
        Commands = @(
            'Test-AgwGateway localhost -CACertificate gateway.pem -NoProxy'
            'Test-AgwGateway localhost:8044 -NoProxy'
            'Test-AgwGateway localhost -NoProxy'
            'Test-AgwGateway $intranet -NoProxy -CertificateThumbprint $pin'
        )
    }
)
. "$PSScriptRoot/help/Terminal.ps1"
. "$PSScriptRoot/help/Recording.ps1"

function Get-Secret([string] $Name) {
    [pscredential]::new($Name, [System.Net.NetworkCredential]::new('', 'secret').SecurePassword)
}

Import-Module -Name "$root/tests/Pester/Simulator.psm1", "$root/tests/Pester/Listener.psm1"
Import-Module -Name (Get-TestModule)
$simulator = Open-TestGateway -Option '--port', '8043', '--agents', '101-112', '--inspectors', '900', '--conferences', '12'
$webServer = Open-TestListener -Answer "HTTP/1.1 200 OK`r`nContent-Type: text/html`r`nContent-Length: 22`r`n`r`n<html>Intranet</html>`r`n"
$folder = New-Item -ItemType Directory -Path ([System.IO.Path]::GetTempPath()) -Name ([System.IO.Path]::GetRandomFileName())
Copy-Item -LiteralPath $simulator.Certificate -Destination "$folder/gateway.pem"
Push-Location -LiteralPath $folder
try {
    $gateway = @{ Uri = $simulator.Address; CACertificate = $simulator.Certificate; NoProxy = $true }
    $intranet, $pin = $webServer.Address, $webServer.Pin
    $PSStyle.OutputRendering = 'Ansi'
    foreach ($picture in $pictures) {
        $ErrorActionPreference = 'Continue'
        $lines = foreach ($command in $picture.Commands) {
            Format-Command -Command $command
            # The commands run in this scope, so that variables remain.
            . ([scriptblock]::Create($command)) *>&1 | Out-String -Stream -Width $width
        }

        $ErrorActionPreference = 'Stop'
        $svg = ConvertTo-Svg -Line ($lines + 'PS>') -Width $width -Title $picture.Title
        [System.IO.File]::WriteAllText("$PSScriptRoot/images/$($picture.Name).svg", $svg)
    }

    Get-AgwSession | Disconnect-AgwSession -Confirm:$false

    $prompt = 'AgentGateway> '
    $recording = @(
        Get-PlayRecording -Command @(
            'Get-AgwConference -OlderThan 2:00:00 | Select-Object -First 4'
            'Clear-AgwConference -OlderThan 2:00:00 -Credential $credential -Confirm:$false | Group-Object -Property Outcome -NoElement'
            'Receive-AgwEvent 201 -Follow | Select-Object -First 4'
            'Stop-AgwConfVoice 666'
        )
    )
    $steps = @(for ($index = 0; $index -lt $recording.Count; $index++) { if ($recording[$index].StartsWith($prompt)) { $index } })
    foreach ($index in $steps) {
        $recording[$index] = Format-Command -Command $recording[$index].Substring($prompt.Length) -Prompt $prompt
    }

    $title = 'The prompt of the demo: conferences are listed and ended, events are followed, and a reply is lost'
    $svg = ConvertTo-Svg -Line ($recording + $prompt) -Width $width -Title $title -Step $steps
    [System.IO.File]::WriteAllText("$PSScriptRoot/images/play.svg", $svg)
}
finally {
    Pop-Location
    Remove-Item -LiteralPath $folder -Recurse
    $webServer.Dispose()
    $simulator | Close-TestGateway
}
