namespace AgentGateway.PowerShell.Tests;

/// <summary>Runs the Pester suite in a real PowerShell. Each Pester test is a test case, which is counted and reported by name.</summary>
public sealed class PesterTests
{
    public static Task<IEnumerable<ITheoryDataRow>> OnPowerShell7() => PesterRun.RowsAsync(PesterVariant.PowerShell7);

    public static Task<IEnumerable<ITheoryDataRow>> OnFramework() => PesterRun.RowsAsync(PesterVariant.Framework);

    public static Task<IEnumerable<ITheoryDataRow>> OnWindows() => PesterRun.RowsAsync(PesterVariant.Wine);

    [Theory]
    [MemberData(nameof(OnPowerShell7), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_on_PowerShell_7(string name, string result, string? message) =>
        AssertPassed(name, result, message);

    [Theory]
    [MemberData(nameof(OnFramework), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_with_the_assemblies_for_Windows_PowerShell(string name, string result, string? message) =>
        AssertPassed(name, result, message);

    [Theory]
    [MemberData(nameof(OnWindows), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_on_Windows(string name, string result, string? message) =>
        AssertPassed(name, result, message);

    private static void AssertPassed(string name, string result, string? message) =>
        Assert.True(result == "Passed", $"{name}: {result}\n{message}");
}
