<#
.SYNOPSIS
Updates the generated parts of docs/cmdlets/*.md from the code and from docs/common, and generates docs/maml from the pages.
.DESCRIPTION
The descriptions on a page are written by hand. This script writes the syntax, the block of facts below each parameter, and the
texts that several pages share (docs/common/README.md). It adds a section for each new parameter and removes the section of a
parameter that no longer exists.

The messages and remedies of errors, on the pages and in about_AgwErrors, come from the resources of the code. A row of errors on a
page that ends with `<!-- own -->` keeps its own text.

Get-Help shows the MAML. The MAML is committed, so that `dotnet build` lays out a module with complete help on a machine without
PowerShell.

    dotnet build src/AgentGateway.PowerShell
    dotnet pwsh docs/Update-Help.ps1

Requires Microsoft.PowerShell.PlatyPS 1.x. build.ps1 uses `. docs/Update-Help.ps1; Update-ModuleHelp`.
#>
[CmdletBinding()]
param()

foreach ($part in 'Pages', 'Errors', 'Maml') {
    . (Join-Path -Path $PSScriptRoot -ChildPath "help/$part.ps1")
}

function Update-ModuleHelp {
    <#
    .SYNOPSIS
    Regenerates the pages and the MAML.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        # Specifies the module whose cmdlets are described.
        [string] $ModulePath = (Join-Path -Path $PSScriptRoot -ChildPath '../out/AgentGateway/AgentGateway.psd1'),

        # Specifies the folder of the pages to read.
        [string] $PagePath = (Join-Path -Path $PSScriptRoot -ChildPath 'cmdlets'),

        # Specifies the folder to write the pages to.
        [string] $OutputPagePath = $PagePath,

        # Specifies the folder to write the MAML to.
        [string] $OutputMamlPath = (Join-Path -Path $PSScriptRoot -ChildPath 'maml'),

        # Specifies the folder to write about_AgwErrors to.
        [string] $OutputTopicPath = (Join-Path -Path $PSScriptRoot -ChildPath 'about')
    )

    $ErrorActionPreference = 'Stop'
    Import-Module -Name Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
    $module = Import-Module -Name $ModulePath -PassThru
    $work = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([System.IO.Path]::GetRandomFileName())
    try {
        $null = New-Item -Path "$work/pages", "$work/output" -ItemType Directory
        $pages = foreach ($command in $module.ExportedCmdlets.Values | Sort-Object -Property Name) {
            $file = Join-Path -Path $PagePath -ChildPath "$($command.Name).md"
            Get-UpdatedPage -Command $command -Path $file -WorkPath $work
        }

        $null = $pages | Export-MarkdownCommandHelp -OutputFolder "$work/output" -Force
        $null = $pages | Export-MamlCommandHelp -OutputFolder "$work/output" -Force
        foreach ($file in Get-ChildItem -Path "$work/output" -Recurse -File) {
            $isPage = $file.Extension -eq '.md'
            $text = [System.IO.File]::ReadAllText($file.FullName)
            $text = if ($isPage) { ConvertTo-TidyPage -Text $text } else { ConvertTo-TidyMaml -Text $text -Page $pages }
            $target = Join-Path -Path $(if ($isPage) { $OutputPagePath } else { $OutputMamlPath }) -ChildPath $file.Name
            if ($PSCmdlet.ShouldProcess($target, 'Write')) {
                Write-HelpFile -Path $target -Text $text
            }
        }

        $topic = [System.IO.File]::ReadAllText((Join-Path -Path $PSScriptRoot -ChildPath 'about/about_AgwErrors.md'))
        $target = Join-Path -Path $OutputTopicPath -ChildPath 'about_AgwErrors.md'
        if ($PSCmdlet.ShouldProcess($target, 'Write')) {
            Write-HelpFile -Path $target -Text (Update-ErrorTopic -Text ($topic -replace "`r`n", "`n"))
        }
    } finally {
        Remove-Item -Path $work -Recurse -Force -ErrorAction Ignore
    }
}

function Write-HelpFile {
    # Writes a file and returns it.
    param([string] $Path, [string] $Text)

    $null = New-Item -Path (Split-Path -Path $Path) -ItemType Directory -Force
    [System.IO.File]::WriteAllText($Path, $Text)
    Get-Item -Path $Path
}

if ($MyInvocation.InvocationName -ne '.') {
    Update-ModuleHelp
}
