namespace AgentGateway.Commands;

/// <summary>
/// Sends operations, and returns a refusal as a value, because throwing an exception for each of many refusals would be slow.
/// </summary>
internal static class OperationWork
{
    /// <summary>Creates the work that sends one operation.</summary>
    /// <param name="timeout">The time limit for the event of the operation; null: no wait.</param>
    public static Work<TargetWork<OperationCall>, OperationResult> Create(
        TimeSpan? timeout) => async (work, cancellationToken) =>
    {
        var target = work.Target;
        var outcome = await target.Session.TryInvokeAsync(work.Request, target.Operation, timeout, cancellationToken).ConfigureAwait(false);
        return new Completed<TargetWork<OperationCall>, OperationResult>(work, outcome);
    };

    /// <summary>Returns the target of an error: the call or the participant of the operation, otherwise the agent.</summary>
    public static object? ErrorTarget(in TargetWork<OperationCall> work) =>
        work.Request.CallId ?? (object?)work.Request.Participant ?? work.Target.AgentId;
}
