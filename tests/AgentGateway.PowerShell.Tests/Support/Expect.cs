namespace AgentGateway.PowerShell.Tests;

/// <summary>An assertion that shows all of what it has found.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string?> found)
    {
        var list = found.ToArray();
        Assert.True(list.Length == 0, string.Join("\n", list));
    }
}
