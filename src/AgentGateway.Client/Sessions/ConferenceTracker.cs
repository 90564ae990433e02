namespace AgentGateway;

/// <summary>
/// The conference of an agent, and the conference to which it is invited, according to the events of its session. One poller writes; any
/// thread can read.
/// </summary>
/// <param name="isNew">
/// Indicates that the agent has just signed in without taking over another session, so it is in no conference yet.
/// </param>
/// <param name="sharesEvents">Indicates that another program may receive events of this session, so they are never complete.</param>
internal sealed class ConferenceTracker(bool isNew, bool sharesEvents)
{
    private readonly object _gate = new();
    private ConferenceKnowledge _current = new(null, isNew && !sharesEvents);
    private ConferenceKnowledge _invitation = new(null, isNew && !sharesEvents);

    /// <summary>The conference that the agent is in.</summary>
    public ConferenceKnowledge Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The conference to which the agent is invited.</summary>
    public ConferenceKnowledge Invitation
    {
        get
        {
            lock (_gate)
            {
                return _invitation;
            }
        }
    }

    public void Note(AgentEvent received)
    {
        lock (_gate)
        {
            var id = (received.Content as ConferenceEvent)?.ConferenceId;
            switch (received.EventType)
            {
                case EventName.ConfRequestSuccess or EventName.ConfSelfJoinResult or EventName.ConfPresidentChanged when id is not null:
                    _current = Reported(id);
                    _invitation = Reported(null);
                    break;

                // A late event of another conference means nothing for this one.
                case EventName.ConfSelfLeaveResult when id is null || id == _current.ConferenceId:
                    _current = Reported(null);
                    break;

                case EventName.ConfRinging:
                    _invitation = new ConferenceKnowledge(id, id is not null && !sharesEvents);
                    break;

                case EventName.OtherPhoneRelease or EventName.StateReady:
                    _invitation = Reported(null);
                    break;
            }
        }
    }

    /// <summary>Records that events may have been lost, so the known conference may be outdated.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _current = _current with { IsCertain = false };
            _invitation = _invitation with { IsCertain = false };
        }
    }

    /// <summary>Declares that the session has ended.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _current = _invitation = default;
        }
    }

    private ConferenceKnowledge Reported(long? id) => new(id, !sharesEvents);
}

/// <summary>The conference according to the events.</summary>
/// <param name="ConferenceId">The conference that the events last reported; null: none is known.</param>
/// <param name="IsCertain">
/// Whether the agent is certainly in this conference, or in none if it is null; otherwise, an event may be missing.
/// </param>
internal readonly record struct ConferenceKnowledge(long? ConferenceId, bool IsCertain)
{
    /// <summary>It is certainly this conference.</summary>
    public bool Is(long conferenceId) => IsCertain && ConferenceId == conferenceId;

    /// <summary>It is certainly another conference, which is returned.</summary>
    public long? OtherThan(long conferenceId) => IsCertain && ConferenceId != conferenceId ? ConferenceId : null;
}
