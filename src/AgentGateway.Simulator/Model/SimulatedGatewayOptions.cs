namespace AgentGateway.Simulator;

/// <summary>The configuration of the simulated gateway.</summary>
public record SimulatedGatewayOptions
{
    /// <summary>The lowest agent ID in every version of the reference.</summary>
    public const int MinimumAgentId = 101;

    public string Agents { get; init; } = "101-5100";

    public string Inspectors { get; init; } = "900-901";

    public string Password { get; init; } = "secret";

    public IReadOnlyDictionary<int, string> AgentPasswords { get; init; } = new Dictionary<int, string>();

    /// <summary>1 is static authentication, 2 is dynamic authentication.</summary>
    public int AuthMode { get; init; } = 2;

    public TimeSpan GuidInterval { get; init; } = TimeSpan.FromMilliseconds(60_000);

    public TimeSpan GuidTimeout { get; init; } = TimeSpan.FromMilliseconds(120_000);

    /// <summary>59999 (2023) or 999999 (2025).</summary>
    public int MaximumAgentId { get; init; } = 59_999;

    public TimeSpan PollHold { get; init; } = TimeSpan.FromMilliseconds(10_000);

    /// <summary>The gateway signs out an agent that doesn't poll for this long.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMilliseconds(120_000);

    /// <summary>The delay of every reply of an interface, except polls.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The time that a called phone takes to answer.</summary>
    public TimeSpan CallDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>If false, signed-in agents can't be forced out: sign-ins get 100-015.</summary>
    public bool ForcedSignIn { get; init; } = true;

    /// <summary>The number of conferences that run at the start. The first agents chair them.</summary>
    public int Conferences { get; init; }

    /// <summary>The text after the dot in a GUID.</summary>
    public string Instance { get; init; } = "AgentGateway0";

    /// <summary>GUIDs have 48 hexadecimal digits instead of being UUIDs.</summary>
    public bool HexadecimalGuids { get; init; }

    /// <summary>One poll fetches the events of all agents (GET_EVENT_MODE 2), instead of one poll for each agent.</summary>
    public bool AllAgentPoll { get; init; }

    /// <summary>The Set-Cookie header of sign-in replies.</summary>
    public string? SetCookie { get; init; }

    public int Vdn { get; init; } = 1;

    /// <summary>Varies the ages of the conferences that run at the start.</summary>
    public int Seed { get; init; } = 1;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal bool IsValidAgentId(int id) => id >= MinimumAgentId && id <= MaximumAgentId;

    /// <summary>Reads an agent ID that the gateway could have, signed in or not.</summary>
    internal bool TryReadAgentId(ReadOnlySpan<char> text, out int agentId) =>
        InvariantText.TryNumber(text, MinimumAgentId, MaximumAgentId, out agentId);
}
