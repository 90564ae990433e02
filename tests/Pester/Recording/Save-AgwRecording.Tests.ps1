# Downloads to real files: what is saved, and what is refused. RecordingFailures.Tests.ps1 has the downloads that fail.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    $root = Join-Path ([System.IO.Path]::GetTempPath()) "agw-recordings-$PID"
    $path = 'Y:/1/0/20181217/120/1524488.V3'

    function Get-SavedFile { @(Get-ChildItem -LiteralPath $folder -Force -File) }
}

AfterAll { Disconnect-TestAgent }

Describe 'Save-AgwRecording' {
    BeforeEach {
        $session = Connect-TestAgent
        $folder = (New-Item -ItemType Directory -Path (Join-Path $root $session.AgentId) -Force).FullName
    }

    AfterEach {
        Remove-Item -LiteralPath $root -Recurse -Force -ErrorAction Ignore
    }

    It 'saves a recording under its name, with the documented request' {
        Add-TestRecording -Path $path -Bytes 4000 -LocationId 7

        $saved = Save-AgwRecording -Session $session -RecordId $path -LocationId 7 -Path $folder

        $request = @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'GET'
        $request[0].path | Should -BeExactly "/agentgateway/resource/recordfile/$($session.AgentId)"
        $request[0].query | Should -BeExactly "?recordId=$path&locationId=7"
        $saved | Should -BeOfType ([AgentGateway.AgwSavedRecording])
        $saved.AgentId, $saved.RecordId, $saved.Length, $saved.IsEndStated, $saved.Gateway |
            Should -Be $session.AgentId, $path, 4000, $true, $session.Gateway
        $saved.FullName | Should -BeExactly (Join-Path $folder '1524488.V3')
        $bytes = [System.IO.File]::ReadAllBytes($saved.FullName)
        $bytes.Length | Should -Be 4000
        [System.Text.Encoding]::ASCII.GetString($bytes, 0, 4) | Should -BeExactly 'RIFF'
        (Get-SavedFile).Count | Should -Be 1
        ($saved | Get-Item).FullName | Should -BeExactly $saved.FullName
    }

    It 'saves the recording in the event AgentMediaEvent_Record, through the session of its agent' {
        $null = New-AgwConference -Session $session -MemberCount 3
        $null = Start-AgwRecording -Session $session -Wait
        $received = Receive-AgwEvent -AgentId $session.AgentId | Where-Object EventType -EQ AgentMediaEvent_Record

        $saved = $received | Save-AgwRecording -Path $folder

        $saved.RecordId | Should -BeExactly $received.Content.FileName
        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile)[0].query |
            Should -BeExactly "?recordId=$($received.Content.FileName)&locationId=0"
        (Get-Item -LiteralPath $saved.FullName).Length | Should -Be $saved.Length
    }

    It 'saves the recording in the result of Start-AgwRecording -Wait, and in a copy of the event' {
        $null = New-AgwConference -Session $session -MemberCount 3
        $result = Start-AgwRecording -Session $session -Wait

        $saved = $result | Save-AgwRecording -Path (Join-Path $folder 'a.V3')
        $copy = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize($result.Events[-1], 4))
        $again = $copy | Save-AgwRecording -Path (Join-Path $folder 'b.V3')

        $saved.RecordId | Should -BeExactly $result.Events[-1].Content.FileName
        $again.RecordId | Should -BeExactly $saved.RecordId
        $saved.AgentId, $again.AgentId | Should -Be $session.AgentId, $session.AgentId
    }

    It 'saves the recordings of a table' {
        $other = Connect-TestAgent
        $rows = @"
AgentId,RecordId,LocationId
$($session.AgentId),Y:/1/0/1/a.V3,
$($other.AgentId),Y:\1\0\1\b.V3,0
"@ | ConvertFrom-Csv

        $saved = $rows | Save-AgwRecording -Path $folder

        ($saved.FullName | Split-Path -Leaf | Sort-Object) | Should -Be 'a.V3', 'b.V3'
        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile)[0].query | Should -BeExactly '?recordId=Y:/1/0/1/a.V3'
        @(Get-TestRequest -AgentId $other.AgentId -Operation downloadRecordFile)[0].query |
            Should -BeExactly '?recordId=Y:%5C1%5C0%5C1%5Cb.V3&locationId=0'
    }

    It 'refuses an input that contradicts the parameters: <Name>' -ForEach @(
        @{ Name = 'another recording'; Parameter = @{ RecordId = 'Y:/1/0/1/other.V3' } }
        @{ Name = 'another location'; Parameter = @{ LocationId = 9 } }
        @{ Name = 'another agent'; Parameter = @{ AgentId = 101 } }
        @{ Name = 'another gateway'; Parameter = @{ Gateway = 'https://other.example:8043' } }
    ) {
        $received = Connect-TestAgent | ForEach-Object {
            $null = New-AgwConference -Session $_ -MemberCount 3
            (Start-AgwRecording -Session $_ -Wait).Events[-1]
        }

        $received | Save-AgwRecording -Path $folder @Parameter @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        @(Get-TestRequest -AgentId $received.AgentId, $session.AgentId -Operation downloadRecordFile) | Should -BeNullOrEmpty
    }

    It 'refuses an input without a recording: <Name>' -ForEach @(
        @{ Name = 'an agent'; Value = { $session.AgentId } }
        @{ Name = 'a session'; Value = { $session } }
        @{ Name = 'an event of another type'; Value = {
                Add-TestEvent -AgentId $session.AgentId -EventType AgentMediaEvent_Record_Fail -Content @{ fileName = 'Y:/1/0/1/a.V3' }
                Wait-AgwEvent -AgentId $session.AgentId -EventType AgentMediaEvent_Record_Fail -TimeoutSeconds 20
            }
        }
    ) {
        & $Value | Save-AgwRecording -Path $folder @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $problems[0].Exception.Message | Should -Match 'contains no recording'
        $problems[0].TargetObject | Should -Be $session.AgentId
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
    }

    It 'refuses the path in an event that contains control characters, as on the command line: <Name>' -ForEach @(
        @{ Name = 'the event'; Value = { $received } }
        @{ Name = 'its content'; Value = { [pscustomobject]@{ AgentId = $session.AgentId; FileName = $received.Content.FileName } } }
    ) {
        Add-TestEvent -AgentId $session.AgentId -EventType AgentMediaEvent_Record -Content @{ fileName = "Y:/1/a$([char]0x85)b`a.V3" }
        $received = Wait-AgwEvent -AgentId $session.AgentId -EventType AgentMediaEvent_Record -TimeoutSeconds 20

        & $Value | Save-AgwRecording -Path $folder @collectErrors

        $problems.Count | Should -Be 1
        "$($problems[0])" | Should -Match 'must not contain control characters'
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
    }

    It 'saves the recording of a call, and a video' {
        Add-TestRecording -Path 'Y:/90/0/1/call.V3' -Bytes 500 -AgentId $session.AgentId -CallId "16-$($session.AgentId)"

        $audio = Save-AgwRecording -Session $session -CallId "16-$($session.AgentId)" -Path $folder
        $video = Save-AgwRecording -Session $session -CallId '16-1' -VideoFileName 'Y:/90/0/1/16.mp4' -Path $folder
        $other = Save-AgwRecording -Session $session -Video -RecordId 'Y:/90/0/1/17.mp4' -LocationId 0 -Path $folder

        $requests = @(Get-TestRequest -AgentId $session.AgentId -Operation recordfiledownloadEx)
        $requests.query | Should -Be "?callId=16-$($session.AgentId)", '?callId=16-1&hwFileName=Y:/90/0/1/16.mp4'
        $requests[0].path | Should -BeExactly "/agentgateway/resource/recordfile/$($session.AgentId)/recordfiledownloadEx"
        @(Get-TestRequest -AgentId $session.AgentId -Operation videofiledownloadEx).query |
            Should -BeExactly '?recordId=Y:/90/0/1/17.mp4&locationId=0'
        $audio.Length, $audio.CallId, $audio.RecordId | Should -Be 500, "16-$($session.AgentId)", $null
        $audio.FullName, $video.FullName, $other.FullName | Split-Path -Leaf |
            Should -Be "16-$($session.AgentId)", '16.mp4', '17.mp4'
    }

    It 'saves the recordings of other agents as an inspector, and names the recorded agent' {
        Add-TestRecording -Path 'Y:/90/0/1/other.V3' -AgentId $session.AgentId -CallId "17-$($session.AgentId)"
        $inspector = Connect-TestAgent -AgentId 900

        $saved = Save-AgwRecording $session.AgentId $folder -Inspector $inspector -CallId "17-$($session.AgentId)"

        $request = Get-TestRequest -AgentId 900 -Operation recordfiledownloadEx | Select-Object -Last 1
        $request.query | Should -BeExactly "?callId=17-$($session.AgentId)&workNo=$($session.AgentId)"
        $saved.AgentId | Should -Be $session.AgentId
        Get-TestRequest -AgentId $session.AgentId -Operation recordfiledownloadEx | Should -BeNullOrEmpty
    }

    It 'replaces a file only with -Force, and sends nothing otherwise' {
        $file = Join-Path $folder '1524488.V3'
        Set-Content -LiteralPath $file -Value 'mine'

        Save-AgwRecording -Session $session -RecordId $path -Path $folder @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'FileExists,AgentGateway.Commands.SaveAgwRecordingCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $problems[0].TargetObject | Should -Be $session.AgentId
        $problems[0].ErrorDetails.RecommendedAction | Should -Match '-Force'
        Get-Content -LiteralPath $file | Should -BeExactly 'mine'
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
        (Save-AgwRecording -Session $session -RecordId $path -Path $folder -Force).Length | Should -Be (Get-Item -LiteralPath $file).Length
        (Get-SavedFile).Count | Should -Be 1
    }

    It 'gives the second of two recordings with the same file an error, also with -Force' {
        $rows = 'Y:/1/0/1/same.V3', 'Y:/2/0/1/SAME.V3' | ForEach-Object { [pscustomobject]@{ AgentId = $session.AgentId; RecordId = $_ } }

        $saved = $rows | Save-AgwRecording -Path $folder -Force @collectErrors

        @($saved).RecordId | Should -BeExactly 'Y:/1/0/1/same.V3'
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        $problems[0].Exception.Message | Should -Match 'differs only in case' -Because 'it is the same file on Windows'
        $problems[0].ErrorDetails.RecommendedAction | Should -Match 'different folders'
        @(Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile).Count | Should -Be 1
    }

    It 'changes nothing with -WhatIf' {
        Save-AgwRecording -Session $session -RecordId $path -Path $folder -WhatIf

        Get-SavedFile | Should -BeNullOrEmpty
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
    }

    It 'resolves -Path as PowerShell does: <Name>' -ForEach @(
        @{ Name = 'relative to the location'; Value = { 'sub/x[1].V3' }; Expected = 'sub/x[1].V3' }
        @{ Name = 'the location itself'; Value = { '.' }; Expected = '1524488.V3' }
        @{ Name = 'a drive of PowerShell'; Value = { 'AgwRec:/y.V3' }; Expected = 'y.V3' }
        @{ Name = 'the provider, and a file'; Value = { 'FileSystem::z.V3' }; Expected = 'z.V3' }
        @{ Name = 'the provider, and a folder'; Value = { 'FileSystem::sub' }; Expected = 'sub/1524488.V3' }
        @{ Name = 'the provider, and a full path'; Value = { "FileSystem::$folder" }; Expected = '1524488.V3' }
    ) {
        $null = New-Item -ItemType Directory -Path (Join-Path $folder sub)
        $null = New-PSDrive -Name AgwRec -PSProvider FileSystem -Root $folder
        Push-Location -LiteralPath $folder
        try {
            $saved = Save-AgwRecording -Session $session -RecordId $path -LiteralPath (& $Value)
        } finally {
            Pop-Location
            Remove-PSDrive -Name AgwRec
        }

        $saved.FullName | Should -BeExactly ([System.IO.Path]::GetFullPath((Join-Path $folder $Expected)))
        Test-Path -LiteralPath $saved.FullName | Should -BeTrue
        ($saved | Get-Item).Length | Should -Be $saved.Length
    }

    It 'refuses a path that can not be written: <Name>' -ForEach @(
        @{ Name = 'another provider'; Value = { 'Env:/x' }; Id = 'InvalidArgument' }
        @{ Name = 'a folder that does not exist'; Value = { Join-Path $folder 'none/x.V3' }; Id = 'FileFailed' }
        @{ Name = 'a folder that does not exist, with a slash'; Value = { (Join-Path $folder 'none') + '/' }; Id = 'InvalidArgument' }
    ) {
        Save-AgwRecording -Session $session -RecordId $path -Path (& $Value) @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
        Get-SavedFile | Should -BeNullOrEmpty
    }

    It 'refuses a path with a NUL character for each agent' {
        $agents = (Connect-TestAgent -Count 2).AgentId

        $agents | Save-AgwRecording -RecordId $path -Path "a`0b" @collectErrors

        $problems.TargetObject | Should -Be $agents
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$($problems[0])" | Should -Match '-Path contains a NUL character'
    }

    It 'names the agents whose recordings were saved after the end of the pipeline' {
        $agents = (Connect-TestAgent -Count 2).AgentId
        foreach ($agent in $agents) {
            Add-TestFault -AgentId $agent -Operation downloadRecordFile -Fault latency -Detail @{ milliseconds = 300 }
        }

        $rows = $agents | ForEach-Object { [pscustomobject]@{ AgentId = $_; RecordId = "Y:/1/0/1/$_.V3" } }
        $first = $rows | Save-AgwRecording -Path $folder -WarningVariable warnings -WarningAction SilentlyContinue | Select-Object -First 1

        $other = $agents | Where-Object { $_ -ne $first.AgentId }
        if ((Get-SavedFile).Count -eq 2) { "$warnings" | Should -Match "carried out for: $other\." }
    }

    It 'gives a hostile name of a recording a harmless file name: <Name>' -ForEach @(
        @{ Name = 'Y:/1/../../../etc/passwd'; Expected = 'passwd' }
        @{ Name = 'Y:/1/..\..\evil.exe'; Expected = 'evil.exe' }
        @{ Name = 'Y:/1/CON.V3'; Expected = '_CON.V3' }
        @{ Name = 'Y:/1/com1'; Expected = '_com1' }
        @{ Name = 'Y:/1/a:b.V3'; Expected = 'a_b.V3' }
        @{ Name = 'Y:/1/.profile'; Expected = '_profile' }
        @{ Name = 'Y:/1/x.V3. . '; Expected = 'x.V3' }
        @{ Name = 'Y:/1/a*?"<>|.V3'; Expected = 'a______.V3' }
    ) {
        $saved = Save-AgwRecording -Session $session -RecordId $Name -Path $folder

        $saved.FullName | Should -BeExactly (Join-Path $folder $Expected)
        (Get-SavedFile).Name | Should -BeExactly $Expected
    }

    It 'refuses a name that is none in a folder, but accepts it for a file' {
        Save-AgwRecording -Session $session -RecordId 'Y:/1/..' -Path $folder @collectErrors

        $problems[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        Get-TestRequest -AgentId $session.AgentId -Operation downloadRecordFile | Should -BeNullOrEmpty
        (Save-AgwRecording -Session $session -RecordId 'Y:/1/..' -Path (Join-Path $folder x)).FullName |
            Should -BeExactly (Join-Path $folder x)
    }
}
