namespace AgentGateway;

/// <summary>An event that the gateway sent for an agent (events.md). Immutable.</summary>
public sealed class AgentEvent
{
    // The size of the objects without their texts.
    private const int ObjectSize = 256;

    /// <summary>The name of the event, e.g. <c>AgentState_Ready</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The agent that the event belongs to.</summary>
    public required int AgentId { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>When the gateway generated the event, in local time. Gateways before 2026 don't send it.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>When the client received the event, in local time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The content. It is typed if the reference documents it (<c>ConferenceEvent</c>, <c>ParticipantChange</c>, …). For other events it is
    /// a <see cref="string"/> if the gateway sends only a text, such as a call ID, and null otherwise. <see cref="Raw"/> always contains
    /// it.
    /// </summary>
    public object? Content { get; init; }

    /// <summary>The event as received, in JSON. Characters that would control a console are written as JSON escapes.</summary>
    public required string Raw { get; init; }

    /// <summary>The number of the event in its session, from 1.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The approximate memory use in bytes: the JSON, and the copies of its parts in the content.</summary>
    internal int Size => ObjectSize + (Raw.Length * 2 * sizeof(char));

    /// <summary>The conference in the content, or null.</summary>
    internal long? ConferenceId => (Content as IConferenceContent)?.ConferenceId;

    /// <summary>The phone call in the content, or null.</summary>
    internal string? CallId => Content switch
    {
        ICallContent { CallId: { Length: > 0 } callId } => callId,
        string { Length: > 0 } text when EventName.HasOnlyCallId(EventType) => text,
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => EventType;
}
