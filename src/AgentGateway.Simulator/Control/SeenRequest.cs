namespace AgentGateway.Simulator;

/// <summary>A request that the simulator received, without its secrets.</summary>
public sealed record SeenRequest
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string Query { get; init; } = "";

    /// <summary>The log name of the interface; null if the path isn't one of an interface.</summary>
    public string? Operation { get; init; }

    public int? AgentId { get; init; }

    public string? ContentType { get; init; }

    public string? Cookie { get; init; }

    /// <summary>The result of the GUID check: current, previous, none or wrong.</summary>
    public string GuidMatched { get; internal set; } = "none";

    public string Body => Redaction.Body(RawBody);

    /// <summary>The return code; null if the request wasn't carried out or has no reply yet.</summary>
    public string? RetCode { get; internal set; }

    /// <summary>The HTTP status that was sent; null if there was no reply.</summary>
    public int? HttpStatus { get; internal set; }

    internal byte[] RawBody { get; init; } = [];

    /// <summary>The fault that was injected.</summary>
    public FaultKind? Fault { get; internal set; }
}
