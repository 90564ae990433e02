using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Many sessions survive an outage that is longer than a session lives, without overloading the gateway.</summary>
public sealed class OutageTests
{
    private const int Count = 200;
    private const int FirstAgent = 101;

    // On average, a sixth of the sessions sign in during this time. A busy machine delays sign-ins, so up to a half is accepted.
    private const int MostAllowed = Count / 2;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(5);

    private readonly FastClock _clock = new(5);

    [Fact]
    public async Task Every_session_comes_back_once_and_not_all_at_the_same_time()
    {
        await using var bench = await StartAsync();
        var sessions = await Task.WhenAll(Enumerable.Range(FirstAgent, Count).Select(agent => SignInAsync(bench, agent)));
        await PassOutageAsync(bench, sessions);

        await Eventually.TrueAsync(() => sessions.All(IsCurrent), "all are signed in", TimeSpan.FromMinutes(1));
        await _clock.DelayAsync(Window);

        Assert.All(sessions, session => Assert.True(IsCurrent(session), session.LastError));
        Assert.Equal(Count, bench.Control.GetState()["signedIn"]!.GetValue<int>());
        var signIns = bench.Control.GetRequests().Where(request => request.Operation == "login").ToArray();
        Assert.All(signIns, request => Assert.Equal("0", request.RetCode));
        Assert.Equal(sessions.Select(session => session.AgentId).Order(), signIns.Select(request => request.AgentId).Order());
        Assert.InRange(MostAtATime(signIns), 1, MostAllowed);
    }

    private static int MostAtATime(SeenRequest[] requests) => requests.Max(
        first => requests.Count(other => other.Time >= first.Time && other.Time - first.Time < Window));

    private static bool IsCurrent(AgwSession session) => session is { State: SessionState.SignedIn, AreEventsCurrent: true };

    private static Task<AgwSession> SignInAsync(Bench bench, int agent) =>
        bench.SignInAsync(Bench.Request(agent) with { ReconnectTimeout = TimeSpan.FromHours(1) });

    /// <summary>
    /// The middle of the outage is skipped. All sessions try again soon after that, which is the worst case for the gateway.
    /// </summary>
    private async Task PassOutageAsync(Bench bench, AgwSession[] sessions)
    {
        _ = bench.Control.BeginOutage(Outage);
        await Eventually.TrueAsync(() => sessions.All(session => session.State == SessionState.Reconnecting), "trouble");
        bench.Control.ClearRequests();
        _clock.Skip(Outage);
    }

    private Task<Bench> StartAsync() => Bench.StartAsync(
        new SimulatorOptions { TimeProvider = _clock, Agents = $"{FirstAgent}-{FirstAgent + Count - 1}" },
        options => options with { Clock = _clock, PollPause = TimeSpan.FromMilliseconds(200), RetryInterval = TimeSpan.FromSeconds(1) });
}
