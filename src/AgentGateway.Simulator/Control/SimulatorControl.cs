using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>Lets tests inspect and change the simulator. <see cref="ControlSurface"/> exposes it over HTTP.</summary>
public sealed class SimulatorControl
{
    private readonly SimulatedGateway gateway;

    internal SimulatorControl(SimulatedGateway gateway)
    {
        this.gateway = gateway;
        Operations = new OperationCounters(gateway.Options.MaximumAgentId);
        Outage = new Outage(gateway.Time);
    }

    internal FaultPlan Faults { get; } = new();

    internal RequestJournal Journal { get; } = new();

    internal OperationCounters Operations { get; }

    internal Outage Outage { get; }

    /// <summary>The scenario that is running, if any.</summary>
    internal ScenarioRun? Scenario { get; private set; }

    public JsonObject GetState() => StateReport.Of(gateway, this);

    /// <summary>Returns the state of an agent.</summary>
    public JsonObject GetAgent(int agentId) => StateReport.Of(Find(agentId), this);

    /// <summary>Returns the state of a conference.</summary>
    /// <exception cref="KeyNotFoundException">No conference has this ID.</exception>
    public JsonObject GetConference(long confId) => StateReport.Of(FindConference(confId), gateway.Time.GetUtcNow());

    /// <summary>Returns the requests after a sequence number, oldest first. The simulator keeps the latest 50,000.</summary>
    public IReadOnlyList<SeenRequest> GetRequests(long since = 0) => Journal.Since(since);

    public void ClearRequests() => Journal.Clear();

    public void AddFault(Fault fault) => Faults.Add(fault);

    public void ClearFaults() => Faults.Clear();

    public void Change(SettingsChange change) => gateway.Settings.Apply(change);

    /// <summary>Expires all GUIDs of the agent.</summary>
    public void ExpireGuid(int agentId) => SessionOf(agentId).ExpireGuids();

    /// <summary>Issues a new GUID. The next poll returns it, and the previous one remains valid for its time.</summary>
    public void RotateGuid(int agentId) => SessionOf(agentId).Rotate();

    /// <summary>
    /// Signs an agent in, as if it worked at a desk: its own client polls, so that it isn't signed out. Another session of it ends.
    /// </summary>
    public void SignIn(int agentId, AgentChange change)
    {
        var phone = change.PhoneNumber ?? $"4{agentId.ToInvariant()}";
        gateway.SignIn(Find(agentId), new SignInDetails(phone)).BeginPoll();
        ChangeAgent(agentId, change);
    }

    /// <summary>Signs the agent out, as if somebody else forced it.</summary>
    public void SignOut(int agentId) => gateway.SignOut(Find(agentId), byOthers: true);

    /// <summary>
    /// Queues an event. <paramref name="content"/> is JSON; <paramref name="workNo"/> is the agent in the event if that is another one.
    /// </summary>
    public void RaiseEvent(int agentId, string eventType, string content = "null", bool framed = true, int? workNo = null) =>
        SessionOf(agentId).Events.Add(new GatewayEvent(workNo ?? agentId, eventType, content, framed));

    public void ChangeAgent(int agentId, AgentChange change)
    {
        var agent = Find(agentId);
        agent.PhoneNumber = change.PhoneNumber ?? agent.PhoneNumber;
        agent.TimeRemaining = change.TimeRemaining ?? agent.TimeRemaining;
        agent.IsForceChange = change.IsForceChange ?? agent.IsForceChange;
        agent.MediaType = change.MediaType ?? agent.MediaType;
        agent.ConfiguredSkills = change.ConfiguredSkills ?? agent.ConfiguredSkills;
        agent.Skills = change.Skills ?? agent.Skills;
        agent.TakesCalls = change.TakesCalls ?? agent.TakesCalls;
        if (change.State is { } state)
        {
            if (!Enum.IsDefined((AgentState)state))
            {
                throw new ArgumentException($"{state} is no agent state.", nameof(change));
            }

            agent.Presence.Set((AgentState)state);
        }

        if (change.StateMinutes is { } minutes)
        {
            agent.Presence.SetAge(TimeSpan.FromMinutes(minutes));
        }
    }

    /// <summary>Creates a running conference that started the given number of minutes ago.</summary>
    public long CreateConference(int chairperson, IEnumerable<ParticipantAddress> participants, int ageMinutes = 0)
    {
        var agent = Find(chairperson);
        return agent.Conference is null
            ? PremadeConferences.Create(gateway, ParticipantAddress.OfAgent(chairperson), agent, participants, ageMinutes).Id
            : throw new InvalidOperationException($"Agent {chairperson} already is in a conference.");
    }

    /// <summary>Creates a running conference whose chairperson is a phone, not an agent of this gateway.</summary>
    public long CreateConference(string chairpersonPhone, IEnumerable<ParticipantAddress> participants, int ageMinutes = 0)
    {
        var chairperson = new ParticipantAddress(ParticipantAddress.PhoneNumber, chairpersonPhone);
        return PremadeConferences.Create(gateway, chairperson, null, participants, ageMinutes).Id;
    }

    /// <summary>Ends the conference for all participants, as if its chairperson had released it.</summary>
    public void EndConference(long confId) => FindConference(confId).Release();

    /// <summary>
    /// Ends the conference of an agent, if it has one, and creates a new one with these participants. Returns the ID of the new conference.
    /// </summary>
    public long ReplaceConference(int chairperson, params IEnumerable<ParticipantAddress> participants)
    {
        var agent = Find(chairperson);
        agent.Conference?.Release();
        var confId = CreateConference(chairperson, participants);
        agent.Raise(EventType.ConfSelfJoinResult, EventContent.ConfId(confId));
        agent.Raise(EventType.ConfRequestSuccess, EventContent.ConfId(confId));
        return confId;
    }

    /// <summary>Moves the start of a conference, and with it its warning and end.</summary>
    public void AgeConference(long confId, int minutes) => FindConference(confId).MoveStart(TimeSpan.FromMinutes(minutes));

    /// <summary>Adds a queue, or replaces it. The media type has the numbers of the gateway (queues.md, 1); 5 is voice.</summary>
    public void AddQueue(int queueId, string name, int mediaType = 5) => gateway.Queues.Add(new SkillQueue(queueId, name, mediaType));

    public void RemoveQueue(int queueId)
    {
        _ = FindQueue(queueId);
        gateway.Queues.Remove(queueId);
    }

    /// <summary>Puts a call into a queue, as if it had been waiting for the given time.</summary>
    public void AddWaitingCall(int queueId, string caller, TimeSpan waited = default) =>
        gateway.Queues.Enter(FindQueue(queueId), caller, gateway.Time.GetUtcNow() - waited);

    /// <summary>Adds a recording that can be downloaded, or replaces it.</summary>
    public void AddRecording(string path, int bytes, int locationId = 0, int? agentId = null, string? callId = null) =>
        gateway.Recordings.Add(new RecordingFile(path, bytes) { LocationId = locationId, AgentId = agentId, CallId = callId });

    /// <summary>Ends all calls that wait in a queue.</summary>
    public void ClearWaitingCalls(int queueId) => FindQueue(queueId).Clear();

    /// <summary>Puts a call on the phone of a signed-in agent. Returns its ID.</summary>
    public string CreateCall(int agentId, SimulatedCall call)
    {
        var agent = Find(agentId);
        if (!agent.IsSignedIn || !Enum.TryParse<CallStage>(call.State, out var stage) || stage == CallStage.Dialing)
        {
            throw new InvalidOperationException($"Agent {agentId} is not signed in, or '{call.State}' is no state of a call.");
        }

        if (stage != CallStage.Held && agent.Presence.Call is not null)
        {
            throw new InvalidOperationException($"Agent {agentId} already has a current call.");
        }

        var began = gateway.Time.GetUtcNow() - TimeSpan.FromMinutes(call.AgeMinutes);
        var created = new PhoneCall(agent.Presence.NextCallId(), began)
        {
            Feature = call.Feature,
            Caller = call.Caller,
            Called = call.Called,
            Skill = call.Skill,
            SkillId = call.SkillId,
            Data = call.Data,
            Parties = [call.Caller],
        };
        if (stage == CallStage.Ringing)
        {
            agent.Phone.Offer(created, answersAfter: null);
            return created.CallId;
        }

        created.Answer(began);
        created.Stage = stage;
        agent.Phone.Add(created);
        return created.CallId;
    }

    /// <summary>Ends a call of an agent, as if the other party had hung up.</summary>
    public void EndCall(int agentId, string callId)
    {
        if (!CallControl.TryEnd(Find(agentId), callId))
        {
            throw new KeyNotFoundException($"Agent {agentId} has no call {callId}.");
        }
    }

    /// <summary>Advances the clock. Everything that falls due happens immediately, in order.</summary>
    public void Advance(TimeSpan by) => gateway.Time.Advance(by);

    /// <summary>Simulates a restart of the gateway: sessions end, held polls are closed, conferences continue.</summary>
    public void Restart() => gateway.Restart();

    /// <summary>
    /// Closes every connection, and every new one before TLS, for a time of the gateway's clock. Returns when this ends. The control
    /// surface can't be reached either.
    /// </summary>
    public DateTimeOffset BeginOutage(TimeSpan duration) => Outage.Begin(duration, control: null);

    /// <summary>Returns how often an operation (by log name) was carried out for an agent.</summary>
    public int CountOperation(int agentId, string operation) => Operations.Of(Find(agentId).Id, operation);

    /// <summary>Carries out the steps of a scenario that belong to the start, and prepares the others.</summary>
    internal void Begin(Scenario scenario)
    {
        Scenario = new ScenarioRun(scenario, this, gateway.Time);
        Scenario.Begin();
    }

    /// <summary>Issues a GUID of 48 hexadecimal digits and adds it to the reply. An agent that isn't signed in gets none.</summary>
    internal Reply WithHexadecimalGuid(int? agentId, Reply reply)
    {
        var format = new GuidFormat(gateway.Options.Instance, IsHexadecimal: true);
        return gateway.FindAgent(agentId ?? 0)?.Session is { } session ? reply with { SetGuid = session.Rotate(format) } : reply;
    }

    private Agent Find(int agentId) => gateway.FindAgent(agentId) ?? throw new KeyNotFoundException($"There is no agent {agentId}.");

    private Conference FindConference(long confId) => gateway.TryFindConference(confId, out var conference)
        ? conference
        : throw new KeyNotFoundException($"There is no conference {confId}.");

    private SkillQueue FindQueue(int queueId) =>
        gateway.Queues.Find(queueId) ?? throw new KeyNotFoundException($"There is no queue {queueId}.");

    private Session SessionOf(int agentId) =>
        Find(agentId).Session ?? throw new InvalidOperationException($"Agent {agentId} is not signed in.");
}
