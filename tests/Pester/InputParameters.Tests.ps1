# The properties of an input that PowerShell binds to parameters. PowerShell ignores a property that it can't convert or whose parameter is
# on the command line, rounds a fraction, and takes one of two names. In each of these cases, the input has an error, and nothing is sent.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $root = Join-Path ([System.IO.Path]::GetTempPath()) "agw-input-$PID"
    $folder = (New-Item -ItemType Directory -Path $root -Force).FullName
    $session = Connect-TestAgent
    $agent = $session.AgentId
    $gateway = Get-TestGateway
    $connection = @{
        Uri = $gateway.Address; CACertificate = $gateway.Certificate; NoProxy = $true; Credential = Get-TestCredential; NoDefault = $true
    }

    # Requires one error about the agent, and no request of the operations.
    function Assert-OneProblem([string[]] $Operation, [string] $Match, [object] $Target = $agent) {
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problems[0].TargetObject | Should -Be $Target
        $problems[0].Exception.Message | Should -Match $Match
        foreach ($name in $Operation) { Get-TestRequest -AgentId $Target -Operation $name | Should -BeNullOrEmpty }
    }

    # A recording in an event with this location, as JSON.
    function Get-RecordEvent([string] $FileName = 'Y:/1/0/1/event.V3', [object] $LocationId = 256) {
        $own = Connect-TestAgent
        Add-TestEvent -AgentId $own.AgentId -EventType AgentMediaEvent_Record -Content @{ fileName = $FileName; locationId = $LocationId }
        Wait-AgwEvent -AgentId $own.AgentId -EventType AgentMediaEvent_Record -TimeoutSeconds 20
    }
}

AfterAll {
    Disconnect-TestAgent
    Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
}

Describe 'A property that can not be read' {
    It 'is an error of Save-AgwRecording: LocationId <Value>' -ForEach @(
        @{ Value = '25G' }, @{ Value = '99999999999' }, @{ Value = '1.5' }, @{ Value = '2.5' }, @{ Value = 1.5 }, @{ Value = '1e2' }
        @{ Value = 99999999999 }
    ) {
        [pscustomobject]@{ AgentId = $agent; RecordId = 'Y:/1/0/1/a.V3'; LocationId = $Value } |
            Save-AgwRecording -Path $folder @collectErrors

        Assert-OneProblem -Operation downloadRecordFile -Match 'LocationId of the input'
    }

    It 'is an error of Start-AgwPlayback: <Name> <Value>' -ForEach @(
        @{ Name = 'CallCenterId'; Value = 'zz' }
        @{ Name = 'CallCenterId'; Value = 1.5 }
        @{ Name = 'LocationId'; Value = 'abc' }
        @{ Name = 'LocationId'; Value = '1.5' }
        @{ Name = 'VoicePath'; Value = [datetime]::Today }
    ) {
        $row = @{ AgentId = $agent; VoicePath = 'Y:/1/0/1/a.V3' }
        $row[$Name] = $Value

        [pscustomobject]$row | Start-AgwPlayback -Confirm:$false @collectErrors

        Assert-OneProblem -Operation beginPlay, beginNetPlay -Match "$Name of the input"
    }

    It 'is an error of Connect-AgwSession: <Name> <Value>' -ForEach @(
        @{ Name = 'InitialState'; Value = 'Bussy' }
        @{ Name = 'AgentType'; Value = 'zz' }
        @{ Name = 'AgentType'; Value = 3.5 }
        @{ Name = 'PhoneNumber'; Value = [datetime]::Today }
    ) {
        $other = Get-TestAgent

        [pscustomobject]@{ AgentId = $other; $Name = $Value } | Connect-AgwSession @connection @collectErrors

        Assert-OneProblem -Operation login -Match "$Name of the input" -Target $other
    }

    # Under Wine, the conversion of such a text never returns.
    It 'is an error of Connect-AgwSession: an IP address that is none' -Tag NoWine {
        $other = Get-TestAgent

        [pscustomobject]@{ AgentId = $other; IPAddress = 'abc' } | Connect-AgwSession @connection @collectErrors

        Assert-OneProblem -Operation login -Match 'IPAddress of the input' -Target $other
    }

    It 'is an error of Add-AgwParticipant: <Name> <Value>' -ForEach @(
        @{ Name = 'DeviceType'; Value = 'zz' }
        @{ Name = 'DeviceType'; Value = 1.5 }
        @{ Name = 'DeviceCallType'; Value = '0x1' }
    ) {
        [pscustomobject]@{ AgentId = $agent; Address = '881'; $Name = $Value } | Add-AgwParticipant -Confirm:$false @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problems[0].TargetObject | Should -Be '881'
        Get-TestRequest -AgentId $agent -Operation batchAddParticipant | Should -BeNullOrEmpty
    }

    It 'is an error of the cmdlets for registered gateways: <Name>' -ForEach @(
        @{ Name = 'no number'; Row = @{ Uri = 'https://h:1'; InspectorId = 'zz' }; Script = { Register-AgwGateway -WhatIf } }
        @{ Name = 'a fraction'; Row = @{ Uri = 'https://h:1'; InspectorId = 900.5 }; Script = { Register-AgwGateway -WhatIf } }
        @{ Name = 'no scope'; Row = @{ Scope = 'zz' }; Script = { Unregister-AgwGateway -WhatIf } }
        @{ Name = 'no scope in a query'; Row = @{ Scope = 'zz' }; Script = { Get-AgwGateway } }
    ) {
        $ErrorActionPreference = 'Continue'
        $command = [scriptblock]::Create("`$input | $Script")
        $output = @([pscustomobject]($Row + @{ Name = 'a' }) | & $command 2>&1)

        $output.Count | Should -Be 1
        $output[0].FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'of an event is an error, of its content and its copies, too: <LocationId>' -ForEach @(
        @{ LocationId = 'abc' }, @{ LocationId = 99999999999 }, @{ LocationId = '1.5' }
    ) {
        $received = Get-RecordEvent -LocationId $LocationId
        $json = "{`"AgentId`":$agent,`"EventType`":`"AgentMediaEvent_Record`"," +
        "`"Content`":{`"FileName`":`"Y:/a.V3`",`"LocationId`":`"$LocationId`"}}" | ConvertFrom-Json

        $received | Save-AgwRecording -Path $folder @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match 'location' -Target $received.AgentId
        $received.Content | Save-AgwRecording -AgentId $received.AgentId -Path $folder @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match 'LocationId' -Target $received.AgentId
        $received.Content | Start-AgwPlayback -AgentId $received.AgentId -Confirm:$false @collectErrors
        Assert-OneProblem -Operation beginPlay -Match 'LocationId' -Target $received.AgentId
        $json | Save-AgwRecording -Path $folder @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match 'location'
    }
}

Describe 'A property and a parameter on the command line' {
    It 'can not specify different recordings: <Name>' -ForEach @(
        @{ Name = 'a path'; Row = @{ RecordId = 'Y:/A.V3' }; Parameter = @{ RecordId = 'Y:/B.V3' } }
        @{ Name = 'the other name of a path'; Row = @{ FileName = 'Y:/A.V3' }; Parameter = @{ RecordId = 'Y:/B.V3' } }
        @{ Name = 'a location'; Row = @{ RecordId = 'Y:/A.V3'; LocationId = 1 }; Parameter = @{ LocationId = 2 } }
        @{ Name = 'two names of a path'; Row = @{ RecordId = 'Y:/A.V3'; FileName = 'Y:/B.V3' }; Parameter = @{} }
        @{ Name = 'a location that can not be read'; Row = @{ RecordId = 'Y:/A.V3'; LocationId = 'x' }; Parameter = @{ LocationId = 2 } }
    ) {
        [pscustomobject](@{ AgentId = $agent } + $Row) | Save-AgwRecording -Path $folder @Parameter @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match '.'

        [pscustomobject]$Row | Save-AgwRecording -AgentId $agent -Path $folder @Parameter @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match '.'

        (@{ AgentId = $agent } + $Row) | Save-AgwRecording -Path $folder @Parameter @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match '.'
    }

    It 'can not specify different recordings: a saved recording, and the content of an event' {
        $own = Connect-TestAgent
        $saved = Save-AgwRecording -Session $own -RecordId 'Y:/1/0/1/saved.V3' -Path $folder
        $received = Get-RecordEvent -FileName 'Y:/1/0/1/content.V3'

        $saved | Save-AgwRecording -RecordId 'Y:/1/0/1/other.V3' -Path $folder @collectErrors
        $problems.Exception.Message | Should -Match 'saved.V3.*other.V3'
        $received.Content | Save-AgwRecording -AgentId $received.AgentId -RecordId 'Y:/1/0/1/other.V3' -Path $folder @collectErrors
        Assert-OneProblem -Operation downloadRecordFile -Match 'content.V3.*other.V3' -Target $received.AgentId
        @(Get-TestRequest -AgentId $own.AgentId -Operation downloadRecordFile).Count | Should -Be 1
    }

    It 'can not specify different playbacks: <Name>' -ForEach @(
        @{ Name = 'a path'; Row = @{ VoicePath = 'Y:/A.V3' }; Parameter = @{ VoicePath = 'Y:/B.V3' } }
        @{ Name = 'a call center'; Row = @{ VoicePath = 'Y:/A.V3'; CallCenterId = 1 }; Parameter = @{ CallCenterId = 2 } }
        @{ Name = 'two names of a path'; Row = @{ VoicePath = 'Y:/A.V3'; FileName = 'Y:/B.V3' }; Parameter = @{} }
    ) {
        [pscustomobject](@{ AgentId = $agent } + $Row) | Start-AgwPlayback -Confirm:$false @Parameter @collectErrors

        Assert-OneProblem -Operation beginPlay, beginNetPlay -Match '.'
    }

    It 'can specify the same, and a script block decides' {
        $rows = @{ RecordId = 'Y:/1/0/1/same.V3'; Parameter = @{ RecordId = 'Y:/1/0/1/same.V3' }; LocationId = '' },
        @{ RecordId = 'Y:/1/0/1/wrong.V3'; Parameter = @{ RecordId = { 'Y:/1/0/1/script.V3' } }; LocationId = '0' },
        @{ RecordId = 'Y:/1/0/1/number.V3'; Parameter = @{ LocationId = { [int]($_.LocationId -replace 'G') } }; LocationId = '0G' }
        foreach ($row in $rows) {
            $parameter = $row.Parameter
            $object = [pscustomobject]@{ AgentId = $agent; RecordId = $row.RecordId; LocationId = $row.LocationId }

            ($object | Save-AgwRecording -Path $folder @parameter).FullName | Should -Exist
        }
    }

    It 'can differ in an option, which then applies to all inputs' {
        $own = Connect-TestAgent
        $null = New-AgwConference -Session $own -MemberCount 5

        $null = [pscustomobject]@{ AgentId = $own.AgentId; Address = '882'; DeviceType = 5 } |
            Add-AgwParticipant -DeviceType 6 -Confirm:$false

        (Get-TestRequest -AgentId $own.AgentId -Operation batchAddParticipant).body | Should -Match '"deviceType":6'
    }
}
