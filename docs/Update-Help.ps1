<#
.SYNOPSIS
Brings the help into step with the code: the generated parts of docs/cmdlets/*.md, and docs/maml from them.
.DESCRIPTION
The words of a page are written by hand. What can be read from the code is written by this script: the syntax and the block
below each parameter. A parameter that is new gets a section to be filled in, one that is gone loses its own. The MAML is what
Get-Help shows; it is committed, so that `dotnet build` lays out a module with complete help where there is no PowerShell.

    dotnet build src/AgentGateway.PowerShell
    dotnet pwsh docs/Update-Help.ps1

Needs Microsoft.PowerShell.PlatyPS 1.x. For build.ps1: `. docs/Update-Help.ps1; Update-ModuleHelp`.
#>
[CmdletBinding()]
param()

function Update-ModuleHelp {
    <#
    .SYNOPSIS
    Writes the pages and the MAML again.
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        # The module whose cmdlets are described.
        [string] $ModulePath = (Join-Path -Path $PSScriptRoot -ChildPath '../out/AgentGateway/AgentGateway.psd1'),

        # The pages that are read.
        [string] $PagePath = (Join-Path -Path $PSScriptRoot -ChildPath 'cmdlets'),

        # Where the pages are written to.
        [string] $OutputPagePath = $PagePath,

        # Where the MAML is written to.
        [string] $OutputMamlPath = (Join-Path -Path $PSScriptRoot -ChildPath 'maml')
    )

    $ErrorActionPreference = 'Stop'
    Import-Module -Name Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
    $module = Import-Module -Name $ModulePath -PassThru
    $work = Join-Path -Path ([System.IO.Path]::GetTempPath()) -ChildPath ([System.IO.Path]::GetRandomFileName())
    try {
        $pages = foreach ($command in $module.ExportedCmdlets.Values | Sort-Object -Property Name) {
            $file = Join-Path -Path $PagePath -ChildPath "$($command.Name).md"
            Get-UpdatedPage -Command $command -Path $file
        }

        $null = $pages | Export-MarkdownCommandHelp -OutputFolder $work -Force
        $null = $pages | Export-MamlCommandHelp -OutputFolder $work -Force
        foreach ($file in Get-ChildItem -Path $work -Recurse -File) {
            $isPage = $file.Extension -eq '.md'
            $text = [System.IO.File]::ReadAllText($file.FullName)
            $text = if ($isPage) { ConvertTo-TidyPage -Text $text } else { ConvertTo-TidyMaml -Text $text -Page $pages }
            $target = Join-Path -Path $(if ($isPage) { $OutputPagePath } else { $OutputMamlPath }) -ChildPath $file.Name
            if ($PSCmdlet.ShouldProcess($target, 'Write')) {
                $null = New-Item -Path (Split-Path -Path $target) -ItemType Directory -Force
                [System.IO.File]::WriteAllText($target, $text)
                Get-Item -Path $target
            }
        }
    } finally {
        Remove-Item -Path $work -Recurse -Force -ErrorAction Ignore
    }
}

function Get-UpdatedPage {
    <# .SYNOPSIS A page as an object: its words as they are, everything else from the code. #>
    param(
        [System.Management.Automation.CmdletInfo] $Command,
        [string] $Path
    )

    $code = New-CommandHelp -CommandInfo $Command
    if (-not (Test-Path -Path $Path)) {
        $code.Metadata['ms.date'] = (Get-Date).ToString('MM/dd/yyyy', [cultureinfo]::InvariantCulture)
        return $code
    }

    $page = Import-MarkdownCommandHelp -Path $Path
    $page.Metadata['HelpUri'] = $code.Metadata['HelpUri']
    $page.HasCmdletBinding = $true
    $page.Syntax.Clear()
    foreach ($syntax in $code.Syntax) {
        $syntax.HasCmdletBinding = $true
        $page.Syntax.Add($syntax)
    }

    $instance = [System.Activator]::CreateInstance($Command.ImplementingType)
    $words = @{}
    foreach ($parameter in $page.Parameters) {
        $words[$parameter.Name] = $parameter.Description
    }

    $page.Parameters.Clear()
    foreach ($parameter in $code.Parameters | Sort-Object -Property Name | Where-Object { -not $Command.Parameters[$_.Name].Attributes.Where({ $_ -is [parameter] -and $_.DontShow }) }) {
        if ($words.ContainsKey($parameter.Name)) {
            $parameter.Description = $words[$parameter.Name]
        }

        $parameter.DefaultValue = Get-DefaultValue -Instance $instance -Parameter $parameter
        $type = $Command.Parameters[$parameter.Name].ParameterType
        $type = if ([System.Nullable]::GetUnderlyingType($type)) { [System.Nullable]::GetUnderlyingType($type) } else { $type }
        if ($type.IsEnum) {
            $parameter.AcceptedValues.Clear()
            $parameter.AcceptedValues.AddRange([string[]][System.Enum]::GetNames($type))
        }

        $page.Parameters.Add($parameter)
    }

    $page
}

function Get-DefaultValue {
    <# .SYNOPSIS What a parameter is when it is not given: the value of its property in a new instance. #>
    param([object] $Instance, [object] $Parameter)

    $property = $Instance.GetType().GetProperty($Parameter.Name)
    $value = if ($property) { $property.GetValue($Instance) }
    $isMandatory = -not ($Parameter.ParameterSets | Where-Object { -not $_.IsRequired })
    if ($Parameter.Type -eq 'System.Management.Automation.SwitchParameter') {
        'False'
    } elseif ($isMandatory -or $null -eq $value -or "$value" -eq '') {
        'None'
    } else {
        "$value"
    }
}

function ConvertTo-TidyPage {
    <# .SYNOPSIS Without what is not true of this module: it has no aliases, and Windows PowerShell has no -ProgressAction. #>
    param([string] $Text)

    $Text = $Text -replace "`r`n", "`n" -replace '(?s)## ALIASES\n.*?(?=## DESCRIPTION)'
    $Text = $Text -replace '(?s)(### CommonParameters\n\n).*?(?=## INPUTS)', (
        "`$1This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable,`n" +
        "-OutBuffer, -OutVariable, -PipelineVariable, -Verbose, -WarningAction and -WarningVariable. For more information, see`n" +
        "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).`n`n")
    ($Text -replace '\n{3,}', "`n`n").Trim() + "`n"
}

function ConvertTo-TidyMaml {
    <#
    .SYNOPSIS
    What PlatyPS leaves to be desired: code apart from its words, defaults, types as people write them, links that lead somewhere.
    #>
    param([string] $Text, [object[]] $Page)

    $document = [xml]::new()
    $document.PreserveWhitespace = $false
    $document.LoadXml($Text)
    $names = [System.Xml.XmlNamespaceManager]::new($document.NameTable)
    $maml = 'http://schemas.microsoft.com/maml/2004/10'
    $names.AddNamespace('maml', $maml)
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
    $names.AddNamespace('dev', $dev)

    foreach ($example in $document.SelectNodes('//command:example', $names)) {
        $introduction = $example.SelectSingleNode('maml:introduction', $names)
        $whole = @($introduction.SelectNodes('maml:para', $names) | ForEach-Object { $_.InnerText.Trim([char]0x80) }) -join "`n`n"
        $before, $code, $after = $whole -split '(?s)\s*```(?:powershell)?\n(.*?)\n```\s*', 2
        $example.SelectSingleNode('dev:code', $names).InnerText = $code
        Set-MamlParagraph -Node $introduction -Text '' -Namespace $maml
        Set-MamlParagraph -Node $example.SelectSingleNode('dev:remarks', $names) -Text "$before`n`n$after" -Namespace $maml
    }

    foreach ($description in $document.SelectNodes('//maml:description | //maml:alert', $names)) {
        Set-MamlParagraph -Node $description -Text $description.InnerText -Namespace $maml
    }

    foreach ($described in $Page) {
        $command = $document.SelectSingleNode("//command:command[command:details/command:name='$($described.Title)']", $names)
        foreach ($parameter in $described.Parameters) {
            $node = $command.SelectSingleNode("command:parameters/command:parameter[maml:name='$($parameter.Name)']", $names)
            $isOptional = [bool]($parameter.ParameterSets | Where-Object { -not $_.IsRequired })
            $node.SetAttribute('required', $(if ($isOptional) { 'false' } else { 'true' }))
            $default = $document.CreateElement('dev', 'defaultValue', $dev)
            $default.InnerText = $parameter.DefaultValue
            $null = $node.AppendChild($default)
        }
    }

    foreach ($type in $document.SelectNodes('//command:parameterValue | //command:parameters//dev:type/maml:name', $names)) {
        $type.InnerText = ConvertTo-ShortType -Name $type.InnerText
    }

    foreach ($link in $document.SelectNodes('//maml:navigationLink', $names)) {
        $address = $link.SelectSingleNode('maml:uri', $names)
        if ($address.InnerText -notlike 'http*') {
            $address.InnerText = ''
        }
    }

    $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $stream = [System.IO.MemoryStream]::new()
    $writer = [System.Xml.XmlWriter]::Create($stream, $settings)
    $document.Save($writer)
    $writer.Dispose()
    [System.Text.Encoding]::UTF8.GetString($stream.ToArray()) + "`n"
}

function Set-MamlParagraph {
    <# .SYNOPSIS Fills a node with one paragraph for each that is set off by an empty line. #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'Changes an XML node in memory.')]
    param([System.Xml.XmlElement] $Node, [string] $Text, [string] $Namespace)

    while ($Node.FirstChild) {
        $null = $Node.RemoveChild($Node.FirstChild)
    }

    foreach ($paragraph in $Text.Trim() -split '\n\s*\n' | Where-Object { $_ }) {
        $para = $Node.OwnerDocument.CreateElement('maml', 'para', $Namespace)
        $para.InnerText = $paragraph
        $null = $Node.AppendChild($para)
    }
}

function ConvertTo-ShortType {
    <# .SYNOPSIS System.Nullable`1[System.Int32] is int to whoever types it. #>
    param([string] $Name)

    $Name = $Name -replace '^System\.Nullable`1\[(.*)\]$', '$1'
    $isArray = $Name.EndsWith('[]')
    $short = switch ($Name -replace '\[\]$') {
        'System.Int32' { 'int' }
        'System.Int64' { 'long' }
        'System.String' { 'string' }
        'System.Uri' { 'uri' }
        'System.TimeSpan' { 'timespan' }
        'System.Net.IPAddress' { 'ipaddress' }
        'System.Management.Automation.PSCredential' { 'pscredential' }
        'System.Management.Automation.SwitchParameter' { 'switch' }
        'System.Security.SecureString' { 'securestring' }
        default { $_ -replace '^(AgentGateway|System\.Security\.Cryptography\.X509Certificates)\.' }
    }

    if ($isArray) { "$short[]" } else { $short }
}

if ($MyInvocation.InvocationName -ne '.') {
    Update-ModuleHelp
}
