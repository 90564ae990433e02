namespace AgentGateway.Simulator;

/// <summary>Agent states with the numbers of the gateway (session.md, section 6, table 1).</summary>
internal enum AgentState
{
    SignedOut = 2,
    Busy = 3,
    Idle = 4,
    WrapUp = 5,
    Talking = 7,
    Rest = 8,
}
