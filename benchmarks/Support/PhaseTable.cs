using System.Diagnostics;

namespace AgentGateway.Benchmarks;

/// <summary>The processor time and memory of the phases of a run.</summary>
internal sealed class PhaseTable : IDisposable
{
    private readonly SimulatorProcess _simulator;
    private readonly TimeProvider _clock;
    private readonly Process _self = Process.GetCurrentProcess();
    private readonly ResultTable _table = new(
        "phases",
        "phase",
        new Column("duration", "s", "0"),
        new Column("alive at its end", "", "N0"),
        new Column("client, share of a core", "%", "0.0"),
        new Column("gateway, share of a core", "%", "0.0"),
        new Column("working set", "MB", "0"));

    private Sample _last;

    public PhaseTable(SimulatorProcess simulator, TimeProvider clock)
    {
        (_simulator, _clock) = (simulator, clock);
        _last = Sample.Take(_self, simulator, clock);
    }

    /// <summary>The processor time of both processes in the last phase, as a share of all cores.</summary>
    public double Load { get; private set; }

    /// <summary>Ends a phase.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="alive">The number of sessions that are alive.</param>
    public void End(string name, int alive)
    {
        _self.Refresh();
        var now = Sample.Take(_self, _simulator, _clock);
        var real = Stopwatch.GetElapsedTime(_last.Real, now.Real);
        var (client, gateway) = ((now.Client - _last.Client) / real, (now.Gateway - _last.Gateway) / real);
        Load = (client + gateway) / Environment.ProcessorCount;
        _table.Add(
            name,
            _clock.GetElapsedTime(_last.Clock, now.Clock).TotalSeconds,
            alive,
            100 * client,
            100 * gateway,
            _self.WorkingSet64 / 1048576d);
        _last = now;
    }

    public void Show() => Report.Show(_table);

    public void Dispose() => _self.Dispose();

    private readonly record struct Sample(long Real, long Clock, TimeSpan Client, TimeSpan Gateway)
    {
        public static Sample Take(Process self, SimulatorProcess simulator, TimeProvider clock) =>
            new(Stopwatch.GetTimestamp(), clock.GetTimestamp(), self.TotalProcessorTime, simulator.ProcessorTime);
    }
}
