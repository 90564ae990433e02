# Signing the module: which files, with which certificate, and that nothing but signatures changes. A signature that Windows accepts needs
# Windows and a trusted certificate: .ci/test-signing.ps1.
BeforeDiscovery {
    $isOld = $PSVersionTable.PSVersion -lt [version]'7.4'
}

BeforeAll {
    Import-Module -Name "$PSScriptRoot/CodeSigning.psm1"
    $root = (Resolve-Path -LiteralPath "$PSScriptRoot/../..").Path
    $layout = "$root/out/AgentGateway"
    $password = [System.Net.NetworkCredential]::new('', 'secret').SecurePassword

    function Write-CertificateFile([string] $Name, [hashtable] $Option = @{}) {
        $path = "$((Get-Item -Path TestDrive:/).FullName)/$Name"
        [System.IO.File]::WriteAllBytes($path, (Get-TestSigningCertificate @Option))
        $path
    }

    function Get-LayoutHash([string] $Path) {
        Get-ChildItem -LiteralPath $Path -Recurse -File | Sort-Object -Property FullName |
            ForEach-Object { "$($_.FullName) $((Get-FileHash -LiteralPath $_.FullName).Hash)" }
    }

    function Get-RelativeName([string] $Path) {
        & "$root/packaging/Get-SignableFile.ps1" -ModulePath $Path |
            ForEach-Object { $_.FullName.Substring((Resolve-Path -LiteralPath $Path).Path.Length + 1).Replace('\', '/') }
    }

    # Each test changes a module of its own.
    function Copy-Layout([string] $Name) {
        $folder = New-Item -Path "TestDrive:/$Name" -ItemType Directory
        Copy-Item -Path $layout -Destination $folder.FullName -Recurse
        "$($folder.FullName)/AgentGateway"
    }

    function Invoke-Build([string[]] $Argument) {
        $command = & "$root/tools/Get-PowerShellCommand.ps1"
        $output = & $command.FilePath @($command.ArgumentList) -NoProfile -NonInteractive -File "$root/build.ps1" @Argument 2>&1
        @{ Lines = @($output | ForEach-Object { "$_" }); ExitCode = $LASTEXITCODE }
    }
}

Describe 'The files that are signed' -Skip:$isOld {
    It 'are our assemblies, scripts, manifests, and views' {
        Get-RelativeName -Path $layout | Sort-Object -CaseSensitive | Should -Be @(
            'AgentGateway.Format.ps1xml'
            'AgentGateway.psd1'
            'AgentGateway.psm1'
            'AgentGateway.Types.ps1xml'
            'bin/net472/AgentGateway.Client.dll'
            'bin/net472/AgentGateway.PowerShell.dll'
            'bin/net8.0/AgentGateway.Client.dll'
            'bin/net8.0/AgentGateway.PowerShell.dll'
            'scripts/cleanup.ps1'
            'scripts/CleanupReport.psm1'
            'scripts/Rehearsal.psm1'
        )
    }

    It 'are not the assemblies of others, each of which has the signature of its publisher' {
        $others = Get-ChildItem -Path $layout -Filter *.dll -Recurse | Where-Object Name -NotLike 'AgentGateway.*'

        $others | Should -Not -BeNullOrEmpty
        foreach ($file in $others) {
            $stream = $file.OpenRead()
            $reader = [System.Reflection.PortableExecutable.PEReader]::new($stream)
            try { $reader.PEHeaders.PEHeader.CertificateTableDirectory.Size | Should -BeGreaterThan 0 -Because $file.Name }
            finally { $reader.Dispose() }
        }
    }

    It 'are ASCII, because without a byte order mark, Windows reads other characters in the code page of each machine' {
        foreach ($name in Get-RelativeName -Path $layout | Where-Object { $_ -notlike '*.dll' }) {
            [System.IO.File]::ReadAllText("$layout/$name") | Should -Not -Match '[^\x00-\x7F]' -Because $name
        }
    }
}

Describe 'The certificate' -Skip:$isOld {
    BeforeAll {
        $good = Write-CertificateFile -Name good.pfx
        $folder = Split-Path -Path $good
        $null = Write-CertificateFile -Name server.pfx -Option @{ Purpose = '1.3.6.1.5.5.7.3.1' }
        $null = Write-CertificateFile -Name old.pfx -Option @{ DaysValid = -1 }
        $certificate = Get-PfxCertificate -FilePath $good -Password $password
        [System.IO.File]::WriteAllBytes("$folder/public.cer", $certificate.RawData)
    }

    It 'can be in a file' {
        $found = & "$root/packaging/Get-SigningCertificate.ps1" -CertificatePath $good -CertificatePassword $password

        $found.Thumbprint | Should -Be $certificate.Thumbprint
    }

    It 'is refused with the reason: <because>' -ForEach @(
        @{ file = 'server.pfx'; because = 'is not for code signing' }
        @{ file = 'old.pfx'; because = 'is valid from * to *' }
        @{ file = 'public.cer'; because = 'has no private key' }
        @{ file = 'missing.pfx'; because = 'There is no file *missing.pfx' }
    ) {
        { & "$root/packaging/Get-SigningCertificate.ps1" -CertificatePath "$folder/$file" -CertificatePassword $password } |
            Should -Throw -ExpectedMessage "*$because*"
    }

    It 'is refused with the reason: the password is wrong' {
        { & "$root/packaging/Get-SigningCertificate.ps1" -CertificatePath $good } |
            Should -Throw -ExpectedMessage '*the password is wrong*'
    }

    It 'is refused with the reason: it is not in the store' {
        { & "$root/packaging/Get-SigningCertificate.ps1" -CertificateThumbprint $certificate.Thumbprint } |
            Should -Throw -ExpectedMessage "*$($certificate.Thumbprint) is not in the store*"
    }
}

Describe 'Signing' -Skip:$isOld {
    It 'says in one line that it needs Windows, and changes nothing' -Skip:$IsWindows {
        $before = Get-LayoutHash -Path $layout

        $run = Invoke-Build -Argument 'Sign', '-CertificateThumbprint', 'ABCD'

        $run.ExitCode | Should -Be 1
        $run.Lines | Should -HaveCount 1
        $run.Lines | Should -BeLike 'The module can be signed on Windows only: *'
        Get-LayoutHash -Path $layout | Should -Be $before
    }

    It 'says in one line that it needs a certificate' -Tag NoWine {
        $run = Invoke-Build -Argument 'Sign'

        $run.ExitCode | Should -Be 1
        $run.Lines | Should -Be 'The task Sign needs -CertificateThumbprint or -CertificatePath, but not both.'
    }

    # Windows doesn't trust the certificate, and Wine has no signing.
    It 'leaves the module as it was if a signature is not valid' -Skip:(-not $IsWindows) {
        $module = Copy-Layout -Name untrusted
        $before = Get-LayoutHash -Path "$module/.."
        $file = Write-CertificateFile -Name untrusted.pfx
        $options = @{ ModulePath = $module; CertificatePath = $file; CertificatePassword = $password; WarningAction = 'Ignore' }

        { & "$root/packaging/Set-ModuleSignature.ps1" @options } | Should -Throw -ExpectedMessage '*AgentGateway.Format.ps1xml*'

        Get-LayoutHash -Path "$module/.." | Should -Be $before
    }

    It 'refuses a timestamp server that Set-AuthenticodeSignature cannot use' -Skip:(-not $IsWindows) {
        $options = @{ ModulePath = $layout; CertificateThumbprint = 'ABCD'; TimestampServer = 'https://timestamp.example.com' }

        { & "$root/packaging/Set-ModuleSignature.ps1" @options } | Should -Throw -ExpectedMessage '*must begin with http://*'
    }
}

Describe 'A signed module' -Skip:$isOld {
    BeforeEach {
        $module = Copy-Layout -Name ([System.Guid]::NewGuid())
        & "$root/packaging/Get-SignableFile.ps1" -ModulePath $module | ForEach-Object { Add-TestSignature -Path $_.FullName }
        [System.IO.File]::WriteAllText("$module/AgentGateway.cat", 'catalog')
    }

    It 'is the tested module if only signatures were added' {
        & "$root/packaging/Compare-SignedModule.ps1" -ModulePath $module -TestedPath $layout
    }

    It 'is the tested module if the signatures are real' -Tag Osslsigncode {
        $file = Write-CertificateFile -Name real.pfx
        foreach ($name in Get-RelativeName -Path $module) {
            Remove-Item -LiteralPath "$module/$name"
            $output = & osslsigncode sign -pkcs12 $file -pass secret -h sha256 -in "$layout/$name" -out "$module/$name" 2>&1
            $LASTEXITCODE | Should -Be 0 -Because "$output"
        }

        & "$root/packaging/Compare-SignedModule.ps1" -ModulePath $module -TestedPath $layout
    }

    It 'is not the tested module if <what>' -ForEach @(
        @{ what = 'a script differs'; problem = 'scripts/cleanup.ps1 has changed'; change = {
                $text = [System.IO.File]::ReadAllText("$module/scripts/cleanup.ps1")
                [System.IO.File]::WriteAllText("$module/scripts/cleanup.ps1", "exit`n$text")
            }
        }
        @{ what = 'a command is in the signature'; problem = 'AgentGateway.psm1 has no signature, AgentGateway.psm1 has changed'; change = {
                $text = [System.IO.File]::ReadAllText("$module/AgentGateway.psm1").Replace('# U2lnbmF0dXJl', "# U2lnbmF0dXJl`r`nexit")
                [System.IO.File]::WriteAllText("$module/AgentGateway.psm1", $text)
            }
        }
        @{ what = 'a command follows the signature'; problem = 'AgentGateway.psm1 has no signature'; change = {
                [System.IO.File]::AppendAllText("$module/AgentGateway.psm1", 'exit')
            }
        }
        @{ what = 'an assembly differs'; problem = 'bin/net8.0/AgentGateway.Client.dll has changed'; change = {
                $bytes = [System.IO.File]::ReadAllBytes("$module/bin/net8.0/AgentGateway.Client.dll")
                $bytes[2000] = $bytes[2000] -bxor 1
                [System.IO.File]::WriteAllBytes("$module/bin/net8.0/AgentGateway.Client.dll", $bytes)
            }
        }
        @{ what = 'an assembly goes on after its signature'; problem = 'AgentGateway.Client.dll contains something after'; change = {
                [System.IO.File]::AppendAllText("$module/bin/net472/AgentGateway.Client.dll", 'more')
            }
        }
        @{ what = 'the assembly of another publisher differs'; problem = 'bin/net472/System.Text.Json.dll has changed'; change = {
                Add-TestSignature -Path "$module/bin/net472/System.Text.Json.dll"
            }
        }
        @{ what = 'the help differs'; problem = 'en-US/about_AgwScale.help.txt has changed'; change = {
                [System.IO.File]::AppendAllText("$module/en-US/about_AgwScale.help.txt", 'more')
            }
        }
        @{ what = 'a file is not signed'; problem = 'AgentGateway.psd1 has no signature'; change = {
                Copy-Item -LiteralPath "$layout/AgentGateway.psd1" -Destination "$module/AgentGateway.psd1"
            }
        }
        @{ what = 'a file is new'; problem = ".extra.txt wasn't tested"; change = {
                [System.IO.File]::WriteAllText("$module/.extra.txt", 'x')
            }
        }
        @{ what = 'a file is missing'; problem = 'LICENSE is missing'; change = { Remove-Item -LiteralPath "$module/LICENSE" } }
        @{ what = 'it has no catalog'; problem = 'AgentGateway.cat is missing'; change = {
                Remove-Item -LiteralPath "$module/AgentGateway.cat"
            }
        }
    ) {
        & $change

        { & "$root/packaging/Compare-SignedModule.ps1" -ModulePath $module -TestedPath $layout } |
            Should -Throw -ExpectedMessage "*$problem*"
    }

    It 'is packaged with its catalog and its signatures' -Tag NoWine {
        $package = & "$root/packaging/New-Package.ps1" -ModulePath $module -Destination "$module/../package" |
            Where-Object Extension -EQ '.zip'
        Expand-Archive -LiteralPath $package.FullName -DestinationPath "$module/../unpacked"

        & "$root/packaging/Compare-SignedModule.ps1" -ModulePath "$module/../unpacked/AgentGateway" -TestedPath $layout
    }
}
