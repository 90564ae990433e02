namespace AgentGateway;

/// <summary>
/// What the events of a session report about its agent: its conference, and the conference that it is invited to. One poller writes;
/// any thread reads.
/// </summary>
/// <param name="isNew">The agent has just signed in, and took no other session over: it is in no conference yet.</param>
/// <param name="sharesEvents">Another program may take events of this session, so that they are never complete.</param>
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

    /// <summary>The conference that the agent's phone rings for.</summary>
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
                    _current = Told(id);
                    _invitation = Told(null);
                    break;

                // A late event of another conference says nothing about this one.
                case EventName.ConfSelfLeaveResult when id is null || id == _current.ConferenceId:
                    _current = Told(null);
                    break;

                case EventName.ConfRinging:
                    _invitation = new ConferenceKnowledge(id, id is not null && !sharesEvents);
                    break;

                case EventName.OtherPhoneRelease or EventName.StateReady:
                    _invitation = Told(null);
                    break;
            }
        }
    }

    /// <summary>Events may have been lost, so what is known may be out of date.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _current = _current with { IsCertain = false };
            _invitation = _invitation with { IsCertain = false };
        }
    }

    /// <summary>The session is over.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _current = _invitation = default;
        }
    }

    private ConferenceKnowledge Told(long? id) => new(id, !sharesEvents);
}

/// <summary>What the events say about a conference.</summary>
/// <param name="ConferenceId">The conference that the events last reported; null: none is known.</param>
/// <param name="IsCertain">The agent is in this conference, or in none if it is null; otherwise an event may be missing.</param>
internal readonly record struct ConferenceKnowledge(long? ConferenceId, bool IsCertain)
{
    /// <summary>It is certainly this one.</summary>
    public bool Is(long conferenceId) => IsCertain && ConferenceId == conferenceId;

    /// <summary>It is certainly another one, which is given.</summary>
    public long? OtherThan(long conferenceId) => IsCertain && ConferenceId != conferenceId ? ConferenceId : null;
}
