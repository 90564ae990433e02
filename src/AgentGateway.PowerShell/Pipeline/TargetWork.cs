namespace AgentGateway.Commands;

/// <summary>A request for one target. It passes through several queues, so it is a reference and not a large value.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
public sealed class TargetWork<TRequest>
{
    private readonly Target _target;

    internal TargetWork(in Target target, TRequest request)
    {
        _target = target;
        Request = request;
    }

    internal ref readonly Target Target => ref _target;

    internal TRequest Request { get; }
}
