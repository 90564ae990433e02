BeforeAll {
    Import-Module -Name "$PSScriptRoot/Simulator.psm1"
    Import-Module -Name "$PSScriptRoot/Gateways.psm1"
    Import-TestModule
    $gateway = Open-OwnGateway
    $inspector = Connect-GatewayAgent -Gateway $gateway -AgentId 900
    $young = Add-GatewayConference -Gateway $gateway -AgentId 101 -AgeMinutes 1 -Participant @{ addressType = '6'; address = '88887946' }
    $middle = Add-GatewayConference -Gateway $gateway -AgentId 102 -AgeMinutes 90
    $old = Add-GatewayConference -Gateway $gateway -AgentId 103 -AgeMinutes 1500
}

AfterAll {
    Disconnect-TestAgent
    Close-TestGateway -Gateway $gateway
}

Describe '-OlderThan' {
    It 'doesn''t match everything if it is invalid: <Text> causes an error' -ForEach @(
        @{ Text = '$null'; Value = $null }
        @{ Text = '0'; Value = 0 }
        @{ Text = '-5'; Value = -5 }
        @{ Text = "'0:00'"; Value = '0:00' }
        @{ Text = 'a negative TimeSpan'; Value = [timespan]::FromMinutes(-1) }
        @{ Text = 'an empty text'; Value = '' }
        @{ Text = 'a word'; Value = 'two hours' }
        @{ Text = "'1:75'"; Value = '1:75' }
        @{ Text = 'a date'; Value = [datetime]'2026-01-01' }
        @{ Text = '$true'; Value = $true }
        @{ Text = 'not a number'; Value = [double]::NaN }
    ) {
        { Get-AgwConference -Session $inspector -OlderThan $Value } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,AgentGateway.Commands.GetAgwConferenceCommand'
    }

    It 'accepts minutes in any numeric type: <_>' -ForEach @(
        'int'
        'long'
        'short'
        'byte'
        'sbyte'
        'uint16'
        'uint32'
        'uint64'
        'single'
        'double'
        'decimal'
        'bigint'
        'string'
    ) {
        $value = [System.Management.Automation.LanguagePrimitives]::ConvertTo(60, ($_ -as [type]))

        (Get-AgwConference -Session $inspector -OlderThan $value).ConferenceId | Sort-Object | Should -Be $middle, $old
    }

    It 'accepts hours, minutes and seconds: <Text> matches <Count>' -ForEach @(
        @{ Text = '1:00'; Count = 2 }
        @{ Text = '1:00:00'; Count = 2 }
        @{ Text = '2:00:00'; Count = 1 }
        @{ Text = '23:59:59'; Count = 1 }
        @{ Text = '24:00:00'; Count = 1 }
        @{ Text = '24:59'; Count = 1 }
        @{ Text = '25:01:00'; Count = 0 }
        @{ Text = '36:00'; Count = 0 }
        @{ Text = '1.00:30:00'; Count = 1 }
        @{ Text = '1.02:00:00'; Count = 0 }
        @{ Text = '0:00:30.5'; Count = 3 }
    ) {
        @(Get-AgwConference -Session $inspector -OlderThan $Text).Count | Should -Be $Count
    }
}

Describe 'A bare number' {
    It 'has the same unit for a parameter name in all cmdlets' {
        $units = foreach ($command in Get-Command -Module AgentGateway) {
            foreach ($parameter in $command.Parameters.Values) {
                $unit = @($parameter.Attributes | Where-Object { $_.GetType().Name -in 'MinutesAttribute', 'SecondsAttribute' })
                if ($unit) { [pscustomobject]@{ Name = $parameter.Name; Unit = $unit[0].GetType().Name } }
            }
        }

        $units | Should -Not -BeNullOrEmpty
        $units | Group-Object -Property Name | Where-Object { @($_.Group.Unit | Sort-Object -Unique).Count -gt 1 } | Should -BeNullOrEmpty
    }
}

Describe 'A column of a table' {
    It 'can be sorted: Age' {
        (Get-AgwConference -Session $inspector | Sort-Object -Property Age -Descending | Select-Object -First 2).ConferenceId |
            Should -Be $old, $middle
    }

    It 'can be filtered: Age, Limit, Started, ParticipantCount' {
        $all = Get-AgwConference -Session $inspector

        ($all | Where-Object Age -LT 0:30:00).ConferenceId | Should -Be $young
        @($all | Where-Object Limit -GT 0:10:00).Count | Should -Be 3
        ($all | Where-Object Started -LT ([datetimeoffset]::Now.AddHours(-20))).ConferenceId | Should -Be $old
        ($all | Where-Object ParticipantCount -GT 1).ConferenceId | Should -Be $young
    }

    It 'is a property of the object: <TypeName>' -ForEach @(
        @{ TypeName = 'AgentGateway.AgwSession'; Get = { $inspector } }
        @{ TypeName = 'AgentGateway.Conference'; Get = { Get-AgwConference -Session $inspector -ConferenceId $young } }
        @{ TypeName = 'AgentGateway.Participant'; Get = { (Get-AgwParticipant -Session $inspector -ConferenceId $young)[0] } }
        @{ TypeName = 'AgentGateway.AgentStatus'; Get = { Get-AgwAgent -Session $inspector } }
        @{ TypeName = 'AgentGateway.OperationResult'; Get = { Set-AgwAgent -State Busy -Session $inspector } }
        @{ TypeName = 'AgentGateway.AgentEvent'; Get = { Receive-AgwEvent -Session $inspector | Select-Object -First 1 } }
    ) {
        $object = & $Get
        $module = Split-Path -Path (Get-TestModule)
        $view = ([xml](Get-Content -LiteralPath "$module/AgentGateway.Format.ps1xml" -Raw)).Configuration.ViewDefinitions.View |
            Where-Object { $_.ViewSelectedBy.TypeName -eq $TypeName -and $_.SelectSingleNode('TableControl') }
        $headers = @($view.TableControl.TableHeaders.TableColumnHeader.Label | Where-Object { $_ -ne '*' })

        $headers.Count | Should -BeGreaterThan 2
        $headers | Where-Object { $null -eq $object.PSObject.Properties[$_] } | Should -BeNullOrEmpty
    }
}
