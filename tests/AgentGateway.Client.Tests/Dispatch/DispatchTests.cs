using System.Collections.Concurrent;

namespace AgentGateway.Client.Tests;

/// <summary>Tests many concurrent pieces of work: the window, the order of a key, one outcome for each piece.</summary>
public sealed class DispatchTests
{
    [Theory]
    [InlineData(1, 200)]
    [InlineData(16, 5_000)]
    [InlineData(1024, 20_000)]
    public async Task Every_input_has_exactly_one_outcome(int window, int count)
    {
        using var dispatcher = new Dispatcher<int, int>(window, YieldAsync, TestContext.Current.CancellationToken);

        var outcomes = await DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, count).Select(i => (i, i)));

        Assert.Equal(Enumerable.Range(0, count), outcomes.Order());
        await dispatcher.CompleteAsync().WithinTimeout();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(256)]
    public async Task The_order_of_a_key_is_kept_and_one_piece_of_it_runs_at_a_time(int window)
    {
        var underWay = new ConcurrentDictionary<int, int>();
        var seen = new ConcurrentDictionary<int, List<int>>();
        using var dispatcher = new Dispatcher<(int Key, int Number), int>(window, WorkAsync, TestContext.Current.CancellationToken);

        // Keys in bursts and mixed, so that several workers use the same key.
        _ = await DispatchPump.RunAsync(
            dispatcher, Enumerable.Range(0, 20_000).Select(i => (Key: i % 4 == 0 ? 7 : i % 13, i)).Select(piece => (piece.Key, piece)));

        Assert.All(seen.Values, numbers => Assert.Equal(numbers.Order(), numbers));

        async ValueTask<int> WorkAsync((int Key, int Number) piece, CancellationToken cancellationToken)
        {
            Assert.Equal(1, underWay.AddOrUpdate(piece.Key, 1, (_, count) => count + 1));
            seen.GetOrAdd(piece.Key, _ => []).Add(piece.Number);
            await Task.Yield();
            _ = underWay.AddOrUpdate(piece.Key, 0, (_, count) => count - 1);
            return piece.Number;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1024)]
    public async Task The_window_is_filled_and_never_exceeded(int window)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var underWay = 0;
        var most = 0;
        using var dispatcher = new Dispatcher<int, int>(window, WorkAsync, TestContext.Current.CancellationToken);

        var posted = 0;
        while (dispatcher.TryPost(posted, posted))
        {
            posted++;
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref underWay) == window, "the window is full");
        Assert.Equal(window + Math.Max(2 * window, 256), posted);
        Assert.Equal(posted, dispatcher.Pending);
        gate.SetResult();
        _ = await DispatchPump.RunAsync(dispatcher, []);
        Assert.Equal(window, most);

        async ValueTask<int> WorkAsync(int item, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref underWay);
            lock (gate)
            {
                most = Math.Max(most, now);
            }

            await gate.Task;
            _ = Interlocked.Decrement(ref underWay);
            return item;
        }
    }

    [Fact]
    public async Task A_slow_piece_holds_up_only_its_own_key()
    {
        var slow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = new Dispatcher<int, int>(2, async (item, _) =>
        {
            await (item == 0 ? slow.Task : Task.CompletedTask);
            return item;
        }, TestContext.Current.CancellationToken);
        _ = dispatcher.TryPost(0, 0);
        _ = dispatcher.TryPost(0, 1);
        _ = dispatcher.TryPost(5, 2);

        dispatcher.WaitForOutcome(TimeSpan.FromSeconds(10));
        Assert.True(dispatcher.TryTake(out var first));
        Assert.Equal(2, first);
        Assert.False(dispatcher.TryTake(out _));
        slow.SetResult();
        Assert.Equal([0, 1], await DispatchPump.RunAsync(dispatcher, []));
    }

    [Fact]
    public async Task Outcomes_are_returned_as_they_complete_and_not_in_the_order_of_the_input()
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = new Dispatcher<int, int>(4, async (item, _) =>
        {
            await (item == 0 ? last.Task : Task.CompletedTask);
            return item;
        }, TestContext.Current.CancellationToken);

        var outcomes = await DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, 100).Select(i => (i, i)), outcome =>
        {
            if (outcome == 50)
            {
                last.SetResult();
            }
        });

        Assert.NotEqual(0, outcomes[0]);
        Assert.Equal(100, outcomes.Count);
    }

    [Fact]
    public async Task Work_that_completes_synchronously_needs_no_thread_and_no_stack()
    {
        using var dispatcher = new Dispatcher<int, int>(16, (item, _) => new ValueTask<int>(item), TestContext.Current.CancellationToken);

        var outcomes = await DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, 100_000).Select(i => (i, i)));

        Assert.Equal(100_000, outcomes.Count);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_input()
    {
        using var dispatcher = new Dispatcher<byte[], int>(16, async (item, _) =>
        {
            await Task.Yield();
            return item.Length;
        }, TestContext.Current.CancellationToken);
        var most = 0;

        // All items together would be 10 GB.
        _ = await DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, 100_000).Select(i =>
        {
            most = Math.Max(most, dispatcher.Pending);
            return (i % 50, new byte[100_000]);
        }));

        Assert.True(most <= 16 + 256, $"{most} pieces were pending at once.");
    }

    private static async ValueTask<int> YieldAsync(int item, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return item;
    }
}
