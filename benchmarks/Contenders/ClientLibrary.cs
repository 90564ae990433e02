namespace AgentGateway.Benchmarks;

/// <summary>The client library, used in the same way as by the cmdlets. The difference to the cmdlets is the cost of PowerShell.</summary>
internal sealed class ClientLibrary : IDisposable
{
    private readonly Gateway _gateway;
    private readonly Dictionary<int, AgwSession> _sessions = [];
    private readonly AgwSession _sharedSession;
    private readonly int _window;

    public ClientLibrary(Target target)
    {
        _window = target.Window;
        _gateway = TrustedGateway.Create(target.Address, target.CertificatePath);
        _sharedSession = new AgwSession(_gateway, null, Target.AnyGuid);
        foreach (var (agent, guid) in target.ReadGuids())
        {
            _sessions.Add(agent, new AgwSession(_gateway, agent, guid));
        }
    }

    public Task<int> RunAsync(int count) => Task.Factory.StartNew(
        () => Dispatch(count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => _gateway.Dispose();

    private int Dispatch(int count)
    {
        var succeeded = 0;
        using var dispatcher = new Dispatcher<int, Outcome<OperationResult>>(_window, WorkAsync, CancellationToken.None);
        foreach (var agent in Target.Agents(count, _sessions.Keys))
        {
            Take();
            while (!dispatcher.TryPost(agent, agent))
            {
                dispatcher.WaitForOutcome(TimeSpan.FromSeconds(1));
                Take();
            }
        }

        while (dispatcher.Pending > 0)
        {
            dispatcher.WaitForOutcome(TimeSpan.FromSeconds(1));
            Take();
        }

        return succeeded;

        void Take()
        {
            while (dispatcher.TryTake(out var outcome))
            {
                succeeded += outcome.Value is null ? 0 : 1;
            }
        }
    }

    private ValueTask<Outcome<OperationResult>> WorkAsync(int agent, CancellationToken cancellationToken) =>
        _sessions.GetValueOrDefault(agent, _sharedSession).TryInvokeAsync(ConferenceCalls.StopVoice, agent, null, cancellationToken);
}
