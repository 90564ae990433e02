namespace AgentGateway.Simulator;

internal enum GuidMatch
{
    None,
    Wrong,
    Previous,
    Current,
}

/// <summary>What an agent said about itself when it signed in.</summary>
internal sealed record SignInDetails(string PhoneNumber)
{
    public AgentState InitialState { get; init; } = AgentState.Idle;

    public bool AutoEnterIdle { get; init; } = true;

    public bool ListenStatus { get; init; }

    /// <summary>loginex: signed in to the platform only.</summary>
    public bool PlatformOnly { get; init; }

    public int AgentType { get; init; } = 4;
}

/// <summary>One signed-in time of an agent: its GUIDs, its events, its heartbeat.</summary>
internal sealed class Session(SignInDetails details, GuidFormat format, SimulatedTime time)
{
    private readonly Lock gate = new();

    /// <summary>Those before the current one, oldest first; each is good for its own time.</summary>
    private readonly List<(string Guid, long Issued)> previous = [];
    private string current = format.New();
    private long currentIssued = time.GetTimestamp();
    private long lastContact = time.GetTimestamp();
    private int pollsUnderWay;

    public SignInDetails Details { get; } = details;

    public DateTimeOffset SignedInAt { get; } = time.GetUtcNow();

    public EventQueue Events { get; } = new();

    public string Guid
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }
    }

    public TimeSpan GuidAge
    {
        get
        {
            lock (gate)
            {
                return TimeSpan.FromTicks(time.GetTimestamp() - currentIssued);
            }
        }
    }

    /// <summary>Compares a request's GUID with those issued; <paramref name="timeout"/> is null where GUIDs never expire.</summary>
    public GuidMatch Match(string? guid, TimeSpan? timeout)
    {
        if (string.IsNullOrEmpty(guid))
        {
            return GuidMatch.None;
        }

        lock (gate)
        {
            if (guid == current)
            {
                return IsAlive(currentIssued, timeout) ? GuidMatch.Current : GuidMatch.Wrong;
            }

            previous.RemoveAll(one => !IsAlive(one.Issued, timeout));
            return previous.Exists(one => one.Guid == guid) ? GuidMatch.Previous : GuidMatch.Wrong;
        }
    }

    public string Rotate() => Rotate(format);

    /// <summary>Issues a GUID that may look otherwise than those of the gateway's options.</summary>
    public string Rotate(GuidFormat next)
    {
        lock (gate)
        {
            if (previous.Count == OpenDecisions.GuidsKept)
            {
                previous.RemoveAt(0);
            }

            previous.Add((current, currentIssued));
            (current, currentIssued) = (next.New(), time.GetTimestamp());
            return current;
        }
    }

    public void RotateWhenOlderThan(TimeSpan interval)
    {
        lock (gate)
        {
            if (time.GetTimestamp() - currentIssued >= interval.Ticks)
            {
                Rotate();
            }
        }
    }

    /// <summary>After this no request of the session is authenticated any more.</summary>
    public void ExpireGuids()
    {
        lock (gate)
        {
            previous.Clear();
            currentIssued = long.MinValue / 2;
        }
    }

    public void Contact() => Interlocked.Exchange(ref lastContact, time.GetTimestamp());

    public void PollBegins()
    {
        Interlocked.Increment(ref pollsUnderWay);
        Contact();
    }

    public void PollEnds()
    {
        Contact();
        Interlocked.Decrement(ref pollsUnderWay);
    }

    public bool IsIdleFor(TimeSpan limit) =>
        Volatile.Read(ref pollsUnderWay) == 0 && time.GetTimestamp() - Interlocked.Read(ref lastContact) >= limit.Ticks;

    private bool IsAlive(long issued, TimeSpan? timeout) => issued >= 0 && (timeout is not { } limit || time.GetTimestamp() - issued < limit.Ticks);
}
