namespace AgentGateway;

/// <summary>Takes the targets of a record.</summary>
internal interface ITargetReceiver
{
    /// <summary>Processes a target.</summary>
    /// <exception cref="GatewayException">It can't be processed; the failure is passed on as that of the input.</exception>
    void Process(in Target target);

    /// <summary>Processes the failure of an input that has no target, or whose target can't be processed.</summary>
    void ProcessFailure(GatewayException failure, object? input);
}
