BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

AfterAll { Disconnect-TestAgent }

Describe 'Stop-AgwConfVoice' {
    It 'sends the documented request, without a body' {
        $agent = (Connect-TestChairperson).AgentId

        $null = Stop-AgwConfVoice -AgentId $agent

        $request = @(Get-TestRequest -AgentId $agent -Operation stopVoiceToConf)
        $request.Count | Should -Be 1
        $request[0].method | Should -BeExactly 'POST'
        $request[0].path | Should -BeExactly "/agentgateway/resource/agentconf/$agent/stopvoicetoconf"
        $request[0].contentType | Should -Be 'application/json; charset=UTF-8'
        $request[0].guidMatched | Should -Be 'current'
        $request[0].body | Should -BeNullOrEmpty
        $request[0].retCode | Should -Be '0'
    }

    It 'returns a typed result with the operation and the agent' {
        $agent = (Connect-TestChairperson).AgentId

        $result = Stop-AgwConfVoice -AgentId $agent

        $result | Should -BeOfType ([AgentGateway.OperationResult])
        $result.AgentId | Should -Be $agent
        $result.Operation | Should -BeExactly 'stopVoiceToConf'
        $result.RetCode | Should -BeExactly '0'
        $result.Message | Should -BeExactly 'success'
        $result.Elapsed | Should -BeGreaterThan ([timespan]::Zero)
        $result.CompletedAt | Should -BeGreaterThan ([datetimeoffset]::Now.AddMinutes(-1))
        $result.Gateway | Should -Be ([uri](Get-TestGateway).Address)
    }

    It 'doesn''t prompt, because its impact is low' {
        $agent = (Connect-TestChairperson).AgentId

        (Stop-AgwConfVoice -AgentId $agent).RetCode | Should -Be '0'
    }

    It 'reports ConferenceNotFound for an agent without a conference' {
        $agent = (Connect-TestAgent).AgentId

        $result = Stop-AgwConfVoice -AgentId $agent @collectErrors

        $result | Should -BeNullOrEmpty
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'ConferenceNotFound,AgentGateway.Commands.StopAgwConfVoiceCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be $agent
    }
}
