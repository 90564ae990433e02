namespace AgentGateway.Client.Tests;

/// <summary>
/// What a cmdlet does with a dispatcher, on a thread of its own: it posts, takes while it cannot post, and takes the rest.
/// </summary>
internal static class DispatchPump
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    public static Task<List<TOutcome>> RunAsync<TItem, TOutcome>(
        Dispatcher<TItem, TOutcome> dispatcher, IEnumerable<(int Key, TItem Item)> input, Action<TOutcome>? downstream = null) =>
        Task.Factory.StartNew(
            () => Run(dispatcher, input, downstream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

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
