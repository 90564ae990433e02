using AgentGateway.PowerShellHost;

namespace AgentGateway.Benchmarks;

/// <summary>A simulator with conferences, every second one forgotten, and an inspector.</summary>
internal sealed class CleanupGateway : IAsyncDisposable
{
    private readonly SimulatorProcess _simulator;
    private readonly int _conferences;

    private CleanupGateway(SimulatorProcess simulator, int conferences) => (_simulator, _conferences) = (simulator, conferences);

    public static async Task<CleanupGateway> StartAsync(int conferences, int inspector, int milliseconds) => new(
        await SimulatorProcess.StartAsync(
            "--agents", $"101-{100 + conferences}", "--inspectors", $"{inspector}", "--conferences", $"{conferences}",
            "--password", "secret", "--latency", $"{milliseconds}"),
        conferences);

    /// <summary>The arguments of the scripts.</summary>
    public string[] Arguments(int window, int inspector) =>
    [
        Repository.ModulePath, _simulator.Address.GetLeftPart(UriPartial.Authority), _simulator.CertificatePath, $"{window}",
        $"{inspector}",
    ];

    /// <summary>Checks at the gateway that a script has done all of its work.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cleared">The number of conferences that it had to end.</param>
    public async Task CheckAsync(string script, int cleared)
    {
        using var state = await _simulator.ReadAsync("state");
        var left = state.RootElement.GetProperty("conferences").GetArrayLength();
        var signedIn = state.RootElement.GetProperty("agents").EnumerateArray().Count(agent => agent.GetProperty("signedIn").GetBoolean());
        if (left != _conferences - cleared || signedIn > 0)
        {
            throw new BenchmarkException($"{script}: {left} conferences left and {signedIn} agents signed in, so the result is invalid.");
        }
    }

    /// <summary>The number of requests that the gateway has received, without polls.</summary>
    public async Task<int> CountRequestsAsync()
    {
        using var state = await _simulator.ReadAsync("state");
        return state.RootElement.GetProperty("operations").EnumerateObject()
            .SelectMany(agent => agent.Value.EnumerateObject())
            .Where(operation => operation.Name != "getAgentEvent")
            .Sum(operation => operation.Value.GetInt32());
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
