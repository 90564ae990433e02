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
    <# .SYNOPSIS Writes a file and returns it. #>
    param([string] $Path, [string] $Text)

    $null = New-Item -Path (Split-Path -Path $Path) -ItemType Directory -Force
    [System.IO.File]::WriteAllText($Path, $Text)
    Get-Item -Path $Path
}

function Get-UpdatedPage {
    <# .SYNOPSIS Returns a page as an object: descriptions from the page, shared texts from docs/common, facts from the code. #>
    param(
        [System.Management.Automation.CmdletInfo] $Command,
        [string] $Path,
        [string] $WorkPath
    )

    $code = New-CommandHelp -CommandInfo $Command
    foreach ($parameter in $code.Parameters) {
        $shared = Get-SharedBlock -Command $Command -Name $parameter.Name
        if ($shared) {
            $parameter.Description = $shared
        }
    }

    if (-not (Test-Path -Path $Path)) {
        $code.Metadata['ms.date'] = (Get-Date).ToString('MM/dd/yyyy', [cultureinfo]::InvariantCulture)
        return $code
    }

    $text = [System.IO.File]::ReadAllText($Path) -replace "`r`n", "`n"
    $expanded = Join-Path -Path $WorkPath -ChildPath "pages/$($Command.Name).md"
    [System.IO.File]::WriteAllText($expanded, (Update-ErrorRow -Text (
                Expand-SharedText -Text $text -Value (Get-SharedDefault -Command $Command))))
    $page = Import-MarkdownCommandHelp -Path $expanded
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
    foreach ($parameter in $code.Parameters | Sort-Object -Property Name) {
        # A hidden parameter only takes the object from the pipeline.
        if ($Command.Parameters[$parameter.Name].Attributes.Where({ $_ -is [parameter] -and $_.DontShow })) {
            continue
        }

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

function Get-SharedDefault {
    <# .SYNOPSIS Returns the values that a shared text uses if its marker has no attribute of that name. #>
    param([System.Management.Automation.CmdletInfo] $Command)

    @{ cmdlet = $Command.Name; target = 'agent'; participant = 'itself' }
}

function Get-SharedBlock {
    <# .SYNOPSIS Returns the block with the shared text of a parameter, or nothing if there is no such text. #>
    param([System.Management.Automation.CmdletInfo] $Command, [string] $Name)

    if ($Name -eq 'Confirm') {
        $Name = "Confirm-$([System.Management.Automation.CommandMetadata]::new($Command).ConfirmImpact)"
    }

    if (Test-Path -Path (Join-Path -Path $PSScriptRoot -ChildPath "common/$Name.md")) {
        Expand-SharedText -Text "<!-- common: $Name -->`n<!-- /common -->" -Value (Get-SharedDefault -Command $Command)
    }
}

function Expand-SharedText {
    <# .SYNOPSIS Writes the texts of docs/common between their markers (docs/common/README.md). #>
    param([string] $Text, [hashtable] $Value, [switch] $RemoveMarker)

    $pattern = '(?s)(?<open><!-- common: (?<name>[\w-]+)(?<attributes>(?: \w+="[^"]*")*) -->\n).*?(?<close><!-- /common -->)'
    [regex]::Replace($Text, $pattern, {
            param($match)

            $values = $Value.Clone()
            foreach ($attribute in [regex]::Matches($match.Groups['attributes'].Value, '(\w+)="([^"]*)"')) {
                $values[$attribute.Groups[1].Value] = $attribute.Groups[2].Value
            }

            $file = Join-Path -Path $PSScriptRoot -ChildPath "common/$($match.Groups['name'].Value).md"
            $shared = ([System.IO.File]::ReadAllText($file) -replace "`r`n", "`n").Trim()
            $shared = Expand-SharedText -Text $shared -Value $values -RemoveMarker
            foreach ($name in $values.Keys) {
                $shared = $shared.Replace("{$name}", $values[$name])
            }

            if ($RemoveMarker) {
                $shared
            } else {
                $match.Groups['open'].Value + $shared + "`n" + $match.Groups['close'].Value
            }
        })
}

function Get-ErrorText {
    <# .SYNOPSIS Returns the messages of the errors by kind, and their remedies by kind, code, and "_Remedy". #>
    $text = @{}
    $source = Join-Path -Path $PSScriptRoot -ChildPath '../src'
    foreach ($entry in ([xml][System.IO.File]::ReadAllText("$source/AgentGateway.Client/Errors/Messages.resx")).root.data) {
        $text[$entry.name] = $entry.value
    }

    # The module has remedies of its own, which name cmdlets.
    $remedies = "$source/AgentGateway.PowerShell/Text/Remedies.resx"
    if (Test-Path -Path $remedies) {
        foreach ($entry in ([xml][System.IO.File]::ReadAllText($remedies)).root.data) {
            $text["$($entry.name)_Remedy"] = $entry.value
        }
    }

    $text
}

function Update-ErrorRow {
    <# .SYNOPSIS Writes the message and the remedy of each error in the NOTES of a page. A single code can have its own remedy. #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'In memory.')]
    param([string] $Text)

    $errors = Get-ErrorText
    [regex]::Replace($Text, '(?m)^(?<row>- (?<kind>[A-Z]\w+)(?: \((?<codes>[\d, -]+)\))?: ).*(?<!<!-- own -->)$', {
            param($match)

            $kind = $match.Groups['kind'].Value
            $remedies = $errors["$($kind)_$($match.Groups['codes'].Value)_Remedy"], $errors["$($kind)_Remedy"]
            $remedy = $remedies | Where-Object { $_ } | Select-Object -First 1
            if ($errors.ContainsKey($kind)) { "$($match.Groups['row'].Value)$($errors[$kind]). $remedy" } else { $match.Value }
        })
}

function Update-ErrorTopic {
    <# .SYNOPSIS Writes the messages and the remedies in about_AgwErrors, within 80 columns. #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'In memory.')]
    param([string] $Text)

    $errors = Get-ErrorText
    [regex]::Replace($Text, '(?s)#### (?<kind>\w+)\n.*?(?=\n#)', {
            param($section)

            $kind = $section.Groups['kind'].Value
            [regex]::Replace($section.Value, '(?m)^    (?<label>Meaning|Remedy|\d{3}-\d{3}):.*\n(?: {15}.*\n?)*', {
                    param($match)

                    $label = $match.Groups['label'].Value
                    $value = switch ($label) {
                        'Meaning' { $errors[$kind].Substring(0, 1).ToUpperInvariant() + $errors[$kind].Substring(1) + '.' }
                        'Remedy' { $errors["$($kind)_Remedy"] }
                        default { $errors["$($kind)_$($label)_Remedy"] }
                    }

                    $lines = ConvertTo-Line -Text $value -Width 65
                    if ($value) { "    $("$($label):".PadRight(11))$($lines -join "`n               ")`n" } else { $match.Value }
                })
        })
}

function ConvertTo-Line {
    <# .SYNOPSIS Breaks a text into lines of a maximum width. #>
    param([string] $Text, [int] $Width)

    $line = ''
    foreach ($word in $Text -split ' ') {
        if ($line -and $line.Length + 1 + $word.Length -gt $Width) {
            $line
            $line = $word
        } else {
            $line = "$line $word".TrimStart()
        }
    }

    $line
}

function Get-DefaultValue {
    <# .SYNOPSIS Returns the value of a parameter that isn't specified: the value of its property in a new instance. #>
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
    <# .SYNOPSIS Removes what isn't true of this module: it has no aliases, and Windows PowerShell has no -ProgressAction. #>
    param([string] $Text)

    $Text = $Text -replace "`r`n", "`n" -replace '(?s)## ALIASES\n.*?(?=## DESCRIPTION)'
    $Text = $Text -replace '(?s)(### CommonParameters\n\n).*?(?=## INPUTS)', (
        "`$1This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable,`n" +
        "-OutBuffer, -OutVariable, -PipelineVariable, -Verbose, -WarningAction, and -WarningVariable. For more information, see`n" +
        "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).`n`n")
    ($Text -replace '\n{3,}', "`n`n").Trim() + "`n"
}

function ConvertTo-TidyMaml {
    <#
    .SYNOPSIS
    Improves the MAML of PlatyPS: separates code from text, adds defaults, shortens type names, and removes links to files.
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
        $paragraphs = @($description.SelectNodes('maml:para', $names) | ForEach-Object { $_.InnerText }) -join "`n`n"
        Set-MamlParagraph -Node $description -Text ($paragraphs -replace '<!-- /?common[^>]*-->\n?| <!-- own -->') -Namespace $maml
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
    <# .SYNOPSIS Fills a node with the paragraphs of a text, which are separated by empty lines. #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'In memory.')]
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
    <# .SYNOPSIS Returns the short name of a type: int for System.Nullable`1[System.Int32]. #>
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
