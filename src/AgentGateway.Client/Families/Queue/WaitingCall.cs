namespace AgentGateway;

/// <summary>A call that waits in a queue.</summary>
public sealed class WaitingCall
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The queue.</summary>
    public required int QueueId { get; init; }

    /// <summary>The call's ID.</summary>
    public required string CallId { get; init; }

    /// <summary>The calling number.</summary>
    public string? Caller { get; init; }

    /// <summary>The called number.</summary>
    public string? Called { get; init; }

    /// <summary>How long it has waited; null if the gateway doesn't send it.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>The level of the customer.</summary>
    public int? Priority { get; init; }

    /// <summary>Its medium.</summary>
    public MediaType MediaType { get; init; }

    /// <inheritdoc/>
    public override string ToString() => CallId;
}
