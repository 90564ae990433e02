namespace AgentGateway.Client.Tests;

/// <summary>One bench for the tests of a class, each with agents of its own.</summary>
public sealed class SharedBench : IAsyncLifetime
{
    internal Bench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bench = await Bench.StartAsync();

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
