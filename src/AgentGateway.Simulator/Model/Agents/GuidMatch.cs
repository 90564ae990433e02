namespace AgentGateway.Simulator;

/// <summary>The result of comparing the GUID of a request with those of a session.</summary>
internal enum GuidMatch
{
    None,
    Wrong,
    Previous,
    Current,
}
