namespace AgentGateway;

/// <content>Continues a session with a new sign-in after an outage of the gateway (decision 0031).</content>
public sealed partial class AgwSession
{
    private bool _isLost;

    /// <summary>Notes that the gateway has lost the sign-in. The state of the sign-in is discarded. The session isn't over.</summary>
    /// <param name="why">The reason.</param>
    internal void NoteLost(string why)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            _isLost = true;
            State = SessionState.Reconnecting;
            LastError = why;
        }

        Conferences.Clear();
        Unfinished.Forget();
    }

    /// <summary>Continues with a new sign-in of the same agent. Returns false if the session is over.</summary>
    /// <param name="fresh">The session of the new sign-in. It doesn't poll, and it isn't used afterwards.</param>
    /// <param name="lostAt">When the gateway last answered a poll of the lost sign-in.</param>
    internal bool TryAdopt(AgwSession fresh, DateTimeOffset lostAt)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return false;
            }

            _cookies = fresh._cookies;
            Facts = fresh.Facts;
            SignedInAt = fresh.SignedInAt;
            _signedInSince = fresh._signedInSince;
            _isLost = false;
            LastError = fresh.Unrecorded?.Message;
            LastOperation = fresh.LastOperation;
            _guid.Restart(fresh._guid.Current.Reveal());
            State = SessionState.SignedIn;
        }

        Events.Append(new AgentEvent
        {
            EventType = EventName.SessionReconnected,
            AgentId = AgentId!.Value,
            Gateway = Gateway,
            ReceivedAt = Transport.Clock.GetLocalNow(),
            Content = new SessionReconnected(lostAt, fresh.SignedInAt!.Value),
            Raw = "{}",
        });
        NoteContact();
        return true;
    }
}
