@{
    ExcludeRules = @(
        # Pester's blocks share variables in a way that the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
        # The rule does not see the variables that a nested script block or function uses.
        'PSReviewUnusedParameter'
    )
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
        PSUseConsistentIndentation = @{ Enable = $true }
        PSUseConsistentWhitespace  = @{ Enable = $true; CheckParameter = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSPlaceOpenBrace           = @{ Enable = $true }
        PSAvoidUsingCmdletAliases  = @{ Enable = $true }
    }
}
