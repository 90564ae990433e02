# What the tests of registered names share, for dot-sourcing: the world of the cleanup, a vault, and a registration.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidGlobalVars', '', Justification = 'The vault is used by functions of other modules.')]
param()
. "$PSScriptRoot/../Conference/CleanupWorld.ps1"
Disconnect-AgwSession -Session $inspector -Confirm:$false

# Takes the place of Microsoft.PowerShell.SecretManagement.
$script:asked = [System.Collections.Generic.List[string]]::new()
$script:secrets = @{}
$global:AgwTestVault = @{ Asked = $script:asked; Secrets = $script:secrets; Standard = $credential.Password }
function global:Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)

    $AgwTestVault.Asked.Add("$Name $Vault".Trim())
    if ($AgwTestVault.Secrets.ContainsKey($Name)) { $AgwTestVault.Secrets[$Name] }
    elseif ($Name -like 'agw-*') { $AgwTestVault.Standard }
    else { Write-Error -Message "The secret $Name was not found." }
}

function Register-Prod([hashtable] $Option = @{ InspectorId = 900; SecretName = 'agw-{0}' }) {
    Register-AgwGateway prod $gateway.Address -CACertificate $gateway.Certificate -NoProxy -Force @Option
}

function Close-Vault {
    Remove-Item -Path Function:/Get-Secret, Variable:/AgwTestVault
    Close-World
}
