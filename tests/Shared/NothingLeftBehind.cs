using AgentGateway.Reaper;
using AgentGateway.Tests;

[assembly: AssemblyFixture(typeof(NothingLeftBehind))]

namespace AgentGateway.Tests;

/// <summary>
/// Gives the tests of an assembly, and all processes that they start, a temporary folder of their own. After the last test none of these
/// processes runs and no file is left, else the run fails. Whatever is left is removed, also when the run is canceled or killed.
/// </summary>
public sealed class NothingLeftBehind : IAsyncLifetime
{
    // Processes that are told to end, or whose parent has ended, need a moment.
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
