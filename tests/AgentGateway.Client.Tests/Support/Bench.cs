using System.Net;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A simulated gateway over real HTTPS, and a client for it with shorter pauses.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Password = "T0p-S3cr3t/pw";

    private readonly List<AgwSession> _sessions = [];
    private readonly List<Gateway> _gateways = [];
    private int _lastAgent = 100;

    private Bench(SimulatorHost simulator, Func<GatewayOptions, GatewayOptions>? change)
    {
        Simulator = simulator;
        Options = new GatewayOptions
        {
            Address = simulator.Address,
            CACertificate = simulator.Certificate,
            NoProxy = true,
            RetryInterval = TimeSpan.FromMilliseconds(5),
            PollPause = TimeSpan.FromMilliseconds(4),
            OperationTimeout = TimeSpan.FromSeconds(20),
        };
        Options = change?.Invoke(Options) ?? Options;
        Gateway = NewGateway();
    }

    public SimulatorHost Simulator { get; }

    public SimulatorControl Control => Simulator.Control;

    public GatewayOptions Options { get; }

    public Gateway Gateway { get; }

    public static async Task<Bench> StartAsync(
        SimulatorOptions? options = null, Func<GatewayOptions, GatewayOptions>? client = null, string password = Password) =>
        new(await SimulatorHost.StartAsync((options ?? new SimulatorOptions()) with { Password = password }), client);

    /// <summary>An agent that no other test of this bench uses.</summary>
    public int NextAgent()
    {
        var agent = Interlocked.Increment(ref _lastAgent);
        return agent is 900 or 901 ? NextAgent() : agent;
    }

    public Gateway NewGateway(Func<GatewayOptions, GatewayOptions>? change = null)
    {
        var gateway = new Gateway(change?.Invoke(Options) ?? Options);
        lock (_gateways)
        {
            _gateways.Add(gateway);
        }

        return gateway;
    }

    public static SignInRequest Request(int agentId, string password = Password) =>
        new()
        {
            AgentId = agentId,
            Credential = new NetworkCredential("agent", password),
            PhoneNumber = "4" + agentId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };

    public async Task<AgwSession> SignInAsync(int? agentId = null, Gateway? gateway = null) =>
        await SignInAsync(Request(agentId ?? NextAgent()), gateway);

    public async Task<AgwSession> SignInAsync(SignInRequest request, Gateway? gateway = null) =>
        Keep(await AgwSession.SignInAsync(gateway ?? Gateway, request));

    /// <summary>Ends the poller of the session when the bench is disposed.</summary>
    public AgwSession Keep(AgwSession session)
    {
        lock (_sessions)
        {
            _sessions.Add(session);
        }

        return session;
    }

    public SeenRequest[] Seen(int agentId, string? operation = null) =>
        [.. Control.GetRequests().Where(request => request.AgentId == agentId && (operation is null || request.Operation == operation))];

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions)
        {
            await session.DetachAsync().WithinTimeout();
        }

        foreach (var gateway in _gateways)
        {
            gateway.Dispose();
        }

        await Simulator.DisposeAsync();
    }
}
