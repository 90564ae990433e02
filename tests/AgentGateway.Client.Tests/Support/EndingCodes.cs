namespace AgentGateway.Client.Tests;

/// <summary>The return codes that end a session (errors.md).</summary>
public static class EndingCodes
{
    public static TheoryData<string> All => ["100-006", "100-008", "105-005", "105-006", "105-007"];
}
