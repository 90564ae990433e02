using System.Runtime.CompilerServices;

namespace AgentGateway;

/// <summary>
/// The position of one runspace in the events of each session. An event that was written here is not returned here again.
/// </summary>
internal sealed class EventPositions
{
    private readonly ConditionalWeakTable<AgwSession, EventReader> _readers = new();

    /// <summary>The reader that holds the position in the events of a session.</summary>
    public EventReader ReaderOf(AgwSession session) => _readers.GetValue(session, static known => known.ReadAllEvents());
}
