namespace AgentGateway;

/// <summary>
/// The events that the reference documents (events.md, session.md 6.2, supervision.md, voicecall.md 4). The gateway also sends others, and
/// a session that reconnects adds an event that the gateway doesn't send.
/// </summary>
internal static class EventTypes
{
    /// <summary>The meaning of every documented event, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = ApiFamilies.All
        .SelectMany(static family => family.Events)
        .Append(new EventDescription(EventName.SessionReconnected, "The session was lost and has signed in again; events may be missing."))
        .Where(static known => known.Meaning is not null)
        .ToDictionary(static known => known.Name, static known => known.Meaning!, StringComparer.OrdinalIgnoreCase);
}
