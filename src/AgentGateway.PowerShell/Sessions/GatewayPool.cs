namespace AgentGateway;

/// <summary>
/// The gateways of one runspace. Sessions with the same options share one, with its connections and its trace file. A gateway that
/// neither a session nor a cmdlet uses is closed.
/// </summary>
/// <param name="gate">The lock that it shares with the other parts of <see cref="RunspaceSessions"/>.</param>
/// <param name="sessions">The sessions of the runspace.</param>
internal sealed class GatewayPool(object gate, SessionDirectory sessions)
{
    // A gateway and the number of cmdlets that use it.
    private readonly Dictionary<Gateway, int> _borrowers = [];

    /// <summary>Returns the gateway with these options, and creates it if there is none. It stays open until it is returned.</summary>
    public Gateway Borrow(GatewayOptions options)
    {
        lock (gate)
        {
            var gateway = _borrowers.Keys.FirstOrDefault(known => known.Options == options) ?? new Gateway(options);
            _borrowers[gateway] = _borrowers.TryGetValue(gateway, out var borrowers) ? borrowers + 1 : 1;
            return gateway;
        }
    }

    /// <summary>Keeps a gateway of this runspace open until it is returned. A gateway of another runspace is not affected.</summary>
    public bool TryHold(Gateway gateway)
    {
        lock (gate)
        {
            var isKnown = _borrowers.TryGetValue(gateway, out var borrowers);
            if (isKnown)
            {
                _borrowers[gateway] = borrowers + 1;
            }

            return isKnown;
        }
    }

    /// <summary>Returns a borrowed gateway.</summary>
    public void Return(Gateway gateway)
    {
        lock (gate)
        {
            _borrowers[gateway]--;
            CloseUnneeded(gateway);
        }
    }

    /// <summary>Takes over the gateway of an inherited session.</summary>
    public void Adopt(Gateway gateway)
    {
        lock (gate)
        {
            _borrowers[gateway] = _borrowers.TryGetValue(gateway, out var borrowers) ? borrowers : 0;
        }
    }

    /// <summary>Forgets a gateway and leaves it open, because it is used elsewhere.</summary>
    public void Forget(Gateway gateway)
    {
        lock (gate)
        {
            _ = _borrowers.Remove(gateway);
        }
    }

    /// <summary>Closes a gateway if neither a session nor a cmdlet uses it.</summary>
    public void CloseUnneeded(Gateway gateway)
    {
        lock (gate)
        {
            if (_borrowers.TryGetValue(gateway, out var borrowers) && borrowers == 0 && !sessions.Uses(gateway))
            {
                _ = _borrowers.Remove(gateway);
                gateway.Dispose();
            }
        }
    }

    /// <summary>Closes every gateway that neither a session nor a cmdlet uses.</summary>
    public void CloseAllUnneeded()
    {
        lock (gate)
        {
            foreach (var gateway in _borrowers.Keys.ToArray())
            {
                CloseUnneeded(gateway);
            }
        }
    }
}
