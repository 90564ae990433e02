using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace AgentGateway.Simulator;

/// <summary>The whole gateway in memory: its agents, its conferences, its clock.</summary>
internal sealed class SimulatedGateway : IDisposable
{
    private readonly Agent?[] agentsById;
    private readonly ConcurrentDictionary<long, Conference> conferences = new();
    private readonly ITimer sweep;
    private long lastConference = 1029887;

    public SimulatedGateway(SimulatorOptions options)
    {
        Options = options;
        Settings = new GatewaySettings(options);
        Time = new SimulatedTime(options.TimeProvider);
        agentsById = new Agent?[options.MaximumAgentId + 1];
        var inspectors = IdRanges.Parse(options.Inspectors).ToHashSet();
        foreach (var id in IdRanges.Parse(options.Agents).Union(inspectors))
        {
            if (!IsValidAgentId(id))
            {
                throw new ArgumentException($"Agent ID {id} is outside {SimulatorOptions.MinimumAgentId} to {options.MaximumAgentId}.", nameof(options));
            }

            agentsById[id] = new Agent(id, options.AgentPasswords.GetValueOrDefault(id, options.Password), inspectors.Contains(id), Time);
        }

        Agents = [.. agentsById.OfType<Agent>()];
        sweep = Time.CreateTimer(static gateway => ((SimulatedGateway)gateway!).SignOutTheIdle(), this, SweepEvery, SweepEvery);
        PremadeConferences.Create(this);
    }

    public SimulatorOptions Options { get; }

    public GatewaySettings Settings { get; }

    public SimulatedTime Time { get; }

    public IReadOnlyList<Agent> Agents { get; }

    public ICollection<Conference> Conferences => conferences.Values;

    /// <summary>How long a GUID is accepted; null in static authentication, and where no poll of the agent could bring the next one.</summary>
    public TimeSpan? GuidLifetime => Options.AuthMode == 2 && !Options.AllAgentPoll ? Settings.GuidTimeout : null;

    private static TimeSpan SweepEvery => TimeSpan.FromMilliseconds(250);

    public bool IsValidAgentId(int id) => id >= SimulatorOptions.MinimumAgentId && id <= Options.MaximumAgentId;

    public Agent? FindAgent(int id) => (uint)id < (uint)agentsById.Length ? agentsById[id] : null;

    public bool TryFindConference(long confId, [NotNullWhen(true)] out Conference? conference) => conferences.TryGetValue(confId, out conference);

    public long NextConferenceId() => Interlocked.Increment(ref lastConference);

    public void Register(Conference conference)
    {
        conferences[conference.Id] = conference;
        conference.Plan();
    }

    public void Unregister(Conference conference) => conferences.TryRemove(conference.Id, out _);

    public Session SignIn(Agent agent, SignInDetails details)
    {
        var displaced = agent.Session;
        var session = agent.SignIn(details, new GuidFormat(Options.Instance, Options.HexadecimalGuids));
        displaced?.Events.Close(Shutdown(agent, displaced));
        NotifyInspectors(agent, session, "QC_AgentState_Login");
        return session;
    }

    /// <summary>Ends a session. By others (or by time-out) its owner is told with AgentOther_ShutdownService.</summary>
    public bool SignOut(Agent agent, bool byOthers)
    {
        if (agent.SignOut(byOthers) is not { } ended)
        {
            return false;
        }

        ended.Events.Close(byOthers ? Shutdown(agent, ended) : null);
        EndInspection(agent);
        agent.Conference?.SignedOut(agent);
        NotifyInspectors(agent, ended, "QC_AgentState_Logout");
        return true;
    }

    /// <summary>Every session is forgotten without a word, conferences run on.</summary>
    public void Restart()
    {
        foreach (var agent in Agents)
        {
            agent.Forget()?.Events.Close(end: PollEnd.Cut);
            agent.Inspection = null;
            if (agent.Stage is ConferenceStage.Applying or ConferenceStage.Ringing)
            {
                agent.Conference?.SignedOut(agent);
            }
        }
    }

    public static void EndInspection(Agent inspector)
    {
        if (inspector.Inspection is not { } inspection)
        {
            return;
        }

        inspector.Inspection = null;
        inspection.Target.Raise("AgentOther_BeQcStop", EventContent.Inspected(inspection.QcType, inspector.Id));
        inspector.Presence.Onhook();
        inspector.Presence.AfterCall();
    }

    /// <summary>Hangs up the call with this id, whosever it is.</summary>
    public bool DropCall(string callId)
    {
        if (Agents.FirstOrDefault(agent => agent.Presence.Call?.CallId == callId) is not { } agent)
        {
            return false;
        }

        ReleaseCall(agent);
        return true;
    }

    /// <summary>Hangs up whatever call an agent is in.</summary>
    public static void ReleaseCall(Agent agent)
    {
        if (agent.Inspection is not null)
        {
            EndInspection(agent);
            return;
        }

        if (agent.Playback.TryStop(cause: 2))
        {
            return;
        }

        if (agent.Conference is { } conference && conference.Leave(agent, changeReason: 6) == RetCode.Success)
        {
            return;
        }

        agent.Presence.Onhook();
        agent.Presence.AfterCall();
    }

    public void Dispose()
    {
        sweep.Dispose();
        Restart();
        Time.Dispose();
    }

    private void SignOutTheIdle()
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
            agent.TellWatchers(subtype);
            return;
        }

        foreach (var inspector in Agents.Where(candidate => candidate.IsInspector && candidate != agent))
        {
            inspector.Raise("QC_AgentState_Notify", EventContent.AgentNotify(subtype, agent.Id));
        }
    }

    private static GatewayEvent Shutdown(Agent agent, Session session) =>
        new(agent.Id, "AgentOther_ShutdownService", EventContent.LoginTime(session.SignedInAt));
}
