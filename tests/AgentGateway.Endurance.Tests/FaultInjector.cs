using AgentGateway.Simulator;

namespace AgentGateway.Endurance.Tests;

/// <summary>Injects random faults during the run, from a fixed seed.</summary>
internal sealed class FaultInjector(SimulatorHost simulator, FlakyNetwork network, int firstAgent, int agents, TimeSpan restartEvery)
{
    private static readonly TimeSpan BetweenFaults = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan BetweenResets = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan BetweenOutages = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromMilliseconds(400);

    private readonly Random _random = new(20261120);

    public int Faults { get; private set; }

    public int Outages { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>The client's and the simulator's memory before each restart, in bytes.</summary>
    public List<long> Memory { get; } = [];

    /// <summary>Exchanges that the gateway has seen until the last measurement.</summary>
    public long Exchanges { get; private set; }

    public async Task InjectAsync(CancellationToken cancellationToken)
    {
        var started = DateTimeOffset.UtcNow;
        var (nextReset, nextOutage, nextRestart) = (started + BetweenResets, started + BetweenOutages, started + restartEvery);
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(BetweenFaults, CancellationToken.None);
            simulator.Control.AddFault(NextFault());
            Faults++;
            var now = DateTimeOffset.UtcNow;
            if (now > nextReset)
            {
                network.Cut(0.1, _random);
                nextReset = now + BetweenResets;
            }

            if (now > nextOutage)
            {
                await network.GoAwayAsync(Outage, _random);
                Outages++;
                nextOutage = now + BetweenOutages;
            }

            if (now > nextRestart)
            {
                Measure();
                simulator.Control.Restart();
                Restarts++;
                nextRestart = now + restartEvery;
            }
        }
    }

    /// <summary>Measures the memory after clearing the data that the simulator keeps only for tests.</summary>
    public void Measure()
    {
        if (simulator.Control.GetRequests() is { Count: > 0 } seen)
        {
            Exchanges = seen[^1].Sequence;
        }

        simulator.Control.ClearRequests();
        Memory.Add(GC.GetTotalMemory(forceFullCollection: true));
    }

    private Fault NextFault()
    {
        var fault = new Fault { Kind = FaultKind.CutBefore, AgentId = firstAgent + _random.Next(agents), Count = 1 };
        return _random.Next(14) switch
        {
            0 => fault,
            1 or 2 => fault with { Kind = FaultKind.CutAfter },
            3 => fault with { Kind = FaultKind.CutDuringBody },
            4 => fault with { Kind = FaultKind.Latency, Milliseconds = _random.Next(300) },
            5 => fault with { Kind = FaultKind.SlowDrip, Milliseconds = 3 },
            6 => fault with { Kind = FaultKind.Status, HttpStatus = 502, Acted = _random.Next(2) == 0 },
            7 => fault with { Kind = FaultKind.Truncated },
            8 => fault with { Kind = FaultKind.RetCode, RetCode = "000-004" },
            9 => fault with { Kind = FaultKind.RetCode, RetCode = "105-002" },
            10 => fault with { Kind = FaultKind.NoAnswer, Acted = _random.Next(2) == 0 },
            11 => fault with { Kind = FaultKind.ByteOrderMark },
            12 => fault with { Kind = FaultKind.NullResult },
            _ => fault with { Kind = FaultKind.Empty },
        };
    }
}
