# Compares the help of the built module with the code.
BeforeDiscovery {
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $cmdlets = (Import-PowerShellDataFile -Path "$root/AgentGateway.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name (Get-TestModule) -Scope Global
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters

    function Get-CommandParameter {
        <#
        .SYNOPSIS
        The parameters of a cmdlet, without the common parameters.
        #>
        param([System.Management.Automation.CommandInfo] $Command)

        # A hidden parameter only takes the object from the pipeline.
        $Command.Parameters.Values |
            Where-Object { $_.Name -notin $common -and -not $_.Attributes.Where({ $_ -is [parameter] -and $_.DontShow }) }
    }

    function Get-HelpText {
        <#
        .SYNOPSIS
        The text of a part of the help.
        #>
        param([object[]] $Part)

        (@($Part | ForEach-Object { $_.Text }) -join "`n").Trim()
    }

    function ConvertTo-HelpType {
        <#
        .SYNOPSIS
        A type as the help writes it.
        #>
        param([type] $Type)

        $plain = [System.Nullable]::GetUnderlyingType($Type)
        $plain = if ($plain) { $plain } else { $Type }
        $element = if ($plain.IsArray) { $plain.GetElementType() } else { $plain }
        $names = @{
            Object          = 'System.Object'
            IDictionary     = 'System.Collections.IDictionary'
            Int32           = 'int'
            Int64           = 'long'
            String          = 'string'
            Uri             = 'uri'
            TimeSpan        = 'timespan'
            DateTime        = 'datetime'
            IPAddress       = 'ipaddress'
            PSCredential    = 'pscredential'
            SwitchParameter = 'switch'
            SecureString    = 'securestring'
        }
        $name = if ($names.ContainsKey($element.Name)) { $names[$element.Name] } else { $element.Name }
        if ($plain.IsArray) { "$name[]" } else { $name }
    }

    function ConvertTo-OneLine {
        <#
        .SYNOPSIS
        Text without its line breaks.
        #>
        param([string] $Text)

        ($Text -replace '\s+', ' ').Trim()
    }
}

Describe 'The pages' {
    It 'exist for each cmdlet, and for nothing else' {
        $pages = (Get-ChildItem -Path "$root/docs/cmdlets" -File).Name

        $pages | Should -Be @((Get-Command -Module AgentGateway).Name | Sort-Object | ForEach-Object { "$_.md" })
    }

    It 'and the MAML match the code (docs/Update-Help.ps1 updates them)' -Tag PlatyPS {
        $script = "$root/docs/Update-Help.ps1"
        $output = (New-Item -Path TestDrive:/help -ItemType Directory -Force).FullName

        $null = & {
            . $script
            Update-ModuleHelp -OutputPagePath "$output/cmdlets" -OutputMamlPath "$output/maml" -OutputTopicPath "$output/about"
        }

        foreach ($file in Get-ChildItem -Path $output -Recurse -File) {
            $committed = [System.IO.File]::ReadAllText("$root/docs/$($file.Directory.Name)/$($file.Name)")
            [System.IO.File]::ReadAllText($file.FullName) | Should -BeExactly $committed -Because $file.Name
        }
    }

    It 'use every shared text, and no text that doesn''t exist' {
        $shared = (Get-ChildItem -Path "$root/docs/common" -Exclude README.md -File).BaseName
        $texts = Get-ChildItem -Path "$root/docs/cmdlets", "$root/docs/common" -Exclude README.md -File | Get-Content -Raw
        $used = [regex]::Matches("$texts", '<!-- common: ([\w-]+)').ForEach{ $_.Groups[1].Value } | Sort-Object -Unique

        $used | Should -Be @($shared | Sort-Object -Unique)
    }

    It 'are what Get-Help shows: the module contains the committed MAML' {
        $file = 'AgentGateway.PowerShell.dll-Help.xml'
        $laidOut = Join-Path -Path (Split-Path -Path (Get-TestModule)) -ChildPath "en-US/$file"

        [System.IO.File]::ReadAllText($laidOut) | Should -BeExactly ([System.IO.File]::ReadAllText("$root/docs/maml/$file"))
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command -Name $Name -Module AgentGateway
        $page = [System.IO.File]::ReadAllText("$root/docs/cmdlets/$Name.md")
        $help = Get-Help -Name $Name -Full
        $described = @{}
        foreach ($parameter in $help.parameters.parameter) {
            $described[$parameter.name] = $parameter
        }
    }

    It 'is a page that PlatyPS accepts' -Tag PlatyPS {
        Test-MarkdownCommandHelp -Path "$root/docs/cmdlets/$Name.md" | Should -BeTrue
    }

    It 'has no placeholders and no -ProgressAction' {
        $page | Should -Not -Match '\{\{'
        $page | Should -Not -Match 'ProgressAction'
        $help.Synopsis | Should -Match '^[A-Z].+\.$'
        $help.Synopsis | Should -Not -Match '\[|^Get-Help'
        (Get-HelpText -Part $help.description).Length | Should -BeGreaterThan 150
    }

    It 'has a link to its page' {
        $command.HelpUri | Should -Match "^https://github\.com/.*/docs/cmdlets/$Name\.md$"
        $page | Should -Match "(?m)^HelpUri: $([regex]::Escape($command.HelpUri))$"
        $help.relatedLinks.navigationLink.uri | Should -Contain $command.HelpUri
    }

    It 'has links to existing pages only' {
        $links = [regex]::Matches(($page -split '## RELATED LINKS')[1], '\]\((?<target>[^)]+)\)')

        $links.Count | Should -BeGreaterThan 0
        foreach ($link in $links) {
            Join-Path -Path "$root/docs/cmdlets" -ChildPath $link.Groups['target'].Value | Should -Exist
        }
    }

    It 'has at least two examples, each with code and a sentence' {
        $examples = @($help.examples.example)

        $examples.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $examples) {
            $example.code | Should -Not -BeNullOrEmpty
            Get-HelpText -Part $example.remarks | Should -Match '\.$'
        }
    }

    It 'describes exactly the parameters of the cmdlet' {
        @($described.Keys | Sort-Object) | Should -Be @((Get-CommandParameter -Command $command).Name | Sort-Object)
        foreach ($parameter in $described.Values) {
            (Get-HelpText -Part $parameter.description).Length | Should -BeGreaterThan 20 -Because "-$($parameter.name) has a meaning"
        }
    }

    It 'has the correct type, position, aliases and pipeline input of every parameter' {
        foreach ($parameter in Get-CommandParameter -Command $command) {
            $documented = $described[$parameter.Name]
            $sets = $parameter.ParameterSets.Values
            $position = @($sets.Position | ForEach-Object { if ($_ -eq [int]::MinValue) { 'Named' } else { "$_" } } | Select-Object -Unique)
            $pipeline = @(if ($sets.ValueFromPipeline -contains $true) { 'ByValue' }) + @(
                if ($sets.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' }
            )

            $documented.type.name | Should -Be (ConvertTo-HelpType -Type $parameter.ParameterType) -Because "-$($parameter.Name)"
            $documented.position | Should -BeIn $position -Because "-$($parameter.Name)"
            $documented.required | Should -Be ("$($sets.IsMandatory -notcontains $false)") -Because "-$($parameter.Name)"
            $documented.pipelineInput |
                Should -Be $(if ($pipeline) { "true ($($pipeline -join ', '))" } else { 'false' }) -Because "-$($parameter.Name)"
            $documented.aliases |
                Should -Be $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }) -Because "-$($parameter.Name)"
        }
    }

    It 'has the correct default of every parameter' {
        $instance = [System.Activator]::CreateInstance($command.ImplementingType)
        foreach ($parameter in Get-CommandParameter -Command $command | Where-Object { $command.ImplementingType.GetProperty($_.Name) }) {
            $value = $command.ImplementingType.GetProperty($parameter.Name).GetValue($instance)
            $isMandatory = $parameter.ParameterSets.Values.IsMandatory -notcontains $false
            $default = if ($parameter.SwitchParameter) { 'False' } elseif ($isMandatory -or "$value" -eq '') { 'None' } else { "$value" }

            $described[$parameter.Name].defaultValue | Should -Be $default -Because "-$($parameter.Name)"
        }
    }

    It 'contains the limits that the cmdlet checks' {
        foreach ($parameter in Get-CommandParameter -Command $command) {
            foreach ($range in $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateRangeAttribute] }) {
                $text = Get-HelpText -Part $described[$parameter.Name].description
                foreach ($limit in $range.MinRange, $range.MaxRange | Where-Object { $_ -notin [int]::MaxValue, [long]::MaxValue }) {
                    $text | Should -Match "\b$limit\b" -Because "-$($parameter.Name) lies between $($range.MinRange) and $($range.MaxRange)"
                }
            }
        }
    }

    It 'contains the interfaces that the cmdlet calls, with their events and codes' {
        $data = $command.ImplementingType.GetCustomAttributesData() | Where-Object { $_.AttributeType.Name -eq 'GatewayOperationAttribute' }
        $operations = @(if ($data) { $data.ConstructorArguments[0].Value.Value })
        $notes = ConvertTo-OneLine -Text ($page -split '## NOTES')[1]

        # Two interfaces can have one name.
        $described = @([AgentGateway.Catalogue]::All | Where-Object Name -In $operations)
        foreach ($operation in $described) {
            $request = "$($operation.Method) /agentgateway/resource/$($operation.Path) ($($operation.Source))"
            $events = if ($operation.Events) { $operation.Events -join ', ' } else { 'none' }
            $name = "Interface: $($operation.Name) (as in the gateway's logs), "
            $unknown = "Interface: $($operation.Name) (its name in the gateway's logs is not known), "
            $start = "($([regex]::Escape($name))|$([regex]::Escape($unknown)))"
            $notes | Should -Match "$start$([regex]::Escape("$request. Events: $events."))" -Because $operation.Name
            foreach ($code in $operation.RetCodes) {
                $notes | Should -Match ([regex]::Escape("$code $([AgentGateway.RetCodes]::Find($code).Meaning)"))
            }
        }

        ([regex]::Matches($notes, 'Interface: ')).Count | Should -Be $described.Count
    }

    It 'contains only existing errors, each with its remedy' {
        $messages = [xml](Get-Content -Path "$root/src/AgentGateway.Client/Errors/Messages.resx" -Raw)
        $pattern = '(?m)^- (?<id>[A-Z]\w+)(?: \((?<codes>[\d, -]+)\))?: (?<text>.*)$'
        foreach ($row in [regex]::Matches(($page -split '## NOTES')[1], $pattern)) {
            $id = $row.Groups['id'].Value
            [System.Enum]::GetNames([AgentGateway.FailureKind]) | Should -Contain $id
            $wordings = @(
                $messages.root.data |
                    Where-Object name -Match "^$id(_[A-Z][A-Za-z]+)?$" |
                    Where-Object name -NotLike '*_Remedy' |
                    ForEach-Object value
            )
            $row.Groups['text'].Value | Should -Match (@($wordings | ForEach-Object { [regex]::Escape($_) }) -join '|')
            foreach ($code in $row.Groups['codes'].Value -split ', ' | Where-Object { $_ }) {
                [AgentGateway.RetCodes]::Find($code).Kind | Should -Be $id
            }
        }
    }
}
