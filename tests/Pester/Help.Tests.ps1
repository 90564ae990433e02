# The help as people get it, from the laid-out module, against the code: what one says the other does.

BeforeDiscovery {
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $cmdlets = (Import-PowerShellDataFile -Path "$root/AgentGateway.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $topics = 'about_AgentGateway', 'about_AgwSessions', 'about_AgwErrors', 'about_AgwScheduledTasks', 'about_AgwScale' | ForEach-Object { @{ Topic = $_ } }
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name (Get-TestModule) -Scope Global
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters

    function Get-CommandParameter {
        <#
        .SYNOPSIS
        The parameters of a cmdlet that are its own.
        #>
        param([System.Management.Automation.CommandInfo] $Command)

        # A hidden parameter only takes the object from the pipeline.
        $Command.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.Attributes.Where({ $_ -is [parameter] -and $_.DontShow }) }
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
        $names = @{ Int32 = 'int'; Int64 = 'long'; String = 'string'; Uri = 'uri'; TimeSpan = 'timespan'; IPAddress = 'ipaddress'; PSCredential = 'pscredential'; SwitchParameter = 'switch'; SecureString = 'securestring' }
        $name = if ($names.ContainsKey($element.Name)) { $names[$element.Name] } else { $element.Name }
        if ($plain.IsArray) { "$name[]" } else { $name }
    }

    function Get-ErrorCategory {
        <#
        .SYNOPSIS
        The category that the module gives to an error.
        #>
        param([AgentGateway.FailureKind] $Kind, [string] $RetCode)

        $records = [AgentGateway.Commands.RemoveAgwConferenceCommand].Assembly.GetType('AgentGateway.ErrorRecords')
        $code = if ($RetCode) { [string]$RetCode } else { $null }
        $records.GetMethod('Category').Invoke($null, [object[]]($Kind, $code))
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
    It 'are one for each cmdlet, and no others' {
        $pages = (Get-ChildItem -Path "$root/docs/cmdlets" -File).Name

        $pages | Should -Be @((Get-Command -Module AgentGateway).Name | Sort-Object | ForEach-Object { "$_.md" })
    }

    It 'and the MAML are in step with the code (docs/Update-Help.ps1 brings them there)' -Tag PlatyPS {
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

    It 'use every shared text, and no other' {
        $shared = (Get-ChildItem -Path "$root/docs/common" -Exclude README.md -File).BaseName
        $texts = Get-ChildItem -Path "$root/docs/cmdlets", "$root/docs/common" -Exclude README.md -File | Get-Content -Raw
        $used = [regex]::Matches("$texts", '<!-- common: ([\w-]+)').ForEach{ $_.Groups[1].Value } | Sort-Object -Unique

        $used | Should -Be @($shared | Sort-Object -Unique)
    }

    It 'are what Get-Help shows: the laid-out module has the committed MAML' {
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

    It 'has words everywhere: no placeholders, no -ProgressAction' {
        $page | Should -Not -Match '\{\{'
        $page | Should -Not -Match 'ProgressAction'
        $help.Synopsis | Should -Match '^[A-Z].+\.$'
        $help.Synopsis | Should -Not -Match '\[|^Get-Help'
        (Get-HelpText -Part $help.description).Length | Should -BeGreaterThan 150
    }

    It 'leads to its page' {
        $command.HelpUri | Should -Match "^https://github\.com/.*/docs/cmdlets/$Name\.md$"
        $page | Should -Match "(?m)^HelpUri: $([regex]::Escape($command.HelpUri))$"
        $help.relatedLinks.navigationLink.uri | Should -Contain $command.HelpUri
    }

    It 'links to what there is' {
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

    It 'describes every parameter that there is, and no other' {
        @($described.Keys | Sort-Object) | Should -Be @((Get-CommandParameter -Command $command).Name | Sort-Object)
        foreach ($parameter in $described.Values) {
            (Get-HelpText -Part $parameter.description).Length | Should -BeGreaterThan 20 -Because "-$($parameter.name) has a meaning"
        }
    }

    It 'tells the type, the position, the aliases and the pipeline of every parameter as they are' {
        foreach ($parameter in Get-CommandParameter -Command $command) {
            $told = $described[$parameter.Name]
            $sets = $parameter.ParameterSets.Values
            $position = @($sets.Position | ForEach-Object { if ($_ -eq [int]::MinValue) { 'Named' } else { "$_" } } | Select-Object -Unique)
            $pipeline = @(if ($sets.ValueFromPipeline -contains $true) { 'ByValue' }) + @(if ($sets.ValueFromPipelineByPropertyName -contains $true) { 'ByPropertyName' })

            $told.type.name | Should -Be (ConvertTo-HelpType -Type $parameter.ParameterType) -Because "-$($parameter.Name)"
            $told.position | Should -BeIn $position -Because "-$($parameter.Name)"
            $told.required | Should -Be ("$($sets.IsMandatory -notcontains $false)") -Because "-$($parameter.Name)"
            $told.pipelineInput | Should -Be $(if ($pipeline) { "true ($($pipeline -join ', '))" } else { 'false' }) -Because "-$($parameter.Name)"
            $told.aliases | Should -Be $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }) -Because "-$($parameter.Name)"
        }
    }

    It 'tells the default of every parameter as it is' {
        $instance = [System.Activator]::CreateInstance($command.ImplementingType)
        foreach ($parameter in Get-CommandParameter -Command $command | Where-Object { $command.ImplementingType.GetProperty($_.Name) }) {
            $value = $command.ImplementingType.GetProperty($parameter.Name).GetValue($instance)
            $isMandatory = $parameter.ParameterSets.Values.IsMandatory -notcontains $false
            $default = if ($parameter.SwitchParameter) { 'False' } elseif ($isMandatory -or "$value" -eq '') { 'None' } else { "$value" }

            $described[$parameter.Name].defaultValue | Should -Be $default -Because "-$($parameter.Name)"
        }
    }

    It 'names the limits that are checked' {
        foreach ($parameter in Get-CommandParameter -Command $command) {
            foreach ($range in $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateRangeAttribute] }) {
                $text = Get-HelpText -Part $described[$parameter.Name].description
                foreach ($limit in $range.MinRange, $range.MaxRange | Where-Object { $_ -ne [int]::MaxValue }) {
                    $text | Should -Match "\b$limit\b" -Because "-$($parameter.Name) lies between $($range.MinRange) and $($range.MaxRange)"
                }
            }
        }
    }

    It 'names the interfaces it calls, with their events and codes' {
        $data = $command.ImplementingType.GetCustomAttributesData() | Where-Object { $_.AttributeType.Name -eq 'GatewayOperationAttribute' }
        $operations = @(if ($data) { $data.ConstructorArguments[0].Value.Value })
        $notes = ConvertTo-OneLine -Text ($page -split '## NOTES')[1]

        foreach ($operation in [AgentGateway.Catalogue]::All | Where-Object Name -In $operations) {
            $notes | Should -Match ([regex]::Escape("Interface: $($operation.Name) (as in the gateway's logs), $($operation.Method) /agentgateway/resource/$($operation.Path) ($($operation.Source)). Events: $(if ($operation.Events) { $operation.Events -join ', ' } else { 'none' }).")) -Because $operation.Name
            foreach ($code in $operation.RetCodes) {
                $notes | Should -Match ([regex]::Escape("$code $([AgentGateway.RetCodes]::Find($code).Meaning)"))
            }
        }

        ([regex]::Matches($notes, 'Interface: ')).Count | Should -Be $operations.Count
    }

    It 'names no error that does not exist, and gives each its remedy' {
        $messages = [xml](Get-Content -Path "$root/src/AgentGateway.Client/Errors/Messages.resx" -Raw)
        foreach ($row in [regex]::Matches(($page -split '## NOTES')[1], '(?m)^- (?<id>[A-Z]\w+)(?: \((?<codes>[\d, -]+)\))?: (?<text>.*)$')) {
            $id = $row.Groups['id'].Value
            [System.Enum]::GetNames([AgentGateway.FailureKind]) | Should -Contain $id
            $wordings = ($messages.root.data | Where-Object name -Match "^$id(_[A-Z][A-Za-z]+)?$" | Where-Object name -NotLike '*_Remedy').value
            $row.Groups['text'].Value | Should -Match (@($wordings | ForEach-Object { [regex]::Escape($_) }) -join '|')
            foreach ($code in $row.Groups['codes'].Value -split ', ' | Where-Object { $_ }) {
                [AgentGateway.RetCodes]::Find($code).Kind | Should -Be $id
            }
        }
    }
}

Describe 'The topics' {
    It 'are these, and no others' {
        (Get-ChildItem -Path "$root/docs/about" -File).BaseName | Sort-Object | Should -Be @('about_AgentGateway', 'about_AgwErrors', 'about_AgwScale', 'about_AgwScheduledTasks', 'about_AgwSessions')
    }

    It 'Get-Help finds <Topic>, as it was written' -ForEach $topics {
        $text = Get-Help -Name $Topic

        "$text".Trim() | Should -BeExactly ([System.IO.File]::ReadAllText("$root/docs/about/$Topic.md").Trim())
    }

    It '<Topic> reads well in a console of 80 columns, and has its summary where Get-Help looks for it' -ForEach $topics {
        $lines = [System.IO.File]::ReadAllLines("$root/docs/about/$Topic.md")

        $lines[0] | Should -BeExactly "# $Topic"
        $lines[2] | Should -BeExactly '## SHORT DESCRIPTION'
        $lines[4] | Should -Match '^[A-Z].*\.$'
        $lines | Where-Object { $_.Length -gt 80 } | Should -BeNullOrEmpty
        $lines | Where-Object { $_ -match '[^\x20-\x7e]' } | Should -BeNullOrEmpty -Because 'Windows PowerShell reads it in the code page of the machine'
    }

    It '<Topic> sees also what there is' -ForEach $topics {
        $text = [System.IO.File]::ReadAllText("$root/docs/about/$Topic.md")
        foreach ($name in [regex]::Matches(($text -split '## SEE ALSO')[1], '(?m)^- (\S+)$').ForEach{ $_.Groups[1].Value }) {
            "$root/docs/about/$name.md", "$root/docs/cmdlets/$name.md" | Where-Object { Test-Path -Path $_ } | Should -HaveCount 1 -Because $name
        }
    }
}

Describe 'about_AgwErrors' {
    BeforeDiscovery {
        $kinds = [regex]::Matches([System.IO.File]::ReadAllText("$PSScriptRoot/../../src/AgentGateway.Client/Errors/FailureKind.cs"), '(?m)^    (\w+),\r?$').ForEach{ @{ Id = $_.Groups[1].Value } }
    }

    BeforeAll {
        $topic = [System.IO.File]::ReadAllText("$root/docs/about/about_AgwErrors.md")
        $messages = @{}
        foreach ($entry in ([xml](Get-Content -Path "$root/src/AgentGateway.Client/Errors/Messages.resx" -Raw)).root.data) {
            $messages[$entry.name] = $entry.value
        }
        $remedies = @{}
        foreach ($entry in ([xml](Get-Content -Path "$root/src/AgentGateway.PowerShell/Text/Remedies.resx" -Raw)).root.data) {
            $remedies[$entry.name] = $entry.value
        }
    }

    It 'has a section for every id, and for nothing else' {
        $sections = [regex]::Matches($topic, '(?m)^#### (\w+)$').ForEach{ $_.Groups[1].Value }

        $sections | Sort-Object | Should -Be @([System.Enum]::GetNames([AgentGateway.FailureKind]) | Sort-Object)
    }

    It 'tells what <Id> means, its category, its codes and its remedies as the code has them' -ForEach $kinds {
        $section = ConvertTo-OneLine -Text ([regex]::Match($topic, "(?s)#### $Id\n(.*?)(?=\n#)").Groups[1].Value)
        $codes = @([AgentGateway.RetCodes]::Known | Where-Object Kind -EQ $Id)
        $plain = Get-ErrorCategory -Kind $Id
        $coded = @($codes | ForEach-Object { Get-ErrorCategory -Kind $Id -RetCode $_.Code } | Select-Object -Unique)
        $category = if ($coded -and "$coded" -ne "$plain") { "$plain; with a code $coded" } else { "$plain" }

        $meaning = $messages[$Id]
        $section | Should -BeLike "Meaning: $($meaning.Substring(0, 1).ToUpperInvariant())$($meaning.Substring(1)). Category: $category From: *"
        if ($codes) {
            $section | Should -BeLike "* Codes: $($codes.Code -join ', ') Remedy: *"
        } else {
            $section | Should -Not -BeLike '* Codes: *'
        }

        $section | Should -BeLike "* Remedy: $($remedies[$Id])*"
        foreach ($name in $remedies.Keys | Where-Object { $_ -match "^$($Id)_(?<code>\d{3}-\d{3})$" }) {
            $null = $name -match '\d{3}-\d{3}'
            $section | Should -BeLike "* $($Matches[0]): $($remedies[$name])*"
        }
    }
}
