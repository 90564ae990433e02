namespace AgentGateway;

/// <summary>The options of a sign-out (session.md 7).</summary>
public sealed record SignOutRequest
{
    /// <summary>Releases the agent's call. Without it, the gateway refuses during a call.</summary>
    public bool Force { get; init; }

    /// <summary>The call center's own reason, 1 to 255; implies <see cref="Force"/>; null: none.</summary>
    public int? Reason { get; init; }

    internal OperationCall ToCall()
    {
        if (Reason is { } reason)
        {
            return AgentCalls.LogoutWithReason(reason);
        }

        return Force ? AgentCalls.ForceLogout : AgentCalls.Logout;
    }
}
