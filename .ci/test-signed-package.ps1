# Imports the signed package of out/package with the execution policy AllSigned, in the current PowerShell on Windows.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Path $PSScriptRoot
$folder = Join-Path -Path $root -ChildPath "out/signed-$PID"
$archive = Get-Item -Path (Join-Path -Path $root -ChildPath 'out/package/*.zip')
Expand-Archive -Path $archive.FullName -DestinationPath $folder
$module = Join-Path -Path $folder -ChildPath 'AgentGateway'
$manifest = Join-Path -Path $module -ChildPath 'AgentGateway.psd1'
$expected = (Import-PowerShellDataFile -Path $manifest).CmdletsToExport.Count

# The exit code is the number of cmdlets. An import that fails ends with 1.
function Import-SignedModule {
    $command = & (Join-Path -Path $root -ChildPath 'tools/Get-PowerShellCommand.ps1')
    $script = "Import-Module -Name '$manifest' -ErrorAction Stop; exit (Get-Module -Name AgentGateway).ExportedCmdlets.Count"
    $options = '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'AllSigned', '-Command', $script
    $null = & $command.FilePath @($command.ArgumentList) @options
    $LASTEXITCODE
}

# With AllSigned, PowerShell prompts before it runs a script of a publisher that the user doesn't trust yet.
$signer = (Get-AuthenticodeSignature -FilePath $manifest).SignerCertificate
if (-not $signer) { throw "$manifest has no signature." }
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('TrustedPublisher', 'CurrentUser')
$store.Open('ReadWrite')
$isNew = -not $store.Certificates.Contains($signer)
if ($isNew) { $store.Add($signer) }
try {
    $count = Import-SignedModule
    if ($count -ne $expected) { throw "With AllSigned, the module has $count cmdlets instead of $expected." }

    $test = Test-FileCatalog -Path $module -CatalogFilePath (Join-Path -Path $module -ChildPath 'AgentGateway.cat') -Detailed
    if ("$($test.Status)" -ne 'Valid') { throw 'The files of the package differ from its catalog.' }

    Add-Content -Path (Join-Path -Path $module -ChildPath 'AgentGateway.psm1') -Value '# changed'
    if ((Import-SignedModule) -ne 1) { throw 'With AllSigned, PowerShell imports a module that was changed after it was signed.' }
}
finally {
    if ($isNew) { $store.Remove($signer) }
    $store.Dispose()
    Remove-Item -Path $folder -Recurse -Force
}

"PowerShell $($PSVersionTable.PSVersion), AllSigned: the signed module has $count cmdlets, and is refused after a change"
# The exit code of the last import is not that of this script.
exit 0
