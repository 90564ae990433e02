namespace AgentGateway.Client.Tests;

/// <summary>Work that has been posted and hasn't begun: how much there can be, and how a canceled pipeline takes it back.</summary>
public sealed class DispatchLeftoverTests
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Work_that_has_not_begun_can_be_taken_back_in_order_and_is_then_never_done()
    {
        using var dispatcher = NewDispatcher(1);
        Assert.False(dispatcher.IsWaiting);
        Assert.True(dispatcher.TryPost(1, 1));
        Assert.False(dispatcher.IsWaiting);
        Assert.True(dispatcher.TryPost(2, 2));
        Assert.True(dispatcher.TryPost(3, 3));
        Assert.True(dispatcher.IsWaiting);

        Assert.Equal([2, 3], TakeWaiting(dispatcher));

        Assert.Equal((false, true, 1), (dispatcher.IsWaiting, dispatcher.IsUnderWay, dispatcher.Pending));
        _gate.SetResult();
        Assert.Equal([1], await DispatchPump.RunAsync(dispatcher, []).WithinTimeout());
        Assert.Equal((false, 0), (dispatcher.IsUnderWay, dispatcher.Pending));
    }

    [Fact]
    public async Task Work_behind_another_piece_of_its_key_can_be_taken_back_after_that_piece_and_its_key_can_be_used_again()
    {
        using var dispatcher = NewDispatcher(1);
        Assert.All([1, 2, 3], item => Assert.True(dispatcher.TryPost(0, item)));
        Assert.False(dispatcher.IsWaiting);
        Assert.Empty(TakeWaiting(dispatcher));

        dispatcher.IsPaused = true;
        _gate.SetResult();
        Assert.Equal([1], await DispatchPump.TakeAsync(dispatcher, 1).WithinTimeout());
        Assert.Equal([2, 3], TakeWaiting(dispatcher));
        Assert.Equal((true, 0), (dispatcher.IsPaused, dispatcher.Pending));

        dispatcher.IsPaused = false;
        Assert.False(dispatcher.IsPaused);
        Assert.Equal([4], await DispatchPump.RunAsync(dispatcher, [(0, 4)]).WithinTimeout());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 3)]
    public async Task The_queue_behind_the_window_can_be_shorter(int window, int queueLength)
    {
        using var dispatcher = NewDispatcher(window, queueLength);

        for (var item = 0; item < window + queueLength; item++)
        {
            Assert.True(dispatcher.TryPost(item, item));
        }

        Assert.False(dispatcher.TryPost(100, 100));
        _gate.SetResult();
        Assert.Equal(
            Enumerable.Range(0, window + queueLength), (await DispatchPump.RunAsync(dispatcher, []).WithinTimeout()).Order());
    }

    private Dispatcher<int, int> NewDispatcher(int window, int? queueLength = null) =>
        new(
            window,
            async (item, token) =>
            {
                await _gate.Task.WaitAsync(token);
                return item;
            },
            TestContext.Current.CancellationToken,
            queueLength: queueLength);

    private static List<int> TakeWaiting(Dispatcher<int, int> dispatcher)
    {
        var items = new List<int>();
        while (dispatcher.TryTakeWaiting(out var item))
        {
            items.Add(item);
        }

        return items;
    }
}
