namespace AgentGateway.Commands;

/// <summary>A piece of work and its outcome.</summary>
/// <typeparam name="TWork">The piece of work.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
internal readonly struct Completed<TWork, TResult>
{
    internal Completed(TWork work, in Outcome<TResult> outcome)
    {
        Work = work;
        Outcome = outcome;
    }

    internal TWork Work { get; }

    internal Outcome<TResult> Outcome { get; }

    /// <summary>Waits for a task. A failure becomes the outcome of the work.</summary>
    internal static async ValueTask<Completed<TWork, TResult>> OfAsync(TWork work, Task<TResult> task)
    {
        try
        {
            return new Completed<TWork, TResult>(work, await task.ConfigureAwait(false));
        }
        catch (GatewayException failure)
        {
            return new Completed<TWork, TResult>(work, failure);
        }
        catch (OperationCanceledException canceled) when (canceled.InnerException is GatewayException failure)
        {
            // The change was sent before the cancellation.
            return new Completed<TWork, TResult>(work, failure);
        }
    }
}
