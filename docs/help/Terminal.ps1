# Draws text with ANSI colors as a terminal in SVG.

$script:Colors = @{
    30 = '#666666'; 31 = '#f14c4c'; 32 = '#23d18b'; 33 = '#f5f543'; 34 = '#3b8eea'; 35 = '#d670d6'; 36 = '#29b8db'; 37 = '#e5e5e5'
    90 = '#888888'; 91 = '#f14c4c'; 92 = '#23d18b'; 93 = '#f5f543'; 94 = '#3b8eea'; 95 = '#d670d6'; 96 = '#29b8db'; 97 = '#ffffff'
}

function Get-TokenColor {
    <#
    .SYNOPSIS
    The ANSI color that PSReadLine gives a token by default.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param([System.Management.Automation.Language.Token] $Token)

    switch ($Token.Kind) {
        { "$($Token.TokenFlags)" -match 'CommandName' } { return 93 }
        'Variable' { return 92 }
        'SplattedVariable' { return 92 }
        'Parameter' { return 90 }
        'Number' { return 97 }
        { "$_" -like 'String*' } { return 36 }
        default { return 37 }
    }
}

function Format-Command {
    <#
    .SYNOPSIS
    Colors a command like the prompt does.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([string] $Command, [string] $Prompt = 'PS> ')

    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Command, [ref] $tokens, [ref] $null)
    $colors = [int[]]::new($Command.Length)
    foreach ($token in $tokens) {
        $color = Get-TokenColor -Token $token
        for ($index = $token.Extent.StartOffset; $index -lt $token.Extent.EndOffset; $index++) { $colors[$index] = $color }
    }

    $line = [System.Text.StringBuilder]::new($Prompt)
    for ($index = 0; $index -lt $Command.Length; $index++) {
        if ($index -eq 0 -or $colors[$index] -ne $colors[$index - 1]) { $null = $line.Append("$([char]27)[$($colors[$index])m") }
        $null = $line.Append($Command[$index])
    }

    $line.ToString()
}

function ConvertTo-TextSpan {
    <#
    .SYNOPSIS
    Splits a line with ANSI codes into pieces of text, each with its row, its column, its color, and whether it is bold. A line that is
    longer than the terminal is wide continues in the next row.
    #>
    [CmdletBinding()]
    param([string] $Line, [int] $Width)

    $column = 0
    $row = 0
    $color = $null
    $isBold = $false
    foreach ($part in [regex]::Split($Line, '(\x1b\[[\d;]*m)')) {
        if ($part -match '^\x1b\[([\d;]*)m$') {
            foreach ($code in [int[]]($Matches[1] -split ';' -ne '')) {
                switch ($code) {
                    0 { $color = $null; $isBold = $false }
                    1 { $isBold = $true }
                    default { if ($script:Colors.ContainsKey($code)) { $color = $script:Colors[$code] } }
                }
            }
        }

        while ($part -and $part[0] -ne [char]27) {
            if ($column -eq $Width) {
                $row++
                $column = 0
            }

            $text = $part.Substring(0, [math]::Min($part.Length, $Width - $column))
            [pscustomobject]@{ Text = $text; Row = $row; Column = $column; Color = $color; IsBold = $isBold }
            $column += $text.Length
            $part = $part.Substring($text.Length)
        }
    }
}

function ConvertTo-Svg {
    <#
    .SYNOPSIS
    Draws lines with ANSI codes as a terminal. -Step contains the indexes of the lines that appear after a delay, with those that follow.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param([AllowEmptyString()][string[]] $Line, [int] $Width, [string] $Title, [int[]] $Step)

    $culture = [cultureinfo]::InvariantCulture
    $right = [int][math]::Ceiling(28 + ($Width * 8.43))
    # A long line has several rows.
    $stepRows = [System.Collections.Generic.HashSet[int]]::new()
    $rows = [System.Collections.Generic.List[object]]::new()
    for ($index = 0; $index -lt $Line.Count; $index++) {
        if ($index -in $Step) { $null = $stepRows.Add($rows.Count) }
        $spans = @(ConvertTo-TextSpan -Line $Line[$index] -Width $Width | Group-Object -Property Row)
        if ($spans) { $spans | ForEach-Object { $rows.Add($_.Group) } } else { $rows.Add(@()) }
    }

    $bottom = 52 + (18 * $rows.Count)
    $name = [System.Security.SecurityElement]::Escape($Title)
    $font = 'Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace'
    $svg = [System.Text.StringBuilder]::new()
    $size = "viewBox=`"0 0 $right $bottom`" width=`"$right`" height=`"$bottom`""
    $null = $svg.Append("<svg xmlns=`"http://www.w3.org/2000/svg`" $size role=`"img`" aria-label=`"$name`">`n")
    $null = $svg.Append("  <rect width=`"$right`" height=`"$bottom`" rx=`"8`" fill=`"#1e1e1e`"/>`n  ")
    $null = $svg.Append('<circle cx="20" cy="17" r="6" fill="#ff5f57"/><circle cx="40" cy="17" r="6" fill="#febc2e"/>')
    $null = $svg.Append("<circle cx=`"60`" cy=`"17`" r=`"6`" fill=`"#28c840`"/>`n")
    $null = $svg.Append("  <g font-family=`"$font`" font-size=`"14`" fill=`"#cccccc`">`n")
    if ($Step) {
        # A reader who doesn't want motion sees everything at once.
        $null = $svg.Append('  <style>@media (prefers-reduced-motion: no-preference) { .step { animation: appear 0.2s both } }')
        $null = $svg.Append(" @keyframes appear { from { opacity: 0 } to { opacity: 1 } }</style>`n")
    }

    $y = 52
    $number = 0
    $open = 0
    foreach ($spans in $rows) {
        if ($stepRows.Contains($number)) {
            if ($open) { $null = $svg.Append("  </g>`n") }
            $open++
            $null = $svg.Append("  <g class=`"step`" style=`"animation-delay: $($open * 3)s`">`n")
        }

        $number++
        $null = $svg.Append("  <text y=`"$y`" xml:space=`"preserve`">")
        foreach ($span in $spans) {
            $x = (14 + ($span.Column * 8.43)).ToString('0.0', $culture)
            # The length keeps the columns in line in any font.
            $length = ($span.Text.Length * 8.43).ToString('0.0', $culture)
            $fill = if ($span.Color) { " fill=`"$($span.Color)`"" }
            $weight = if ($span.IsBold) { ' font-weight="bold"' }
            $content = [System.Security.SecurityElement]::Escape($span.Text)
            $null = $svg.Append("<tspan x=`"$x`" textLength=`"$length`"$fill$weight>$content</tspan>")
        }

        $null = $svg.Append("</text>`n")
        $y += 18
    }

    if ($open) { $null = $svg.Append("  </g>`n") }
    $null = $svg.Append("  </g>`n</svg>`n")
    $svg.ToString()
}
