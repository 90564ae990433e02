# Corrects the MAML of PlatyPS. Part of docs/Update-Help.ps1.

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
    # Fills a node with the paragraphs of a text, which are separated by empty lines.
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
