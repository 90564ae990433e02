namespace AgentGateway.PowerShell.Tests;

/// <summary>An assertion whose message contains all findings.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string?> found)
    {
        var list = found.ToArray();
        Assert.True(list.Length == 0, string.Join("\n", list));
    }
}
