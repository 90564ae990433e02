namespace AgentGateway.Simulator;

/// <summary>The fields of a sign-in request.</summary>
internal sealed record SignInDetails(string PhoneNumber)
{
    public AgentState InitialState { get; init; } = AgentState.Idle;

    public bool AutoAnswer { get; init; } = true;

    public bool AutoEnterIdle { get; init; } = true;

    public bool ListenStatus { get; init; }

    /// <summary>The agent signed in to the platform only (loginex).</summary>
    public bool PlatformOnly { get; init; }

    public int AgentType { get; init; } = 4;
}
