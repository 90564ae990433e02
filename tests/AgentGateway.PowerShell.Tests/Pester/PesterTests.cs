namespace AgentGateway.PowerShell.Tests;

/// <summary>The module in a real PowerShell: each Pester test is a test here, so that it is counted and named when it fails.</summary>
public sealed class PesterTests
{
    public static async Task<IEnumerable<ITheoryDataRow>> Suite()
    {
        var tests = await PesterRun.RunAsync();
        return tests.Select(test => new TheoryDataRow<string, string, string?>(test.Name, test.Result, test.Message)
        {
            TestDisplayName = "Pester: " + test.Name,
            Label = "",
            Skip = test.Result == "Skipped" ? test.Message ?? "Skipped by the suite." : null,
        });
    }

    [Theory]
    [MemberData(nameof(Suite), DisableDiscoveryEnumeration = true)]
    public void A_test_of_the_Pester_suite_passes(string name, string result, string? message) =>
        Assert.True(result == "Passed", $"{name}: {result}\n{message}");
}
