namespace AgentGateway.Client.Tests;

/// <summary>
/// Uses a dispatcher as a cmdlet does, on its own thread: posts work, takes outcomes while it can't post, and takes the remaining ones.
/// </summary>
internal static class DispatchPump
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    public static Task<List<TOutcome>> RunAsync<TItem, TOutcome>(
        Dispatcher<TItem, TOutcome> dispatcher, IEnumerable<(int Key, TItem Item)> input, Action<TOutcome>? downstream = null) =>
        OnThread(() => Run(dispatcher, input, downstream));

    /// <summary>Takes outcomes until there are enough. Work that hasn't begun may remain.</summary>
    public static Task<List<TOutcome>> TakeAsync<TItem, TOutcome>(Dispatcher<TItem, TOutcome> dispatcher, int count) =>
        OnThread(() =>
        {
            var outcomes = new List<TOutcome>();
            while (outcomes.Count < count)
            {
                dispatcher.WaitForOutcome(TestTimeout);
                Take(dispatcher, outcomes, null);
            }

            return outcomes;
        });

    private static Task<T> OnThread<T>(Func<T> run) => Task.Factory
        .StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        .WithinTimeout();

    private static List<TOutcome> Run<TItem, TOutcome>(
        Dispatcher<TItem, TOutcome> dispatcher, IEnumerable<(int Key, TItem Item)> input, Action<TOutcome>? downstream)
    {
        var outcomes = new List<TOutcome>();
        foreach (var (key, item) in input)
        {
            while (!dispatcher.TryPost(key, item))
            {
                dispatcher.WaitForOutcome(TestTimeout);
                Take(dispatcher, outcomes, downstream);
            }
        }

        while (dispatcher.Pending > 0)
        {
            dispatcher.WaitForOutcome(TestTimeout);
            Take(dispatcher, outcomes, downstream);
        }

        return outcomes;
    }

    private static void Take<TItem, TOutcome>(Dispatcher<TItem, TOutcome> dispatcher, List<TOutcome> outcomes, Action<TOutcome>? downstream)
    {
        while (dispatcher.TryTake(out var outcome))
        {
            downstream?.Invoke(outcome);
            outcomes.Add(outcome);
        }
    }
}
