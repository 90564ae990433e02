namespace AgentGateway.Benchmarks;

/// <summary>A simulator with agents that are signed in and each lead a conference, so that every call of the benchmarks succeeds.</summary>
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
        // Nobody polls while it is measured, so nothing may expire.
        var process = await SimulatorProcess.StartAsync("--agents", $"101-{100 + Agents}", "--conferences", $"{Agents}", "--idle-timeout", "3600000", "--guid-timeout", "3600000", "--guid-interval", "3600000");
        return new SignedInSimulator(process, await GuidFile.SignInAsync(process, Agents));
    }

    public Target Target(int window) => new(Process.Address, Process.CertificatePath, window, _guids.Path);

    public async ValueTask DisposeAsync()
    {
        _guids.Dispose();
        await Process.DisposeAsync();
    }
}
