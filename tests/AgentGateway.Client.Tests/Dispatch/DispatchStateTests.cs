namespace AgentGateway.Client.Tests;

/// <summary>
/// What a posting thread can rely on between two calls: what is under way, what begins, and what ends a wait. Nothing here depends on the
/// speed of the machine.
/// </summary>
public sealed class DispatchStateTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task An_outcome_that_has_not_been_taken_counts_as_under_way()
    {
        using var dispatcher = NewDispatcher(2, isOpen: true);
        Post(dispatcher, 1, 2);
        await dispatcher.CompleteAsync().WithinTimeout();
        Assert.True(dispatcher.IsUnderWay);

        Assert.True(dispatcher.TryTake(out _));
        Assert.True(dispatcher.IsUnderWay);

        Assert.True(dispatcher.TryTake(out _));
        Assert.False(dispatcher.IsUnderWay);
    }

    [Fact]
    public void A_request_for_an_outcome_begins_no_more_pieces_than_the_window()
    {
        using var dispatcher = NewDispatcher(2);
        Post(dispatcher, 1, 2, 3, 4, 5);

        Assert.False(dispatcher.TryTake(out _));

        Assert.Equal([3, 4, 5], TakeWaiting(dispatcher));
        _gate.SetResult();
    }

    [Fact]
    public void While_it_is_paused_a_request_for_an_outcome_begins_nothing()
    {
        using var dispatcher = NewDispatcher(2);
        dispatcher.IsPaused = true;
        Post(dispatcher, 1, 2);

        Assert.False(dispatcher.TryTake(out _));

        Assert.False(dispatcher.IsUnderWay);
        Assert.Equal([1, 2], TakeWaiting(dispatcher));
    }

    [Fact]
    public async Task Work_that_is_posted_after_a_holding_outcome_waits_until_the_next_one_is_requested()
    {
        using var dispatcher = NewDispatcher(2, isOpen: true, holds: static outcome => outcome == 1);
        Post(dispatcher, 1);
        await dispatcher.CompleteAsync().WithinTimeout();

        Post(dispatcher, 2);
        Assert.True(dispatcher.IsWaiting);
        Assert.True(dispatcher.TryTake(out _));
        Assert.True(dispatcher.IsWaiting);

        Assert.False(dispatcher.TryTake(out _));
        Assert.False(dispatcher.IsWaiting);
    }

    [Fact]
    public async Task After_the_cancellation_a_request_for_an_outcome_begins_nothing()
    {
        using var stop = new CancellationTokenSource();
        using var dispatcher = NewDispatcher(1, isOpen: true, holds: static _ => true, stop.Token);
        Post(dispatcher, 1, 2);
        await dispatcher.CompleteAsync().WithinTimeout();
        await stop.CancelAsync();

        Assert.True(dispatcher.TryTake(out _));
        Assert.False(dispatcher.TryTake(out _));

        Assert.False(dispatcher.IsUnderWay);
        Assert.Equal([2], TakeWaiting(dispatcher));
    }

    [Fact]
    public async Task After_the_cancellation_nothing_is_waited_for()
    {
        using var stop = new CancellationTokenSource();
        using var dispatcher = NewDispatcher(1, cancellationToken: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Run(() => dispatcher.WaitForOutcome(Timeout.InfiniteTimeSpan), CancellationToken.None).WithinTimeout());
    }

    [Fact]
    public async Task Work_that_the_cancellation_has_ended_has_no_outcome_and_is_no_defect()
    {
        using var stop = new CancellationTokenSource();
        using var dispatcher = NewDispatcher(1, cancellationToken: stop.Token);
        Post(dispatcher, 1);

        await stop.CancelAsync();
        await dispatcher.CompleteAsync().WithinTimeout();

        Assert.False(dispatcher.TryTake(out _));
    }

    [Fact]
    public async Task Work_that_ends_with_a_cancellation_that_nobody_has_requested_is_a_defect()
    {
        using var dispatcher = new Dispatcher<int, int>(
            1, (_, _) => throw new OperationCanceledException("not requested"), TestContext.Current.CancellationToken);
        Post(dispatcher, 1);
        await dispatcher.CompleteAsync().WithinTimeout();

        var failure = Assert.Throws<InvalidOperationException>(() => dispatcher.TryTake(out _));

        Assert.Contains("not requested", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_has_thrown_is_not_waited_for_and_is_reported_once()
    {
        using var dispatcher = new Dispatcher<int, int>(
            1, (_, _) => throw new NotSupportedException("broken"), TestContext.Current.CancellationToken);
        Post(dispatcher, 1);
        await dispatcher.CompleteAsync().WithinTimeout();

        await Task.Run(() => dispatcher.WaitForOutcome(Timeout.InfiniteTimeSpan), CancellationToken.None).WithinTimeout();

        Assert.Throws<InvalidOperationException>(() => dispatcher.TryTake(out _));
        Assert.False(dispatcher.TryTake(out _));
        Assert.Equal((false, 0), (dispatcher.IsUnderWay, dispatcher.Pending));
    }

    private static void Post(Dispatcher<int, int> dispatcher, params int[] items) =>
        Assert.All(items, item => Assert.True(dispatcher.TryPost(item, item)));

    private static List<int> TakeWaiting(Dispatcher<int, int> dispatcher)
    {
        var items = new List<int>();
        while (dispatcher.TryTakeWaiting(out var item))
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>A dispatcher whose pieces end when the gate is open.</summary>
    private Dispatcher<int, int> NewDispatcher(
        int window, bool isOpen = false, Func<int, bool>? holds = null, CancellationToken? cancellationToken = null) =>
        new(
            window,
            async (item, token) =>
            {
                await (isOpen ? Task.CompletedTask : _gate.Task.WaitAsync(token));
                return item;
            },
            cancellationToken ?? TestContext.Current.CancellationToken,
            holds);
}
