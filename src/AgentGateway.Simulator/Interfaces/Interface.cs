namespace AgentGateway.Simulator;

/// <summary>The authentication that an interface requires.</summary>
internal enum Access
{
    /// <summary>The agent is signed in, and the request has its GUID.</summary>
    SignedIn,

    /// <summary>None: the interface signs an agent in.</summary>
    Anonymous,

    /// <summary>As <see cref="SignedIn"/>, but the last event of a session that somebody else ended can also be read.</summary>
    Poll,
}

/// <summary>An interface of the API. Braces in <paramref name="Path"/> mark arguments; the second part is always the agent ID.</summary>
internal sealed record Interface(string Method, string Path, string LogName, Func<Call, Reply> Handle)
{
    private readonly string[] parts = Path.Split('/');

    public Access Access { get; init; }

    /// <summary>The handler of the one interface that waits, instead of <see cref="Handle"/>.</summary>
    public Func<Call, ValueTask<Reply>>? HandleAsync { get; init; }

    /// <summary>The index in the table, for the counters.</summary>
    public int Index { get; set; }

    public string Family => parts[0];

    /// <summary>The part after the agent ID; empty if an argument or the end of the path follows.</summary>
    public string Operation => parts.Length > 2 && !parts[2].StartsWith('{') ? parts[2] : "";

    public int ArgumentCount => parts.Length - (Operation.Length == 0 ? 2 : 3);
}
