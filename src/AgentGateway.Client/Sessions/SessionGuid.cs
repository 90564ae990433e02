namespace AgentGateway;

/// <summary>A GUID, the bearer credential of a session: as secret as a password. It prints as nothing.</summary>
internal sealed class SessionGuid(string value, int version, DateTimeOffset since)
{
    private readonly string _value = value;

    /// <summary>Counts the rotations of its session.</summary>
    public int Version { get; } = version;

    public DateTimeOffset Since { get; } = since;

    public bool Is(string guid) => string.Equals(_value, guid, StringComparison.Ordinal);

    /// <summary>The secret itself; only for a header, or for whoever asks the session for it by name.</summary>
    public string Reveal() => _value;

    public override string ToString() => "***";
}
