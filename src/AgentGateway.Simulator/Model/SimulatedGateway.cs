using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AgentGateway.Simulator;

/// <summary>A complete gateway in memory: its agents, conferences and clock.</summary>
internal sealed class SimulatedGateway : IDisposable
{
    private readonly Agent?[] agentsById;
    private readonly ConcurrentDictionary<long, Conference> conferences = new();
    private readonly ITimer sweep;
    private long lastConference = 1029887;

    public SimulatedGateway(SimulatedGatewayOptions options)
    {
        Options = options;
        Settings = new GatewaySettings(options);
        Time = new SimulatedTime(options.TimeProvider);
        agentsById = new Agent?[options.MaximumAgentId + 1];
        var inspectors = IdRanges.Parse(options.Inspectors).ToHashSet();
        foreach (var id in IdRanges.Parse(options.Agents).Union(inspectors))
        {
            if (!options.IsValidAgentId(id))
            {
                throw new ArgumentException(
                    $"Agent ID {id} is outside {SimulatedGatewayOptions.MinimumAgentId} to {options.MaximumAgentId}.", nameof(options));
            }

            agentsById[id] = new Agent(id, options.AgentPasswords.GetValueOrDefault(id, options.Password), inspectors.Contains(id), Time);
        }

        Agents = [.. agentsById.OfType<Agent>()];
        sweep = Time.CreateTimer(static gateway => ((SimulatedGateway)gateway!).SignOutIdleAgents(), this, SweepInterval, SweepInterval);
        PremadeConferences.Create(this);
    }

    public SimulatedGatewayOptions Options { get; }

    public GatewaySettings Settings { get; }

    public SimulatedTime Time { get; }

    public IReadOnlyList<Agent> Agents { get; }

    public SkillQueues Queues { get; } = new();

    public RecordingFiles Recordings { get; } = new();

    public ICollection<Conference> Conferences => conferences.Values;

    /// <summary>
    /// The time that a GUID is valid; null for static authentication, and when one poll serves all agents and so can't return a new GUID.
    /// </summary>
    public TimeSpan? GuidLifetime => Options.AuthMode == 2 && !Options.AllAgentPoll ? Settings.GuidTimeout : null;

    private static TimeSpan SweepInterval => TimeSpan.FromMilliseconds(250);

    public Agent? FindAgent(int id) => (uint)id < (uint)agentsById.Length ? agentsById[id] : null;

    public Agent? FindAgent(ParticipantAddress address) =>
        address.AddressType == ParticipantAddress.AgentId && InvariantText.TryNumber(address.Address, 0, int.MaxValue, out var id)
            ? FindAgent(id)
            : null;

    public bool TryFindConference(long confId, [NotNullWhen(true)] out Conference? conference) =>
        conferences.TryGetValue(confId, out conference);

    public long NextConferenceId() => Interlocked.Increment(ref lastConference);

    public void Register(Conference conference)
    {
        conferences[conference.Id] = conference;
        conference.Schedule();
    }

    public void Unregister(Conference conference) => conferences.TryRemove(conference.Id, out _);

    public Session SignIn(Agent agent, SignInDetails details)
    {
        var displaced = agent.Session;
        if (displaced is not null)
        {
            CallControl.EndInspections(this, agent);
        }

        var session = agent.SignIn(details, new GuidFormat(Options.Instance, Options.HexadecimalGuids));
        displaced?.Events.Close(Shutdown(agent, displaced));
        NotifyInspectors(agent, session, NoticeSubtype.Login);
        return session;
    }

    /// <summary>Ends a session. If others or the time-out end it, its owner gets AgentOther_ShutdownService.</summary>
    public bool SignOut(Agent agent, bool byOthers)
    {
        if (agent.SignOut(byOthers) is not { } ended)
        {
            return false;
        }

        ended.Events.Close(byOthers ? Shutdown(agent, ended) : null);
        CallControl.EndInspections(this, agent);
        agent.Conference?.OnSignedOut(agent);
        NotifyInspectors(agent, ended, NoticeSubtype.Logout);
        return true;
    }

    /// <summary>Ends every session without an event. Conferences continue.</summary>
    public void Restart()
    {
        foreach (var agent in Agents)
        {
            agent.Forget()?.Events.Close(end: PollEnd.Cut);
            agent.Inspection = null;
            if (agent.Stage is ConferenceStage.Applying or ConferenceStage.Ringing)
            {
                agent.Conference?.OnSignedOut(agent);
            }
        }
    }

    public void Dispose()
    {
        sweep.Dispose();
        Restart();
        Time.Dispose();
    }

    private void SignOutIdleAgents()
    {
        foreach (var agent in Agents)
        {
            if (agent.Session?.IsIdleFor(Settings.IdleTimeout) == true)
            {
                SignOut(agent, byOthers: true);
            }
        }
    }

    private void NotifyInspectors(Agent agent, Session session, string subtype)
    {
        if (!session.Details.ListenStatus)
        {
            agent.NotifyWatchers(subtype);
            return;
        }

        foreach (var inspector in Agents.Where(candidate => candidate.IsInspector && candidate != agent))
        {
            inspector.Raise(EventType.InspectorNotice, EventContent.AgentNotify(subtype, agent.Id));
        }
    }

    private static GatewayEvent Shutdown(Agent agent, Session session) =>
        new(agent.Id, EventType.ShutdownService, EventContent.LoginTime(session.SignedInAt));
}
