namespace AgentGateway.Simulator;

internal enum Access
{
    /// <summary>The agent is signed in and the request carries its GUID.</summary>
    SignedIn,

    /// <summary>Signing in: no GUID yet.</summary>
    Anonymous,

    /// <summary>The event poll, which may also fetch the last word of a session that was ended.</summary>
    Poll,
}

/// <summary>One interface of the API as data. In <paramref name="Path"/> braces stand for arguments; the agent ID is always the second part.</summary>
internal sealed record Interface(string Method, string Path, string LogName, Func<Call, Reply> Handle)
{
    private readonly string[] parts = Path.Split('/');

    public Access Access { get; init; }

    /// <summary>For the one interface that waits.</summary>
    public Func<Call, ValueTask<Reply>>? HandleAsync { get; init; }

    /// <summary>Place in the table, for the counters.</summary>
    public int Index { get; set; }

    public string Family => parts[0];

    /// <summary>The part after the agent ID, or nothing where an argument or the end follows.</summary>
    public string Operation => parts.Length > 2 && !parts[2].StartsWith('{') ? parts[2] : "";

    public int ArgumentCount => parts.Length - (Operation.Length == 0 ? 2 : 3);
}
