namespace AgentGateway.Simulator;

/// <summary>How a simulator is set up. The command line and tests fill the same record.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The least agent ID of every generation of the reference.</summary>
    public const int MinimumAgentId = 101;

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public string Agents { get; init; } = "101-5100";

    public string Inspectors { get; init; } = "900-901";

    public string Password { get; init; } = "secret";

    public IReadOnlyDictionary<int, string> AgentPasswords { get; init; } = new Dictionary<int, string>();

    /// <summary>1 static, 2 dynamic authentication.</summary>
    public int AuthMode { get; init; } = 2;

    public TimeSpan GuidInterval { get; init; } = TimeSpan.FromMilliseconds(60_000);

    public TimeSpan GuidTimeout { get; init; } = TimeSpan.FromMilliseconds(120_000);

    /// <summary>59999 (2023) or 999999 (2025).</summary>
    public int MaximumAgentId { get; init; } = 59_999;

    public TimeSpan PollHold { get; init; } = TimeSpan.FromMilliseconds(10_000);

    /// <summary>An agent that does not poll for so long is signed out.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMilliseconds(120_000);

    /// <summary>Added to every reply of an interface but polls.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long a called phone takes to answer.</summary>
    public TimeSpan CallDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>False: signed-in agents cannot be forced out, sign-ins get 100-015.</summary>
    public bool ForcedSignIn { get; init; } = true;

    /// <summary>So many conferences already run, chaired by the first agents.</summary>
    public int Conferences { get; init; }

    /// <summary>File that gets a line of JSON for every request.</summary>
    public string? RequestLog { get; init; }

    /// <summary>What stands after the dot in a GUID.</summary>
    public string Instance { get; init; } = "AgentGateway0";

    /// <summary>GUIDs of 48 hexadecimal digits instead of UUIDs.</summary>
    public bool HexadecimalGuids { get; init; }

    /// <summary>Events are fetched for all agents by one poll (GET_EVENT_MODE 2) instead of one poll an agent.</summary>
    public bool AllAgentPoll { get; init; }

    /// <summary>A Set-Cookie header for sign-in replies.</summary>
    public string? SetCookie { get; init; }

    public int Vdn { get; init; } = 1;

    /// <summary>Varies the ages of the conferences at the start.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Offer no HTTP/2.</summary>
    public bool Http1Only { get; init; }

    /// <summary>No TLS; loopback only.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>An RSA key instead of ECDSA, for clients of old frameworks.</summary>
    public bool RsaCertificate { get; init; }

    /// <summary>The file that the certificate is written to, PEM without the key; null for none. It stays when the simulator ends.</summary>
    public string? CertificatePath { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
