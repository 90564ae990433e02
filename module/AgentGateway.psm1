# Loads the leg of the module that fits this PowerShell; all cmdlets are compiled.
$leg = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$cmdlets = Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'bin', $leg, 'AgentGateway.PowerShell.dll')) -PassThru -ErrorAction Stop

# A second `Import-Module -Force` in the same process exports nothing from an assembly that is loaded already (PowerShell issue 20710).
$addExportedCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
if ($addExportedCmdlet) {
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        $addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
