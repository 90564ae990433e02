namespace AgentGateway.Commands;

/// <summary>
/// Sends operations, and returns a refusal as a value, because throwing an exception for each of many refusals would be slow.
/// </summary>
internal static class OperationWork
{
    /// <summary>Creates the work that sends one operation.</summary>
    /// <param name="timeout">The time limit for the event of the operation; null: no wait.</param>
    public static Work<TargetWork<OperationCall>, OperationResult> Create(TimeSpan? timeout) =>
        (work, cancellationToken) => SendAsync(work, timeout, cancellationToken);

    /// <summary>Returns the target of an error: the call or the participant of the operation, otherwise the agent.</summary>
    public static object? ErrorTarget(TargetWork<OperationCall> work) =>
        work.Request.CallId ?? (object?)work.Request.Participant ?? work.Target.AgentId;

    // Pooled, because each of a million calls would allocate the state of this method.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Completed<TargetWork<OperationCall>, OperationResult>> SendAsync(
        TargetWork<OperationCall> work, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var outcome = await work.Target.Session
            .TryInvokeAsync(work.Request, work.Target.Operation, timeout, cancellationToken)
            .ConfigureAwait(false);
        return new Completed<TargetWork<OperationCall>, OperationResult>(work, outcome);
    }
}
