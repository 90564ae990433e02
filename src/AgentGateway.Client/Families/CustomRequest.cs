namespace AgentGateway;

/// <summary>A request to any interface.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with <c>{agentid}</c>, such as <c>voicecall/{agentid}/hold</c>; it may contain a query.</param>
internal sealed record CustomRequest(HttpMethod Method, string Path)
{
    /// <summary>More parameters for the query, not encoded.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The body; null: none.</summary>
    public CallBody? Body { get; init; }

    /// <summary>The interface changes nothing. GET requests never do.</summary>
    public bool IsRead { get; init; }

    /// <summary>The events that complete the operation; null: those of the catalogue, if it contains the interface.</summary>
    public Completion? Completion { get; init; }

    // The query may contain personal data.
    public override string ToString() => $"{Method} {Messages.Clean(Path.Split('?')[0])}";
}
