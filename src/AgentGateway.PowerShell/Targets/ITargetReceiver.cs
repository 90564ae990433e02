namespace AgentGateway;

/// <summary>Receives the targets of a record.</summary>
internal interface ITargetReceiver
{
    /// <summary>Processes a target.</summary>
    /// <exception cref="GatewayException">The target can't be processed. The failure is passed on as the failure of the input.</exception>
    void Process(in Target target);

    /// <summary>Processes the failure of an input that has no target, or whose target can't be processed.</summary>
    void ProcessFailure(GatewayException failure, object? input);
}
