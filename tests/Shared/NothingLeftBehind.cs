using AgentGateway.Reaper;
using AgentGateway.Tests;

[assembly: AssemblyFixture(typeof(NothingLeftBehind))]

namespace AgentGateway.Tests;

/// <summary>
/// Provides a temporary folder for the tests of an assembly and for all processes that they start. After the last test, the run fails if
/// a process or a file remains. Remaining processes and files are removed, even if the run is canceled or killed.
/// </summary>
public sealed class NothingLeftBehind : IAsyncLifetime
{
    // Processes need a moment to end after they are stopped or their parent has ended.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly RunScope _run = RunScope.Begin();

    public ValueTask InitializeAsync()
    {
        _run.IncludeThisProcess();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        var remains = await _run.FindRemainsAsync(Timeout);
        await _run.DisposeAsync();
        Assert.True(remains.Count == 0, "The tests left behind:\n" + string.Join("\n", remains));
    }
}
