namespace AgentGateway;

/// <content>The same session with another sign-in, after an outage of the gateway (decision 0031).</content>
public sealed partial class AgwSession
{
    private bool _isLost;

    /// <summary>The gateway has lost the sign-in. What belongs to it is forgotten; the session is not over.</summary>
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

    /// <summary>Continues with another sign-in of the same agent. False: the session is over, so nobody wants the sign-in.</summary>
    /// <param name="fresh">The sign-in. It does not poll, and its session isn't used any more.</param>
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
