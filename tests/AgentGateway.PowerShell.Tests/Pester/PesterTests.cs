namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// Runs the Pester suite in a real PowerShell. Each Pester test is a test case, which is counted and reported by name. Each variant is a
/// class, so that two of them run at the same time: a suite mostly waits for the processes that it starts.
/// </summary>
public abstract class PesterTests
{
    private protected static void AssertPassed(string name, string result, string? message) =>
        Assert.True(result == "Passed", $"{name}: {result}\n{message}");
}

/// <summary>The suite in the official PowerShell 7, with the assemblies that it loads by itself.</summary>
public sealed class PowerShell7PesterTests : PesterTests
{
    public static Task<IEnumerable<ITheoryDataRow>> Rows() => PesterRun.RowsAsync(PesterVariant.PowerShell7);

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_on_PowerShell_7(string name, string result, string? message) =>
        AssertPassed(name, result, message);
}

/// <summary>The suite in PowerShell 7 with the assemblies that Windows PowerShell 5.1 gets.</summary>
public sealed class FrameworkPesterTests : PesterTests
{
    public static Task<IEnumerable<ITheoryDataRow>> Rows() => PesterRun.RowsAsync(PesterVariant.Framework);

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_with_the_assemblies_for_Windows_PowerShell(string name, string result, string? message) =>
        AssertPassed(name, result, message);
}

/// <summary>The suite in PowerShell 7 for Windows, under Wine.</summary>
public sealed class WindowsPesterTests : PesterTests
{
    public static Task<IEnumerable<ITheoryDataRow>> Rows() => PesterRun.RowsAsync(PesterVariant.Wine);

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes_on_Windows(string name, string result, string? message) =>
        AssertPassed(name, result, message);
}
