namespace AgentGateway.Commands;

/// <summary>Sends batches.</summary>
internal static class BatchWork
{
    /// <summary>Creates the work that sends one batch.</summary>
    /// <param name="readMissing">Reads the addresses that the gateway could not find.</param>
    public static Work<Batch, BatchResult> Create(
        Func<OperationResult, IReadOnlyList<(string Address, AddressType? Type)>> readMissing) => async (batch, cancellationToken) =>
    {
        var target = batch.Target;
        var outcome = await target.Session.TryInvokeAsync(batch.Call, target.Operation, null, cancellationToken).ConfigureAwait(false);
        return Complete(batch, outcome, result => new BatchResult(result) { Missing = readMissing(result) });
    };

    /// <summary>The outcome of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="call">The outcome of its call.</param>
    /// <param name="createResult">Creates the result of an accepted call.</param>
    public static Completed<Batch, BatchResult> Complete(
        Batch batch, in Outcome<OperationResult> call, Func<OperationResult, BatchResult> createResult) =>
        call.Failure is { } failure
            ? new Completed<Batch, BatchResult>(batch, failure)
            : new Completed<Batch, BatchResult>(batch, createResult(call.Value!));
}
