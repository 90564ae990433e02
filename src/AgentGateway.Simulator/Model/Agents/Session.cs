namespace AgentGateway.Simulator;

/// <summary>The session of a signed-in agent: its GUIDs, events and heartbeat.</summary>
internal sealed class Session(SignInDetails details, GuidFormat format, SimulatedTime time)
{
    private const int MaxPreviousGuids = 16;

    private readonly Lock gate = new();

    /// <summary>The GUIDs before the current one, oldest first. Each expires by its own time of issue.</summary>
    private readonly List<(string Guid, long Issued)> previous = [];
    private string current = format.NewGuid();
    private long currentIssued = time.GetTimestamp();
    private long lastContact = time.GetTimestamp();
    private int runningPolls;

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

    /// <summary>Compares the GUID of a request with those issued; <paramref name="timeout"/> is null if GUIDs never expire.</summary>
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
                return IsValid(currentIssued, timeout) ? GuidMatch.Current : GuidMatch.Wrong;
            }

            previous.RemoveAll(entry => !IsValid(entry.Issued, timeout));
            return previous.Exists(entry => entry.Guid == guid) ? GuidMatch.Previous : GuidMatch.Wrong;
        }
    }

    public string Rotate() => Rotate(format);

    /// <summary>Issues a GUID in another format than the gateway's.</summary>
    public string Rotate(GuidFormat next)
    {
        lock (gate)
        {
            if (previous.Count == MaxPreviousGuids)
            {
                previous.RemoveAt(0);
            }

            previous.Add((current, currentIssued));
            (current, currentIssued) = (next.NewGuid(), time.GetTimestamp());
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

    /// <summary>Expires all GUIDs: the gateway refuses every later request of the session.</summary>
    public void ExpireGuids()
    {
        lock (gate)
        {
            previous.Clear();
            currentIssued = long.MinValue / 2;
        }
    }

    public void RecordContact() => Interlocked.Exchange(ref lastContact, time.GetTimestamp());

    public void BeginPoll()
    {
        Interlocked.Increment(ref runningPolls);
        RecordContact();
    }

    public void EndPoll()
    {
        RecordContact();
        Interlocked.Decrement(ref runningPolls);
    }

    public bool IsIdleFor(TimeSpan limit) =>
        Volatile.Read(ref runningPolls) == 0 && time.GetTimestamp() - Interlocked.Read(ref lastContact) >= limit.Ticks;

    private bool IsValid(long issued, TimeSpan? timeout) =>
        issued >= 0 && (timeout is not { } limit || time.GetTimestamp() - issued < limit.Ticks);
}
