using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>What tests can see and do behind the gateway's back. The HTTP control surface is a thin skin over this.</summary>
public sealed class SimulatorControl
{
    private readonly SimulatedGateway gateway;

    internal SimulatorControl(SimulatedGateway gateway)
    {
        this.gateway = gateway;
        Operations = new OperationCounters(gateway.Options.MaximumAgentId);
    }

    internal FaultPlan Faults { get; } = new();

    internal RequestJournal Journal { get; } = new();

    internal OperationCounters Operations { get; }

    public JsonObject GetState() => StateReport.Of(gateway, this);

    /// <summary>One agent's part of the state.</summary>
    public JsonObject GetAgent(int agentId) => StateReport.Of(Find(agentId), this);

    /// <summary>One conference; a KeyNotFoundException when it does not run.</summary>
    public JsonObject GetConference(long confId) => gateway.TryFindConference(confId, out var conference)
        ? StateReport.Of(conference, gateway.Time.GetUtcNow())
        : throw new KeyNotFoundException($"There is no conference {confId}.");

    /// <summary>The requests seen after a sequence number, oldest first; the latest 50,000 are kept.</summary>
    public IReadOnlyList<SeenRequest> GetRequests(long since = 0) => Journal.Since(since);

    public void ClearRequests() => Journal.Clear();

    public void AddFault(Fault fault) => Faults.Add(fault);

    public void ClearFaults() => Faults.Clear();

    public void Change(SettingsChange change) => gateway.Settings.Apply(change);

    /// <summary>From now on no GUID issued to the agent so far is accepted.</summary>
    public void ExpireGuid(int agentId) => SignedIn(agentId).ExpireGuids();

    /// <summary>Issues a new GUID; the next poll tells it, the previous one stays good for its time.</summary>
    public void RotateGuid(int agentId) => SignedIn(agentId).Rotate();

    /// <summary>Forces the agent out, as from elsewhere.</summary>
    public void SignOut(int agentId) => gateway.SignOut(Find(agentId), byOthers: true);

    /// <summary>Queues any event; <paramref name="content"/> is JSON. <paramref name="workNo"/> is the agent that it names, where that is another one.</summary>
    public void RaiseEvent(int agentId, string eventType, string content = "null", bool framed = true, int? workNo = null) =>
        SignedIn(agentId).Events.Add(new GatewayEvent(workNo ?? agentId, eventType, content, framed));

    public void ChangeAgent(int agentId, AgentChange change)
    {
        var agent = Find(agentId);
        agent.PhoneNumber = change.PhoneNumber ?? agent.PhoneNumber;
        agent.TimeRemaining = change.TimeRemaining ?? agent.TimeRemaining;
        agent.IsForceChange = change.IsForceChange ?? agent.IsForceChange;
        agent.MediaType = change.MediaType ?? agent.MediaType;
        if (change.State is { } state)
        {
            agent.Presence.Set(Enum.IsDefined((AgentState)state) ? (AgentState)state : throw new ArgumentException($"{state} is no agent state.", nameof(change)));
        }
    }

    /// <summary>A running conference, as if it had been applied for so many minutes ago.</summary>
    public long CreateConference(int chairperson, IEnumerable<ParticipantAddress> participants, int ageMinutes = 0)
    {
        var agent = Find(chairperson);
        return agent.Conference is null
            ? PremadeConferences.Create(gateway, new ParticipantAddress(ParticipantAddress.AgentId, chairperson.ToInvariant()), agent, participants, ageMinutes).Id
            : throw new InvalidOperationException($"Agent {chairperson} already is in a conference.");
    }

    /// <summary>A running conference that is chaired by a phone, which is no agent of this gateway.</summary>
    public long CreateConference(string chairpersonPhone, IEnumerable<ParticipantAddress> participants, int ageMinutes = 0) =>
        PremadeConferences.Create(gateway, new ParticipantAddress(ParticipantAddress.PhoneNumber, chairpersonPhone), null, participants, ageMinutes).Id;

    /// <summary>The conference ends for everybody, as if its chairperson had released it.</summary>
    public void EndConference(long confId)
    {
        if (!gateway.TryFindConference(confId, out var conference))
        {
            throw new KeyNotFoundException($"There is no conference {confId}.");
        }

        conference.Release();
    }

    /// <summary>An agent's conference, if it has one, ends, and it has applied for a new one with these participants, which have joined; its ID is given back.</summary>
    public long ReplaceConference(int chairperson, params IEnumerable<ParticipantAddress> participants)
    {
        var agent = Find(chairperson);
        agent.Conference?.Release();
        var confId = CreateConference(chairperson, participants);
        agent.Raise("AgentConf_SelfJoinResult", EventContent.ConfId(confId));
        agent.Raise("AgentConf_RequestSuccess", EventContent.ConfId(confId));
        return confId;
    }

    /// <summary>Moves a conference's start, and with it its warning and end.</summary>
    public void AgeConference(long confId, int minutes)
    {
        if (!gateway.TryFindConference(confId, out var conference))
        {
            throw new KeyNotFoundException($"There is no conference {confId}.");
        }

        conference.MoveStart(TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Lets time pass at once: everything that falls due on the way happens, in order.</summary>
    public void Advance(TimeSpan by) => gateway.Time.Advance(by);

    /// <summary>As after a restart of the gateway: sessions are forgotten, held polls are cut, conferences run on.</summary>
    public void Restart() => gateway.Restart();

    /// <summary>How often an operation (by log name) was really done for an agent.</summary>
    public int CountOperation(int agentId, string operation) => Operations.Of(Find(agentId).Id, operation);

    /// <summary>Issues a GUID of 48 hexadecimal digits, which an answer tells; who is not signed in gets none.</summary>
    internal Reply BringHexadecimalGuid(int? agentId, Reply reply) =>
        gateway.FindAgent(agentId ?? 0)?.Session is { } session ? reply with { SetGuid = session.Rotate(new GuidFormat(gateway.Options.Instance, IsHexadecimal: true)) } : reply;

    private Agent Find(int agentId) => gateway.FindAgent(agentId) ?? throw new KeyNotFoundException($"There is no agent {agentId}.");

    private Session SignedIn(int agentId) => Find(agentId).Session ?? throw new InvalidOperationException($"Agent {agentId} is not signed in.");
}
