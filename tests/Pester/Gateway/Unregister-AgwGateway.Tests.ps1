BeforeAll {
    Import-Module -Name "$PSScriptRoot/../Simulator.psm1"
    Import-TestModule
    $collectErrors = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
}

Describe 'Unregister-AgwGateway' {
    AfterEach { Clear-TestRegistration }

    It 'removes gateways by their names, without regard to case' {
        'a', 'b', 'c' | ForEach-Object { Register-AgwGateway $_ "$_.example.com" }

        Unregister-AgwGateway A, b | Should -BeNullOrEmpty

        (Get-AgwGateway).Name | Should -Be 'c'
    }

    It 'removes gateways from the pipeline' {
        'a', 'b', 'c' | ForEach-Object { Register-AgwGateway $_ "$_.example.com" }

        Get-AgwGateway -Name '[ab]' | Unregister-AgwGateway

        (Get-AgwGateway).Name | Should -Be 'c'
    }

    It 'removes nothing with -WhatIf' {
        Register-AgwGateway a a.example.com

        Unregister-AgwGateway a -WhatIf

        (Get-AgwGateway).Name | Should -Be 'a'
    }

    It 'reports a name that is not registered, and removes the others' {
        Register-AgwGateway a a.example.com

        Unregister-AgwGateway none, a @collectErrors

        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeExactly 'RegistrationNotFound,AgentGateway.Commands.UnregisterAgwGatewayCommand'
        $problems[0].TargetObject | Should -BeExactly 'none'
        Get-AgwGateway | Should -BeNullOrEmpty
    }

    It 'treats a pattern as a name, so that it removes no other gateway' {
        Register-AgwGateway a a.example.com

        Unregister-AgwGateway * @collectErrors

        $problems.Count | Should -Be 1
        (Get-AgwGateway).Name | Should -Be 'a'
    }
}
