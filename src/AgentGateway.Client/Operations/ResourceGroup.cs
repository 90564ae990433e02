namespace AgentGateway;

/// <summary>The first segment of an operation's path, <c>/agentgateway/resource/{group}/{agentid}/…</c>, which its operations have in common.</summary>
/// <param name="Name">The segment.</param>
internal sealed record ResourceGroup(string Name)
{
    /// <summary>The operations act on the agent's conference or query conferences.</summary>
    public bool IsAboutConference { get; init; }
}
