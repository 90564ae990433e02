namespace AgentGateway;

/// <summary>
/// How an inspector takes part in the calls of another agent. The numbers are those of <c>switchtype</c> (inspection.md 2).
/// </summary>
public enum SupervisionMode
{
    /// <summary>The inspector hears the calls of the agent.</summary>
    Listen = 0,

    /// <summary>The inspector talks to the agent and the customer.</summary>
    Insert = 1,

    /// <summary>The inspector talks to the agent. The customer doesn't hear the inspector.</summary>
    Whisper = 2,
}
