# Signs the tested module with a certificate that only this machine trusts, and tests the signed package. For a disposable machine with
# Windows, because an administrator trusts the certificate for the whole machine while the script runs.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$isAdministrator = [System.Security.Principal.WindowsPrincipal]::new([System.Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole(
    [System.Security.Principal.WindowsBuiltInRole]::Administrator)
if ($env:CI -ne 'true' -or -not $isAdministrator) {
    throw 'This script is for CI, because it changes which certificates the machine trusts.'
}

Import-Module -Name (Join-Path -Path $root -ChildPath 'tests/Pester/CodeSigning.psm1')
$temporary = [System.IO.Path]::GetTempPath()
$file = Join-Path -Path $temporary -ChildPath "agw-signing-$PID.pfx"
$tested = Join-Path -Path $temporary -ChildPath "agw-tested-$PID"
$password = [System.Net.NetworkCredential]::new('', 'secret').SecurePassword
[System.IO.File]::WriteAllBytes($file, (Get-TestSigningCertificate))
Copy-Item -Path (Join-Path -Path $root -ChildPath 'out/AgentGateway') -Destination $tested -Recurse
$authorities = [System.Security.Cryptography.X509Certificates.X509Store]::new('Root', 'LocalMachine')
$authorities.Open('ReadWrite')
$rawData = (Get-PfxCertificate -FilePath $file -Password $password).RawData
$public = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($rawData)
$authorities.Add($public)
try {
    & (Join-Path -Path $root -ChildPath 'build.ps1') -Task Sign, Package -CertificatePath $file -CertificatePassword $password
    if ($LASTEXITCODE) { throw "Signing failed with exit code $LASTEXITCODE." }

    $options = @{ ModulePath = Join-Path -Path $root -ChildPath 'out/AgentGateway'; TestedPath = $tested }
    & (Join-Path -Path $root -ChildPath 'packaging/Compare-SignedModule.ps1') @options
    $script = Join-Path -Path $PSScriptRoot -ChildPath 'test-signed-package.ps1'
    $command = & (Join-Path -Path $root -ChildPath 'tools/Get-PowerShellCommand.ps1')
    foreach ($start in @(, (@($command.FilePath) + @($command.ArgumentList)), @('powershell'))) {
        $program, $arguments = $start
        & $program @arguments -NoProfile -NonInteractive -ExecutionPolicy Bypass -File $script
        if ($LASTEXITCODE) { throw "The signed package failed in $program." }
    }
}
finally {
    $authorities.Remove($public)
    $authorities.Dispose()
    Remove-Item -Path $file, $tested -Recurse -Force
}
