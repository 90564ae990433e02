using System.Text.Json;
using AgentGateway.Simulator;

namespace AgentGateway.Benchmarks;

/// <summary>
/// Makes the gateway unreachable for longer than sessions live, and checks that every session signs in again, once, and not all of them at
/// the same time. The clocks of the gateway and the client run faster than real time.
/// </summary>
/// <param name="sessions">The number of sessions.</param>
/// <param name="duration">The time from the sign-ins to the end of the run. The outage is in the middle.</param>
/// <param name="outage">The duration of the outage.</param>
/// <param name="factor">How many times faster than real time the clocks run.</param>
internal sealed class OutageRun(int sessions, TimeSpan duration, TimeSpan outage, int factor)
{
    private static readonly TimeSpan ReconnectTimeout = TimeSpan.FromHours(1);
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromMinutes(2);

    // A poll is repeated after at most 30 s, and the pause of a sign-in is at most 30 s.
    private static readonly TimeSpan MinimumTimeAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortestOutage = TimeSpan.FromMinutes(2.5);

    private readonly FastClock _clock = new(factor);
    private readonly List<string> _missed = [];

    private TimeSpan Beside => (duration - outage) / 2;

    /// <summary>
    /// The maximum number of sign-ins in a second. Before it signs in, each session waits for a random time of up to 30 s, so that on
    /// average at most a thirtieth of the sessions sign in within a second. More than six standard deviations above that isn't chance.
    /// </summary>
    private int MaxSignIns
    {
        get
        {
            var mean = sessions / new GatewayOptions { Address = new Uri("https://localhost") }.ReconnectSpread.TotalSeconds;
            return (int)Math.Ceiling(mean + (6 * Math.Sqrt(mean)));
        }
    }

    public async Task RunAsync()
    {
        if (outage < ShortestOutage || Beside < MinimumTimeAfter)
        {
            throw new BenchmarkException("--outage must be at least 2.5 minutes, and --minutes at least 4 minutes more.");
        }

        Report.Begin($"soak: {sessions:N0} sessions, outage of {outage.TotalMinutes:0.#} minutes, clocks run {factor} times as fast");
        var log = Path.Combine(Path.GetTempPath(), $"agentgateway-benchmarks-{Guid.NewGuid():N}.jsonl");
        try
        {
            await RunAsync(log);
        }
        finally
        {
            File.Delete(log);
        }

        if (_missed.Count > 0)
        {
            throw new BenchmarkException($"Missed: {string.Join("; ", _missed)}.");
        }
    }

    private async Task RunAsync(string log)
    {
        await using var simulator = await SimulatorProcess.StartAsync(
            "--agents", $"{SoakSessions.FirstAgent}-{SoakSessions.FirstAgent + sessions - 1}", "--inspectors", "",
            "--time-factor", $"{factor}", "--request-log", log);
        using var gateway = TrustedGateway.Create(simulator.Address, simulator.CertificatePath, OperationTimeout, _clock);
        var all = await SoakSessions.SignInAsync(gateway, sessions, ReconnectTimeout);
        using var phases = new PhaseTable(simulator, _clock);
        int Alive() => all.Count(SoakSessions.IsAlive);

        await _clock.DelayAsync(Beside);
        var before = Alive();
        phases.End("before the outage", before);

        var (begin, started) = (_clock.GetLocalNow(), _clock.GetTimestamp());
        var end = await simulator.BeginOutageAsync(outage);
        await WaitUntilAsync(started, outage);
        phases.End("outage", Alive());

        var afterOutage = _clock.GetTimestamp();
        int Back() => all.Count(session => SoakSessions.IsAlive(session) && session.SignedInAt > begin);
        while (Back() < sessions && _clock.GetElapsedTime(afterOutage) < Beside)
        {
            await _clock.DelayAsync(TimeSpan.FromSeconds(1));
        }

        phases.End("until all are back", Back());
        var load = phases.Load;
        await WaitUntilAsync(afterOutage, Beside);
        phases.End("after that", Back());
        phases.Show();
        Report.WriteLine($"Processor time of both processes until all are back, as a share of all cores: {load:0.0%}");

        Goal("every session was alive before", before == sessions, $"{before:N0} of {sessions:N0}");
        using var state = await simulator.ReadAsync("state");
        var atTheGateway = state.RootElement.GetProperty("signedIn").GetInt32();
        Goal(
            "every session is back",
            Back() == sessions && atTheGateway == sessions,
            $"{Back():N0} at the client; {atTheGateway:N0} agents signed in at the gateway");
        await CheckCallsAsync(all);
        Check(await ReadAsync(log, state.RootElement), end);
        await Task.WhenAll(all.Select(session => session.DetachAsync()));
    }

    private Task WaitUntilAsync(long start, TimeSpan time) =>
        _clock.DelayAsync(BackOff.Longer(time - _clock.GetElapsedTime(start), TimeSpan.Zero));

    /// <summary>A session that is back has the GUID of the new sign-in, so its calls succeed.</summary>
    private async Task CheckCallsAsync(List<AgwSession> all)
    {
        var succeeded = 0;
        await SoakSessions.InParallelAsync(all, async (session, cancellationToken) =>
        {
            var outcome = await session.TryInvokeAsync(AgentCalls.Status, null, null, cancellationToken);
            _ = outcome.Failed ? 0 : Interlocked.Increment(ref succeeded);
        });
        Goal("every session can be used", succeeded == sessions, $"{succeeded:N0} calls succeeded");
    }

    private void Check(SignInLog all, DateTimeOffset end)
    {
        var after = all.After(end);
        Goal(
            "no session signs in twice",
            all.Count == 2 * sessions && after.Count == sessions && after.Repeated == 0 && after.Refused == 0,
            $"{after.Count:N0} sign-ins after the outage, {after.Refused:N0} refused; {after.Repeated:N0} agents with more than one");
        Goal($"at most {MaxSignIns} sign-ins in a second", after.Count > 0 && after.Peak <= MaxSignIns, $"{after.Peak}");
        if (after.Count > 0)
        {
            Report.WriteLine($"The last session signed in {(after.Last - end).TotalSeconds:0.0} s after the outage.");
        }
    }

    /// <summary>Reads the log when it contains every sign-in that the gateway has counted.</summary>
    private static async Task<SignInLog> ReadAsync(string path, JsonElement state)
    {
        var counted = state.GetProperty("operations").EnumerateObject()
            .Sum(agent => agent.Value.TryGetProperty("login", out var count) ? count.GetInt32() : 0);
        for (var attempt = 0; ; attempt++)
        {
            var log = await SignInLog.ReadAsync(path);
            if (log.Count - log.Refused >= counted)
            {
                return log;
            }

            if (attempt == 10)
            {
                throw new BenchmarkException("The request log is incomplete.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private void Goal(string what, bool isMet, FormattableString figure)
    {
        Report.Goal(what, isMet, figure);
        if (!isMet)
        {
            _missed.Add(what);
        }
    }
}
