namespace AgentGateway;

/// <summary>
/// The position of one runspace in the events of each session. An event that was written in the runspace is not returned in it again.
/// </summary>
internal sealed class EventPositions
{
    private readonly ConditionalWeakTable<AgwSession, EventReader> _readers = new();

    /// <summary>Returns the reader with the position in the events of a session.</summary>
    public EventReader ReaderOf(AgwSession session) => _readers.GetValue(session, static known => known.ReadAllEvents());
}
