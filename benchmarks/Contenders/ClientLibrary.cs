using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Benchmarks;

/// <summary>The client library under the cmdlets, pumped as they pump it: what PowerShell itself costs is the difference.</summary>
internal sealed class ClientLibrary : IDisposable
{
    private readonly Gateway _gateway;
    private readonly Dictionary<int, AgwSession> _sessions = [];
    private readonly AgwSession _lender;
    private readonly int _window;

    public ClientLibrary(Target target)
    {
        _window = target.Window;
        _gateway = new Gateway(new GatewayOptions { Address = target.Address, CACertificate = X509CertificateLoader.LoadCertificateFromFile(target.CertificatePath), NoProxy = true });
        _lender = new AgwSession(_gateway, null, Target.AnyGuid);
        foreach (var (agent, guid) in target.ReadGuids())
        {
            _sessions.Add(agent, new AgwSession(_gateway, agent, guid));
        }
    }

    public Task<int> RunAsync(int count) => Task.Factory.StartNew(() => Pump(count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose() => _gateway.Dispose();

    private int Pump(int count)
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
        _sessions.GetValueOrDefault(agent, _lender).TryInvokeAsync(ConferenceCalls.StopVoice, agent, null, cancellationToken);
}
