namespace AgentGateway.Commands;

/// <summary>A request for one target.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
public readonly struct TargetWork<TRequest>
{
    internal TargetWork(in Target target, TRequest request)
    {
        Target = target;
        Request = request;
    }

    internal Target Target { get; }

    internal TRequest Request { get; }
}
