using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AgentGateway.Simulator;

namespace AgentGateway.Endurance.Tests;

/// <summary>
/// Runs five hundred agents during many failures: GUIDs change every second, connections are reset, the gateway is unavailable or
/// restarts. The test is short by default; AGW_LONG_RUN=minutes sets its duration.
/// </summary>
public sealed class LongRunTests(ITestOutputHelper output)
{
    private const int FirstAgent = 101;
    private const int Agents = 500;
    private const int Window = 24;
    private const long MemoryAllowance = 24L * 1024 * 1024;

    private static readonly TimeSpan PumpInterval = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Every_input_has_a_true_outcome_and_memory_does_not_grow()
    {
        var setting = Environment.GetEnvironmentVariable("AGW_LONG_RUN");
        var minutes = double.TryParse(setting, NumberStyles.Float, CultureInfo.InvariantCulture, out var asked)
            ? asked
            : 0;
        var time = minutes > 0 ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(15);
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Agents = $"{FirstAgent}-{FirstAgent + Agents - 1}",
            GuidInterval = TimeSpan.FromSeconds(1),
            GuidTimeout = TimeSpan.FromSeconds(10),
            PollHold = TimeSpan.FromSeconds(1),
        });
        await using var network = new FlakyNetwork(simulator.Address);
        using var gateway = new Gateway(new GatewayOptions
        {
            Address = network.Address,
            CACertificate = simulator.Certificate,
            NoProxy = true,
            ConnectionTimeout = TimeSpan.FromSeconds(5),
            OperationTimeout = TimeSpan.FromSeconds(2),
            PollTimeout = TimeSpan.FromSeconds(4),
            RetryInterval = TimeSpan.FromMilliseconds(50),
        });
        var agents = Enumerable.Range(FirstAgent, Agents).Select(id => new WorkingAgent(id, gateway, simulator.Control)).ToArray();
        var injector = new FaultInjector(simulator, network, FirstAgent, Agents, restartEvery: TimeSpan.FromSeconds(minutes > 0 ? 20 : 4));

        var reported = new ConcurrentDictionary<string, int>();
        using var stop = new CancellationTokenSource();
        var injecting = injector.InjectAsync(stop.Token);
        var posted = await WorkAsync(agents, time, reported);
        await stop.CancelAsync();
        await injecting;
        await Task.WhenAll(agents.Select(agent => agent.LeaveAsync()));
        injector.Measure();

        var ledgers = agents.SelectMany(agent => agent.Ledgers).ToArray();
        Array.ForEach(ledgers, ledger => ledger.Compare());
        var (outcomes, doubles, untrue) =
            (reported.Values.Sum(), ledgers.Sum(ledger => ledger.Doubles), ledgers.Sum(ledger => ledger.Untrue));
        Log(
            $"{time.TotalSeconds:0} s, {Agents} agents, {injector.Exchanges} exchanges, "
                + $"{agents.Sum(agent => agent.Rotations)} new GUIDs seen");
        Log($"{injector.Faults} faults, {network.Resets} connections reset, {injector.Outages} outages, {injector.Restarts} restarts");
        Log(
            $"{posted} inputs, {outcomes} outcomes: {posted - outcomes} lost; "
            + $"{doubles} sent twice, {untrue} reported as done but not done");
        Log(string.Join(", ", reported.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}")));
        Log("memory before each restart, MB: " + string.Join(' ', injector.Memory.Select(Megabytes)));

        Assert.Equal((posted, 0, 0), (outcomes, doubles, untrue));
        Assert.InRange(reported["Done"], posted / 10, posted);
        Assert.Contains("OutcomeUnknown", reported.Keys);
        Assert.True(injector.Restarts >= 2 && injector.Memory[^1] < injector.Memory[0] + MemoryAllowance, "the memory grew");
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task<int> WorkAsync(WorkingAgent[] agents, TimeSpan time, ConcurrentDictionary<string, int> reported)
    {
        OperationCall[] calls =
        [
            AgentCalls.SayBusy(),
            AgentCalls.CancelBusy,
            AgentCalls.SayWork,
            AgentCalls.CancelWork,
            AgentCalls.Status,
            ConferenceCalls.StopVoice,
            AgentCalls.SayFree,
        ];
        using var dispatcher = new Dispatcher<(WorkingAgent Agent, OperationCall Call, TimeSpan? Wait), string>(
            Window, (input, token) => input.Agent.WorkAsync(input.Call, input.Wait, token), CancellationToken.None);
        var posted = 0;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time; posted++)
        {
            var agent = agents[posted % agents.Length];
            var call = calls[posted / agents.Length % calls.Length];
            TimeSpan? wait = call.Completion is not null && posted % 5 == 0 ? TimeSpan.FromSeconds(1) : null;
            while (!dispatcher.TryPost(agent.Id, (agent, call, wait)))
            {
                dispatcher.WaitForOutcome(PumpInterval);
                TakeAll();
            }
        }

        while (dispatcher.Pending > 0)
        {
            dispatcher.WaitForOutcome(PumpInterval);
            TakeAll();
        }

        await dispatcher.CompleteAsync();
        return posted;

        void TakeAll()
        {
            while (dispatcher.TryTake(out var words))
            {
                _ = reported.AddOrUpdate(words, 1, (_, count) => count + 1);
            }
        }
    }

    private void Log(string text) => output.WriteLine(text);
}
