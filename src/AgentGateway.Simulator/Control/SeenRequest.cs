namespace AgentGateway.Simulator;

/// <summary>A request as it was seen, without its secrets.</summary>
public sealed record SeenRequest
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string Query { get; init; } = "";

    /// <summary>The interface's log name, if it was one.</summary>
    public string? Operation { get; init; }

    public int? AgentId { get; init; }

    public string? ContentType { get; init; }

    public string? Cookie { get; init; }

    /// <summary>current, previous, none or wrong.</summary>
    public string GuidMatched { get; internal set; } = "none";

    public string Body => Redaction.Body(RawBody);

    /// <summary>Null when the request was not acted upon, or is not answered yet.</summary>
    public string? RetCode { get; internal set; }

    /// <summary>What went out; null when there was no answer.</summary>
    public int? HttpStatus { get; internal set; }

    internal byte[] RawBody { get; init; } = [];

    /// <summary>The fault that was ordered for it.</summary>
    public FaultKind? Fault { get; internal set; }
}
