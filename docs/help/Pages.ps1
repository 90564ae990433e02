# Reads a page, and updates its facts and shared texts. Part of docs/Update-Help.ps1.

$docs = Split-Path -Path $PSScriptRoot

function Get-UpdatedPage {
    # Returns a page as an object: descriptions from the page, shared texts from docs/common, facts from the code.
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
    # Returns the values that a shared text uses if its marker has no attribute of that name.
    param([System.Management.Automation.CmdletInfo] $Command)

    @{ cmdlet = $Command.Name; target = 'agent'; participant = 'itself' }
}

function Get-SharedBlock {
    # Returns the block with the shared text of a parameter, or nothing if there is no such text.
    param([System.Management.Automation.CmdletInfo] $Command, [string] $Name)

    if ($Name -eq 'Confirm') {
        $Name = "Confirm-$([System.Management.Automation.CommandMetadata]::new($Command).ConfirmImpact)"
    }

    if (Test-Path -Path (Join-Path -Path $docs -ChildPath "common/$Name.md")) {
        Expand-SharedText -Text "<!-- common: $Name -->`n<!-- /common -->" -Value (Get-SharedDefault -Command $Command)
    }
}

function Expand-SharedText {
    # Writes the texts of docs/common between their markers (docs/common/README.md).
    param([string] $Text, [hashtable] $Value, [switch] $RemoveMarker)

    $pattern = '(?s)(?<open><!-- common: (?<name>[\w-]+)(?<attributes>(?: \w+="[^"]*")*) -->\n).*?(?<close><!-- /common -->)'
    [regex]::Replace($Text, $pattern, {
            param($match)

            $values = $Value.Clone()
            foreach ($attribute in [regex]::Matches($match.Groups['attributes'].Value, '(\w+)="([^"]*)"')) {
                $values[$attribute.Groups[1].Value] = $attribute.Groups[2].Value
            }

            $file = Join-Path -Path $docs -ChildPath "common/$($match.Groups['name'].Value).md"
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

function Get-DefaultValue {
    # Returns the value of a parameter that isn't specified: the value of its property in a new instance.
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
    # Removes what isn't true of this module: it has no aliases, and Windows PowerShell has no -ProgressAction.
    param([string] $Text)

    $Text = $Text -replace "`r`n", "`n" -replace '(?s)## ALIASES\n.*?(?=## DESCRIPTION)'
    $Text = $Text -replace '(?s)(### CommonParameters\n\n).*?(?=## INPUTS)', (
        "`$1This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable,`n" +
        "-OutBuffer, -OutVariable, -PipelineVariable, -Verbose, -WarningAction, and -WarningVariable. For more information, see`n" +
        "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).`n`n")
    ($Text -replace '\n{3,}', "`n`n").Trim() + "`n"
}

function ConvertTo-ShortType {
    # Returns the short name of a type: int for System.Nullable`1[System.Int32].
    param([string] $Name)

    $Name = $Name -replace '^System\.Nullable`1\[(.*)\]$', '$1'
    $isArray = $Name.EndsWith('[]')
    $short = switch ($Name -replace '\[\]$') {
        'System.Int32' { 'int' }
        'System.Int64' { 'long' }
        'System.String' { 'string' }
        'System.Uri' { 'uri' }
        'System.TimeSpan' { 'timespan' }
        'System.DateTime' { 'datetime' }
        'System.Net.IPAddress' { 'ipaddress' }
        'System.Management.Automation.PSCredential' { 'pscredential' }
        'System.Management.Automation.SwitchParameter' { 'switch' }
        'System.Security.SecureString' { 'securestring' }
        default { $_ -replace '^(AgentGateway|System\.Security\.Cryptography\.X509Certificates)\.' }
    }

    if ($isArray) { "$short[]" } else { $short }
}
