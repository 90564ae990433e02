using System.Diagnostics.CodeAnalysis;

namespace AgentGateway.Benchmarks;

/// <summary>The contenders in C#, for a script that runs them in the PowerShell process of the cmdlets.</summary>
[SuppressMessage("Usage", "VSTHRD002", Justification = "The script runs one contender after the other, and no task needs its thread.")]
public sealed class WarmContenders : IDisposable
{
    private readonly BareHttpClient _bare;
    private readonly ClientLibrary _client;

    /// <summary>Creates the contenders. Nothing is sent yet.</summary>
    /// <param name="gateway">The address of the gateway.</param>
    /// <param name="certificatePath">The path of its certificate (PEM).</param>
    /// <param name="window">The maximum number of concurrent calls.</param>
    public WarmContenders(Uri gateway, string certificatePath, int window)
    {
        var target = new Target(gateway, certificatePath, window);
        _bare = new BareHttpClient(target);
        _client = new ClientLibrary(target);
    }

    /// <summary>Sends calls with HttpClient alone, and returns the number that succeeded.</summary>
    /// <param name="count">The number of calls.</param>
    public int RunBare(int count) => _bare.RunAsync(count).GetAwaiter().GetResult();

    /// <summary>Sends calls with the client library, and returns the number that succeeded.</summary>
    /// <param name="count">The number of calls.</param>
    public int RunClient(int count) => _client.RunAsync(count).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _bare.Dispose();
        _client.Dispose();
    }
}
