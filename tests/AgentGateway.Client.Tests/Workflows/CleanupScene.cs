using System.Net;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>A gateway with a forgotten conference, and an inspector who cleans up.</summary>
internal sealed class CleanupScene : IAsyncDisposable, ICleanupSessions
{
    private readonly List<Task> _late = [];

    private CleanupScene(Bench bench, AgwSession inspector)
    {
        Bench = bench;
        Inspector = inspector;
        Chairperson = bench.NextAgent();
        ConferenceId = bench.Control.CreateConference(
            Chairperson, [new ParticipantAddress(ParticipantAddress.PhoneNumber, "7000001")], ageMinutes: 300);
    }

    public Bench Bench { get; }

    public AgwSession Inspector { get; }

    public int Chairperson { get; }

    public long ConferenceId { get; }

    public SimulatorControl Control => Bench.Control;

    /// <summary>Runs right after the chairperson was signed in.</summary>
    public Action OnOpened { get; set; } = static () => { };

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public static async Task<CleanupScene> StartAsync(Func<GatewayOptions, GatewayOptions>? client = null)
    {
        var bench = await Bench.StartAsync(client: client);
        return new CleanupScene(bench, await bench.SignInAsync(900));
    }

    public async Task<Conference> FindAsync() => (await Inspector.FindConferenceAsync(ConferenceId))!;

    public CleanupRequest Request(bool force = false, AgwSession? session = null, string password = Bench.Password) => new()
    {
        Credential = session is null ? new NetworkCredential("", password) : null,
        Session = session,
        Force = force,
        Timeout = TimeSpan.FromSeconds(5),
        Sessions = this,
    };

    public async Task<AgwCleanupResult> ClearAsync(Conference conference, CleanupRequest? request = null) =>
        await Inspector.ClearConferenceAsync(conference, request ?? Request()).WithinTimeout();

    public async Task<AgwCleanupResult> ClearAsync(CleanupRequest? request = null) => await ClearAsync(await FindAsync(), request);

    public bool IsRunning => Control.GetState()["conferences"]!.AsArray().Any(one => (long)one!["confId"]! == ConferenceId);

    public bool IsSignedIn => (bool)Control.GetAgent(Chairperson)["signedIn"]!;

    /// <summary>The requests for the chairperson that the gateway has received, in order.</summary>
    public string[] Asked => [.. Bench.Seen(Chairperson).Select(request => request.Operation!)];

    /// <summary>Waits for the background work of a canceled cleanup.</summary>
    public Task LateAsync() => Task.WhenAll(_late).WithinTimeout();

    public void AddFault(FaultKind kind, string operation, Func<Fault, Fault>? change = null)
    {
        var fault = new Fault { Kind = kind, AgentId = Chairperson, Operation = operation };
        Control.AddFault(change?.Invoke(fault) ?? fault);
    }

    void ICleanupSessions.Opened(AgwSession session, Func<Task> signOut)
    {
        Opened++;
        OnOpened();
    }

    void ICleanupSessions.Closed(AgwSession session) => Closed++;

    void ICleanupSessions.EndLate(Task ending) => _late.Add(ending);

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
