namespace AgentGateway;

/// <content>The end of a runspace: what is left of it.</content>
internal sealed partial class RunspaceSessions
{
    /// <summary>
    /// Takes a session over from a runspace that has ended, with its gateway. Not one that is over, and not one whose agent has a later session
    /// here.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="ended">The sessions of the runspace that has ended.</param>
    public bool TryInherit(AgwSession session, RunspaceSessions ended)
    {
        AgwSession? replaced;
        lock (_gate)
        {
            var isLate = _sessions.TryGetValue((session.Gateway, session.AgentId), out var known) && !known.IsOver && (known.SignedInAt ?? DateTimeOffset.MinValue) >= (session.SignedInAt ?? DateTimeOffset.MinValue);
            if (isLate || session.IsOver)
            {
                return false;
            }

            replaced = Add(session);
            _gateways[session.Transport] = _gateways.TryGetValue(session.Transport, out var borrowers) ? borrowers : 0;
        }

        ended.Forget(session.Transport);
        if (replaced is not null)
        {
            _ = replaced.DetachAsync();
        }

        return true;
    }

    /// <summary>Closes the gateways that neither a session nor a cmdlet uses.</summary>
    public void CloseGateways()
    {
        lock (_gate)
        {
            foreach (var gateway in _gateways.Keys.ToArray())
            {
                CloseUnneeded(gateway);
            }
        }
    }

    /// <summary>Leaves a gateway open that is still used elsewhere.</summary>
    public void Forget(Gateway gateway)
    {
        lock (_gate)
        {
            _ = _gateways.Remove(gateway);
        }
    }
}
