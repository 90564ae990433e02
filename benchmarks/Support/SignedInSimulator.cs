namespace AgentGateway.Benchmarks;

/// <summary>A simulator with signed-in agents that each chair a conference, so that every call of the benchmarks succeeds.</summary>
internal sealed class SignedInSimulator : IAsyncDisposable
{
    public const int Agents = 500;

    private readonly GuidFile _guids;

    private SignedInSimulator(SimulatorProcess process, GuidFile guids)
    {
        Process = process;
        _guids = guids;
    }

    public SimulatorProcess Process { get; }

    public static async Task<SignedInSimulator> StartAsync()
    {
        // Nothing polls during the measurement, so sessions and GUIDs must not expire.
        var process = await SimulatorProcess.StartAsync(
            "--agents", $"101-{100 + Agents}", "--conferences", $"{Agents}",
            "--idle-timeout", "3600000", "--guid-timeout", "3600000", "--guid-interval", "3600000");
        return new SignedInSimulator(process, await GuidFile.SignInAsync(process, Agents));
    }

    public Target Target(int window) => new(Process.Address, Process.CertificatePath, window, _guids.Path);

    public async ValueTask DisposeAsync()
    {
        _guids.Dispose();
        await Process.DisposeAsync();
    }
}
