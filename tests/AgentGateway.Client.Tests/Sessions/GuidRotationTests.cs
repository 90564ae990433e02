using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Client.Tests;

/// <summary>The GUID of a session and its rotation, without a gateway (session.md 3).</summary>
public sealed class GuidRotationTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly GuidRotation _rotation;

    public GuidRotationTests() => _rotation = new GuidRotation("a", Options(_clock));

    [Fact]
    public void A_fresh_GUID_becomes_the_current_one()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));

        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);

        Assert.Equal(("b", 1, "a"), (_rotation.Current.Reveal(), _rotation.Current.Version, _rotation.Previous));
        Assert.Equal(_clock.GetLocalNow(), _rotation.Current.Since);
    }

    [Fact]
    public void The_same_GUID_again_changes_nothing()
    {
        var current = _rotation.Current;

        _rotation.TakeGuid("a", usedVersion: 0, isFresh: true);

        Assert.Same(current, _rotation.Current);
        Assert.Null(_rotation.Previous);
    }

    [Fact]
    public void The_current_GUID_and_the_one_before_belong_to_the_session()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("c", usedVersion: 1, isFresh: true);

        Assert.Equal([false, true, true, false], new[] { "a", "b", "c", "d" }.Select(_rotation.Has));
    }

    [Fact]
    public void A_late_reply_does_not_restore_the_old_GUID_but_a_reply_to_a_request_with_the_current_one_does()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("a", usedVersion: 0, isFresh: true);
        Assert.Equal("b", _rotation.Current.Reveal());

        // The gateway answers a request that had b: a is the current one now.
        _rotation.TakeGuid("a", usedVersion: 1, isFresh: false);
        Assert.Equal("a", _rotation.Current.Reveal());
    }

    [Fact]
    public void A_GUID_that_was_replaced_too_long_ago_counts_as_a_new_one()
    {
        var rotation = new GuidRotation("g0", Options(_clock) with { MaxReplacedGuids = 2 });
        for (var i = 0; i < 3; i++)
        {
            rotation.TakeGuid($"g{i + 1}", usedVersion: i, isFresh: true);
        }

        rotation.TakeGuid("g1", usedVersion: 0, isFresh: true);
        Assert.Equal("g3", rotation.Current.Reveal());

        rotation.TakeGuid("g0", usedVersion: 0, isFresh: true);
        Assert.Equal("g0", rotation.Current.Reveal());
    }

    [Fact]
    public async Task A_GUID_of_a_late_reply_is_used_when_the_current_one_is_refused()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("late", usedVersion: 0, isFresh: false);
        Assert.Equal("b", _rotation.Current.Reveal());

        Assert.True(await HasNewerAsync(_rotation.Current));
        Assert.Equal("late", _rotation.Current.Reveal());
    }

    [Fact]
    public async Task A_GUID_that_a_late_reply_has_replaced_is_used_when_the_newer_one_is_refused()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("fresh", usedVersion: 0, isFresh: true);
        Assert.Equal("fresh", _rotation.Current.Reveal());

        Assert.True(await HasNewerAsync(_rotation.Current).WithinTimeout());
        Assert.Equal("b", _rotation.Current.Reveal());
    }

    [Fact]
    public async Task A_refused_GUID_that_has_been_replaced_meanwhile_has_a_newer_one()
    {
        var used = _rotation.Current;
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);

        Assert.True(await HasNewerAsync(used));
    }

    [Fact]
    public async Task A_refused_request_waits_for_the_poll_that_brings_the_new_GUID()
    {
        var waiting = HasNewerAsync(_rotation.Current);
        Assert.False(waiting.IsCompleted);

        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);

        Assert.True(await waiting);
    }

    [Fact]
    public async Task All_refused_requests_that_wait_get_the_new_GUID()
    {
        Task<bool>[] waiting =
        [
            HasNewerAsync(_rotation.Current), HasNewerAsync(_rotation.Current), HasNewerAsync(_rotation.Current, SessionOperations.SayFree),
        ];

        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);

        Assert.All(await Task.WhenAll(waiting).WithinTimeout(), hasNewer => Assert.True(hasNewer));
    }

    [Fact]
    public async Task A_request_that_waits_gets_the_GUID_of_a_late_reply_that_another_one_has_made_the_current_one()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        var waiting = HasNewerAsync(_rotation.Current);
        _rotation.TakeGuid("late", usedVersion: 0, isFresh: false);
        Assert.False(waiting.IsCompleted);

        Assert.True(await HasNewerAsync(_rotation.Current).WithinTimeout());

        Assert.True(await waiting.WithinTimeout());
    }

    [Fact]
    public async Task The_wait_for_a_new_GUID_ends_after_a_second_and_happens_once_for_each_operation()
    {
        var waiting = HasNewerAsync(_rotation.Current);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(await waiting.WithinTimeout());

        Assert.False(await HasNewerAsync(_rotation.Current));
        var other = HasNewerAsync(_rotation.Current, SessionOperations.SayFree);
        Assert.False(other.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await other.WithinTimeout());
        Assert.All(
            [HasNewerAsync(_rotation.Current), HasNewerAsync(_rotation.Current, SessionOperations.SayFree)],
            again => Assert.True(again.IsCompleted));
    }

    [Fact]
    public async Task After_a_new_GUID_an_operation_waits_again()
    {
        var waiting = HasNewerAsync(_rotation.Current);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await waiting.WithinTimeout());
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);

        var again = HasNewerAsync(_rotation.Current);
        Assert.False(again.IsCompleted);
        _rotation.TakeGuid("c", usedVersion: 1, isFresh: true);

        Assert.True(await again.WithinTimeout());
    }

    [Fact]
    public async Task Without_a_poll_there_is_no_wait_for_a_new_GUID() =>
        Assert.False(await _rotation.HasNewerAsync(_rotation.Current, SessionOperations.SayBusy, isPolling: false, CancellationToken.None));

    [Fact]
    public async Task The_end_of_the_session_ends_the_wait_and_later_ones()
    {
        var waiting = HasNewerAsync(_rotation.Current);

        _rotation.End();

        Assert.False(await waiting.WithinTimeout());
        Assert.False(await HasNewerAsync(_rotation.Current, SessionOperations.SayFree).WithinTimeout());
    }

    [Fact]
    public async Task A_canceled_wait_throws_and_the_operation_may_wait_again()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _rotation.HasNewerAsync(_rotation.Current, SessionOperations.SayBusy, isPolling: true, stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting).WithinTimeout();
        Assert.False(HasNewerAsync(_rotation.Current).IsCompleted);
    }

    [Fact]
    public void After_a_new_sign_in_only_replies_to_its_own_calls_can_replace_its_GUID()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.Restart("new");
        var first = _rotation.Current;

        _rotation.TakeGuid("old", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("old", usedVersion: 1, isFresh: true);
        Assert.Same(first, _rotation.Current);

        _rotation.TakeGuid("newer", usedVersion: first.Version, isFresh: true);
        Assert.Equal(("newer", first.SignIn), (_rotation.Current.Reveal(), _rotation.Current.SignIn));
    }

    [Fact]
    public async Task A_call_of_the_previous_sign_in_does_not_get_the_GUID_of_the_new_one()
    {
        var used = _rotation.Current;
        var waiting = HasNewerAsync(used);

        _rotation.Restart("new");

        Assert.Equal(("new", used.SignIn + 1), (_rotation.Current.Reveal(), _rotation.Current.SignIn));
        Assert.False(await waiting.WithinTimeout());
        Assert.False(await HasNewerAsync(used).WithinTimeout());

        // The previous sign-in had waits. The new one has its own.
        var next = HasNewerAsync(_rotation.Current);
        Assert.False(next.IsCompleted);
        _rotation.TakeGuid("newer", _rotation.Current.Version, isFresh: true);
        Assert.True(await next.WithinTimeout());
    }

    [Fact]
    public async Task A_late_GUID_of_the_previous_sign_in_is_forgotten()
    {
        _rotation.TakeGuid("b", usedVersion: 0, isFresh: true);
        _rotation.TakeGuid("late", usedVersion: 0, isFresh: false);

        _rotation.Restart("new");

        var waiting = HasNewerAsync(_rotation.Current);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await waiting.WithinTimeout());
        Assert.Equal("new", _rotation.Current.Reveal());
    }

    [Fact]
    public void A_printed_GUID_does_not_contain_the_secret() => Assert.Equal(Redactor.Mask, _rotation.Current.ToString());

    private static GatewayOptions Options(TimeProvider clock) => new() { Address = new Uri("https://gw:8043"), Clock = clock };

    private Task<bool> HasNewerAsync(SessionGuid used, Operation? operation = null) =>
        _rotation.HasNewerAsync(used, operation ?? SessionOperations.SayBusy, isPolling: true, CancellationToken.None).AsTask();
}
