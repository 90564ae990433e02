namespace AgentGateway.Simulator;

/// <summary>A call that a test puts on an agent's phone.</summary>
public sealed record SimulatedCall
{
    /// <summary>Ringing waits for the agent to answer, and raises its events. Talking and Held raise none.</summary>
    public string State { get; init; } = "Talking";

    public string Caller { get; init; } = "70004";

    public string Called { get; init; } = "60015";

    /// <summary>The call type: 0 inbound, 6 internal, 7 outbound.</summary>
    public int Feature { get; init; }

    public string Skill { get; init; } = "voice";

    public int SkillId { get; init; } = 25;

    public string Data { get; init; } = "";

    /// <summary>How long ago the call was answered.</summary>
    public int AgeMinutes { get; init; }
}
