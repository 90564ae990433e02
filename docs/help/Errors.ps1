# Writes the messages and remedies of errors. Part of docs/Update-Help.ps1.

$docs = Split-Path -Path $PSScriptRoot

function Get-ErrorText {
    # Returns the messages of the errors by kind, and their remedies by kind, code, and "_Remedy".
    $text = @{}
    $source = Join-Path -Path $docs -ChildPath '../src'
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
    # Writes the message and the remedy of each error in the NOTES of a page. A single code can have its own remedy.
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
    # Writes the messages and the remedies in about_AgwErrors, within 80 columns.
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
    # Breaks a text into lines of a maximum width.
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
