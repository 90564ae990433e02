namespace AgentGateway;

/// <summary>The output of a call of any interface.</summary>
public enum InterfaceOutput
{
    /// <summary>A result with the agent, the operation, the return code, and the data of the reply.</summary>
    Result,

    /// <summary>Only the data of the reply, as JSON.</summary>
    Json,
}
