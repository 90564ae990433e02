using System.Diagnostics;

namespace AgentGateway.Client.Tests;

/// <summary>Tests a dispatcher that ends before its work: by cancellation, by a downstream failure, by work that throws.</summary>
public sealed class DispatchEndTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    public async Task Cancellation_ends_what_is_under_way_and_begins_nothing_more(int window)
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        using var dispatcher = new Dispatcher<int, int>(window, ForeverAsync, stop.Token);
        for (var i = 0; dispatcher.TryPost(i, i); i++)
        {
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref begun) == window, "the window is full");
        var started = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        await dispatcher.CompleteAsync().WithinTimeout();

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(1));
        Assert.Equal(window, begun);
        _ = Assert.Throws<OperationCanceledException>(() => dispatcher.TryPost(0, 0));
        _ = Assert.Throws<OperationCanceledException>(() => dispatcher.WaitForOutcome(TimeSpan.FromSeconds(10)));

        async ValueTask<int> ForeverAsync(int item, CancellationToken cancellationToken)
        {
            _ = Interlocked.Increment(ref begun);
            return await NeverAsync(item, cancellationToken);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task After_a_holding_outcome_nothing_begins_until_it_is_taken_and_everything_is_done_in_the_end(int window)
    {
        var begun = 0;
        var begunWhenTaken = 0;
        using var dispatcher = new Dispatcher<int, int>(
            window, WorkAsync, TestContext.Current.CancellationToken, static outcome => outcome % 100 == 0);

        var outcomes = await DispatchPump.RunAsync(dispatcher, Enumerable.Range(1, 1000).Select(i => (i, i)), outcome =>
        {
            if (outcome % 100 == 0)
            {
                var before = Volatile.Read(ref begun);
                Thread.Yield();
                begunWhenTaken += Volatile.Read(ref begun) - before;
            }
        });

        // Ten outcomes held the others. A piece that already had a place in the window may still begin a moment later.
        Assert.InRange(begunWhenTaken, 0, 10 * (window - 1));
        Assert.Equal(Enumerable.Range(1, 1000), outcomes.Order());

        async ValueTask<int> WorkAsync(int item, CancellationToken cancellationToken)
        {
            _ = Interlocked.Increment(ref begun);
            await Task.Yield();
            return item;
        }
    }

    [Fact]
    public async Task While_it_is_paused_nothing_begins_and_what_is_under_way_ends()
    {
        var begun = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = new Dispatcher<int, int>(4, async (item, token) =>
        {
            _ = Interlocked.Increment(ref begun);
            await gate.Task.WaitAsync(token);
            return item;
        }, TestContext.Current.CancellationToken);
        for (var item = 0; item < 20; item++)
        {
            // Two of each key, so that pieces also wait behind others.
            _ = dispatcher.TryPost(item / 2, item);
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref begun) == 4, "the window is full");
        dispatcher.IsPaused = true;
        Assert.True(dispatcher.IsUnderWay);
        gate.SetResult();
        var outcomes = new List<int>();
        while (dispatcher.IsUnderWay)
        {
            dispatcher.WaitForOutcome(TimeSpan.FromSeconds(10));
            while (dispatcher.TryTake(out var outcome))
            {
                outcomes.Add(outcome);
            }
        }

        Assert.Equal((4, 4, 16), (begun, outcomes.Count, dispatcher.Pending));
        _ = dispatcher.TryPost(100, 100);
        Assert.Equal(4, Volatile.Read(ref begun));

        dispatcher.IsPaused = false;
        outcomes.AddRange(await DispatchPump.RunAsync(dispatcher, []).WithinTimeout());
        Assert.Equal([.. Enumerable.Range(0, 20), 100], outcomes.Order());
    }

    [Fact]
    public async Task Work_that_throws_leaves_the_others_their_outcomes()
    {
        using var dispatcher = new Dispatcher<int, int>(2, async (item, _) =>
        {
            await Task.Yield();
            return item % 3 == 0 ? throw new NotSupportedException("broken") : item;
        }, TestContext.Current.CancellationToken);
        var outcomes = new List<int>();
        for (var item = 1; item <= 10; item++)
        {
            _ = dispatcher.TryPost(item, item);
        }

        var faults = 0;
        while (dispatcher.Pending > 0)
        {
            try
            {
                outcomes.AddRange(await DispatchPump.RunAsync(dispatcher, [], outcomes.Add).WithinTimeout());
                break;
            }
            catch (InvalidOperationException)
            {
                faults++;
            }
        }

        Assert.InRange(faults, 1, 3);
        Assert.Equal([1, 2, 4, 5, 7, 8, 10], outcomes.Distinct().Order());
    }

    [Fact]
    public async Task A_thread_that_waits_is_woken_by_cancellation()
    {
        using var stop = new CancellationTokenSource();
        using var dispatcher = new Dispatcher<int, int>(1, NeverAsync, stop.Token);
        _ = dispatcher.TryPost(1, 1);
        var pump = DispatchPump.RunAsync(dispatcher, []);

        await stop.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump.WithinTimeout());
        await dispatcher.CompleteAsync().WithinTimeout();
    }

    [Fact]
    public async Task Work_that_ignores_the_token_is_awaited()
    {
        using var stop = new CancellationTokenSource();
        var deaf = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = new Dispatcher<int, int>(1, async (item, _) =>
        {
            await deaf.Task;
            return item;
        }, stop.Token);
        _ = dispatcher.TryPost(1, 1);
        _ = dispatcher.TryPost(2, 2);

        await stop.CancelAsync();
        var ended = dispatcher.CompleteAsync();
        Assert.False(ended.IsCompleted);
        deaf.SetResult();
        await ended.WithinTimeout();

        Assert.True(dispatcher.TryTake(out var outcome));
        Assert.Equal(1, outcome);
        Assert.False(dispatcher.TryTake(out _));
    }

    [Fact]
    public async Task After_the_cancellation_a_downstream_failure_leaves_nothing_under_way()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        using var dispatcher = new Dispatcher<int, int>(4, async (item, token) =>
        {
            _ = Interlocked.Increment(ref begun);
            await Task.Delay(item == 3 ? 0 : Timeout.Infinite, token);
            return item;
        }, stop.Token);

        _ = await Assert.ThrowsAsync<NotSupportedException>(
            () => DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, 100).Select(i => (i, i)), _ => throw new NotSupportedException()));
        await stop.CancelAsync();
        await dispatcher.CompleteAsync().WithinTimeout();
        var atTheEnd = begun;
        await Task.Delay(20, TestContext.Current.CancellationToken);

        Assert.Equal(atTheEnd, begun);
        Assert.True(begun <= 5, $"{begun} pieces began.");
    }

    [Fact]
    public async Task Work_that_throws_is_reported_and_not_swallowed()
    {
        using var dispatcher = new Dispatcher<int, int>(2, async (item, _) =>
        {
            await Task.Yield();
            return item == 5 ? throw new NotSupportedException("broken") : item;
        }, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DispatchPump.RunAsync(dispatcher, Enumerable.Range(0, 10).Select(i => (i, i))).WithinTimeout());

        _ = Assert.IsType<NotSupportedException>(failure.InnerException);
        await dispatcher.CompleteAsync().WithinTimeout();
    }

    [Fact]
    public async Task Without_posted_work_there_is_nothing_to_wait_for()
    {
        using var dispatcher = new Dispatcher<int, int>(1024, (item, _) => new ValueTask<int>(item), TestContext.Current.CancellationToken);

        dispatcher.WaitForOutcome(TimeSpan.FromMilliseconds(1));

        Assert.False(dispatcher.TryTake(out _));
        Assert.True(dispatcher.CompleteAsync().IsCompletedSuccessfully);
        await Task.CompletedTask;
    }

    private static async ValueTask<int> NeverAsync(int item, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return item;
    }
}
