namespace AgentGateway;

/// <summary>A GUID, the bearer credential of a session: as secret as a password. Its printed form doesn't contain it.</summary>
/// <param name="value">The secret.</param>
/// <param name="version">The number of rotations before it.</param>
/// <param name="since">When the session received it.</param>
/// <param name="signIn">The number of earlier sign-ins of the session.</param>
internal sealed class SessionGuid(string value, int version, DateTimeOffset since, int signIn = 0)
{
    private readonly string _value = value;

    /// <summary>The number of rotations before it.</summary>
    public int Version { get; } = version;

    /// <summary>When the session received it.</summary>
    public DateTimeOffset Since { get; } = since;

    /// <summary>The number of earlier sign-ins of the session. A call of one sign-in must not use the GUID of another.</summary>
    public int SignIn { get; } = signIn;

    public bool Is(string guid) => string.Equals(_value, guid, StringComparison.Ordinal);

    /// <summary>The secret itself, only for a header and for callers that explicitly request it from the session.</summary>
    public string Reveal() => _value;

    public override string ToString() => Redactor.Mask;
}
