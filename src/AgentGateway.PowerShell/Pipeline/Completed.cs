namespace AgentGateway.Commands;

/// <summary>A piece of work that has ended, with a result or with a failure.</summary>
/// <typeparam name="TWork">The piece of work.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
public readonly struct Completed<TWork, TResult>
{
    internal Completed(TWork work, TResult result)
    {
        Work = work;
        Result = result;
    }

    internal Completed(TWork work, GatewayException failure)
    {
        Work = work;
        Failure = failure;
    }

    internal TWork Work { get; }

    /// <summary>The result; not set after a failure.</summary>
    internal TResult? Result { get; }

    /// <summary>Why the work failed; null: it succeeded.</summary>
    internal GatewayException? Failure { get; }

    internal bool Failed => Failure is not null;

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
        catch (OperationCanceledException cancelled) when (cancelled.InnerException is GatewayException failure)
        {
            // A change was sent before it was cancelled.
            return new Completed<TWork, TResult>(work, failure);
        }
    }
}
