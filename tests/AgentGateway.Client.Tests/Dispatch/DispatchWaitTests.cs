using System.Diagnostics;

namespace AgentGateway.Client.Tests;

/// <summary>When the next piece begins, when the posting thread gets its outcome, and that no outcome is left behind.</summary>
public sealed class DispatchWaitTests
{
    // Longer than the time for which a dispatcher collects outcomes.
    private static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Posted_work_is_done_even_if_no_outcome_is_taken()
    {
        using var dispatcher = NewDispatcher(1);
        Post(dispatcher, 1, 2, 3);

        await dispatcher.CompleteAsync().WithinTimeout();

        Assert.Equal([1, 2, 3], TakeAll(dispatcher));
    }

    [Fact]
    public async Task A_holding_outcome_stops_the_others_until_it_is_taken_and_the_next_one_is_requested()
    {
        var begun = 0;
        using var dispatcher = NewDispatcher(1, (item, token) =>
        {
            _ = Interlocked.Increment(ref begun);
            return new ValueTask<int>(item);
        }, static outcome => outcome == 1);
        Post(dispatcher, 1, 2, 3);

        await dispatcher.CompleteAsync().WithinTimeout();
        Assert.Equal([1], TakeOne(dispatcher));
        Assert.Equal(1, begun);

        Assert.False(dispatcher.TryTake(out _));
        await Eventually.TrueAsync(() => Volatile.Read(ref begun) == 3, "the rest has begun");
    }

    [Fact]
    public async Task Two_holding_outcomes_hold_like_one()
    {
        var begun = 0;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = NewDispatcher(2, async (item, token) =>
        {
            _ = Interlocked.Increment(ref begun);
            await gate.Task.WaitAsync(token);
            return item;
        }, static _ => true);
        Post(dispatcher, 1, 2, 3);

        gate.SetResult();
        await dispatcher.CompleteAsync().WithinTimeout();

        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task An_available_outcome_is_returned_without_a_wait()
    {
        using var dispatcher = NewDispatcher(1);
        Post(dispatcher, 1);
        await dispatcher.CompleteAsync().WithinTimeout();

        await Task.Run(() => dispatcher.WaitForOutcome(Timeout.InfiniteTimeSpan)).WithinTimeout();

        Assert.Equal([1], TakeAll(dispatcher));
    }

    [Fact]
    public async Task A_thread_that_waits_gets_the_first_outcome_while_the_next_pieces_are_under_way_and_wait()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var others = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = NewDispatcher(1, async (item, _) =>
        {
            await (item == 1 ? first : others).Task;
            return item;
        });
        Post(dispatcher, 1, 2, 3);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiter = new Thread(() =>
        {
            dispatcher.WaitForOutcome(Timeout.InfiniteTimeSpan);
            woken.SetResult();
        })
        {
            IsBackground = true,
        };
        var started = Stopwatch.GetTimestamp();
        waiter.Start();
        await Eventually.TrueAsync(
            () => Stopwatch.GetElapsedTime(started) > LongWait && waiter.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin),
            "the thread waits");

        first.SetResult();
        await woken.Task.WithinTimeout();

        Assert.Equal([1], TakeOne(dispatcher));
        others.SetResult();
        await dispatcher.CompleteAsync().WithinTimeout();
    }

    [Fact]
    public async Task The_end_comes_after_every_piece_even_if_the_dispatcher_was_idle()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = NewDispatcher(2, async (item, _) =>
        {
            await (item == 1 ? Task.CompletedTask : gate.Task);
            return item;
        });
        Post(dispatcher, 1);
        await Eventually.TrueAsync(() => dispatcher.TryTake(out _), "the first outcome");
        await Eventually.TrueAsync(() => !dispatcher.IsUnderWay, "nothing is under way");
        Post(dispatcher, 2);

        var ended = dispatcher.CompleteAsync();

        Assert.False(ended.IsCompleted);
        gate.SetResult();
        await ended.WithinTimeout();
        Assert.Equal([2], TakeAll(dispatcher));
    }

    [Fact]
    public async Task After_the_end_every_remaining_outcome_can_still_be_taken_in_order()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var dispatcher = NewDispatcher(1, async (item, _) =>
        {
            if (item == 4)
            {
                last.SetResult();
                await gate.Task;
            }

            return item;
        });
        Post(dispatcher, 1, 2, 3, 4);
        await last.Task.WithinTimeout();

        // Three outcomes are available, one of them is taken, and the fourth arrives afterwards.
        Assert.Equal([1], TakeOne(dispatcher));
        gate.SetResult();
        await dispatcher.CompleteAsync().WithinTimeout();

        var late = new List<int>();
        while (dispatcher.TryTakeLate(out var outcome))
        {
            late.Add(outcome);
        }

        Assert.Equal([2, 3, 4], late);
    }

    [Fact]
    public async Task Of_several_pieces_that_throw_the_first_is_reported_and_none_is_awaited()
    {
        using var dispatcher = NewDispatcher(2, (item, _) => throw new NotSupportedException($"defect {item}"));

        // With one key the second begins after the first has ended.
        _ = dispatcher.TryPost(0, 1);
        _ = dispatcher.TryPost(0, 2);
        await Eventually.TrueAsync(() => !dispatcher.IsUnderWay, "the first has ended");
        dispatcher.IsPaused = false;
        await Eventually.TrueAsync(() => !dispatcher.IsUnderWay, "the second has ended");

        var failure = Assert.Throws<InvalidOperationException>(() => dispatcher.TryTake(out _));

        Assert.Contains("NotSupportedException: defect 1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, dispatcher.Pending);
    }

    private static Dispatcher<int, int> NewDispatcher(
        int window, Func<int, CancellationToken, ValueTask<int>>? work = null, Func<int, bool>? holds = null) =>
        new(window, work ?? ((item, _) => new ValueTask<int>(item)), TestContext.Current.CancellationToken, holds);

    private static void Post(Dispatcher<int, int> dispatcher, params int[] items) =>
        Assert.All(items, item => Assert.True(dispatcher.TryPost(item, item)));

    private static int[] TakeOne(Dispatcher<int, int> dispatcher) => dispatcher.TryTake(out var outcome) ? [outcome] : [];

    private static int[] TakeAll(Dispatcher<int, int> dispatcher)
    {
        var outcomes = new List<int>();
        while (dispatcher.TryTake(out var outcome))
        {
            outcomes.Add(outcome);
        }

        return [.. outcomes];
    }
}
