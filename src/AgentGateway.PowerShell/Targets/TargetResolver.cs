namespace AgentGateway;

/// <summary>
/// The one way from an input to its target. What the input names is kept, two parts that disagree are an error, and nothing that is missing is taken from
/// the default session where input comes from the pipeline. Precedence: -Session, the session that was piped in, the gateway of the input or of -Gateway, the default session.
/// </summary>
/// <param name="sessions">The sessions of the runspace.</param>
/// <param name="role">What the cmdlet acts on.</param>
/// <param name="given">The sessions of -Session; null: none are given.</param>
/// <param name="hasPipelineInput">Input comes from the pipeline, so the default session does not count.</param>
/// <param name="allowsShared">A shared session may act for an agent that has none of its own.</param>
/// <param name="find">Asks a session for a conference, on the pipeline thread.</param>
internal sealed class TargetResolver(RunspaceSessions sessions, TargetRole role, AgwSession[]? given, bool hasPipelineInput, bool allowsShared, Func<AgwSession, long, Conference?> find)
{
    /// <summary>The target of an input that names an agent, or an object that stands for one.</summary>
    /// <exception cref="GatewayException">The input names none, contradicts a parameter, or has no session.</exception>
    public Target ForInput(AgentIdentity input, Uri? gateway, long? conferenceId)
    {
        var facts = input.Facts;
        var named = input.AgentFor(role);
        if (facts is not null)
        {
            gateway = Agree(gateway, facts.Gateway);
            conferenceId = Agree(conferenceId, facts.ConferenceId);
        }

        conferenceId = role == TargetRole.Agent ? null : conferenceId;
        if (role == TargetRole.Query && given is not null && conferenceId is not null && Answering(gateway) is { } asking)
        {
            return Make(asking, asking.AgentId!.Value, facts, conferenceId, null) with { Named = named };
        }

        if (named is not { } agentId)
        {
            return facts?.Session is { } shared ? ForSession(shared, conferenceId)
                : role == TargetRole.Chairperson && conferenceId is { } id ? ForConference(id, gateway)
                : throw Invalid($"{IdentityReader.Describe(input.Input)} names no agent");
        }

        if (given is null)
        {
            var session = facts?.Session ?? sessions.Find(agentId, gateway, withDefault: !hasPipelineInput, allowsShared);
            return Make(session, agentId, facts, conferenceId, null);
        }

        return FromGiven(agentId, gateway) is { } own ? Make(own, agentId, facts, conferenceId, null)
            : conferenceId is not null && Answering(gateway) is { } inspector ? Make(sessions.Find(agentId, inspector.Gateway, withDefault: false, allowsShared), agentId, facts, conferenceId, inspector)
            : throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway), "none of the given sessions is this agent's");
    }

    /// <summary>The target of a session that was given or piped in.</summary>
    /// <exception cref="GatewayException">It is shared and has no agent of its own.</exception>
    public Target ForSession(AgwSession session, long? conferenceId) =>
        session.AgentId is { } agentId ? Make(session, agentId, null, conferenceId, null)
        : role == TargetRole.Agent && !allowsShared ? new Target(session, AgwIds.AnyAgent)
        : throw GatewayException.For(FailureKind.InvalidArgument, session.Context(null), "this session lends its GUID to any agent; name the agents with -AgentId");

    /// <summary>The target where no agent is named: the chairperson of the named conference, else the default session's agent.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    public Target ForNothing(Uri? gateway, long? conferenceId)
    {
        if (role == TargetRole.Chairperson && conferenceId is { } id)
        {
            return ForConference(id, gateway);
        }

        var session = Default();
        return gateway is null || session.Gateway == gateway ? ForSession(session, role == TargetRole.Agent ? null : conferenceId)
            : throw GatewayException.For(FailureKind.NoSession, new CallContext(null, null, gateway), "the default session belongs to another gateway");
    }

    /// <summary>The session of an inspector: the given one, else the default session where nothing is piped in.</summary>
    /// <exception cref="GatewayException">There is none, or it belongs to another gateway than the input.</exception>
    public static AgwSession Inspector(RunspaceSessions sessions, AgwSession? given, bool hasPipelineInput, Uri? gatewayOfInput, int? agentId)
    {
        var session = given ?? (hasPipelineInput ? throw NoDefault("name the inspector's session with -Inspector; with pipeline input the default session is not used") : sessions.FindDefault());
        Limits.Require(session.AgentId is null ? "An inspector is an agent of its own; a shared session has none." : null);
        return gatewayOfInput is null || session.Gateway == gatewayOfInput ? session
            : throw GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gatewayOfInput), $"the inspector's session belongs to {session.Transport.Authority}");
    }

    /// <summary>One value of two; both may be given when they are the same.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static Uri? Agree(Uri? given, Uri? fromInput) =>
        given is null || fromInput is null || given == fromInput ? fromInput ?? given
        : throw Invalid($"the input belongs to gateway {fromInput.Authority}, and {given.Authority} is named");

    /// <inheritdoc cref="Agree(Uri?, Uri?)"/>
    public static long? Agree(long? given, long? fromInput) =>
        given is null || fromInput is null || given == fromInput ? fromInput ?? given
        : throw Invalid($"the input is about conference {fromInput}, and -ConferenceId names {given}");

    private static Target Make(AgwSession session, int agentId, IdentityFacts? facts, long? conferenceId, AgwSession? inspector)
    {
        Limits.Require(session.AgentId is null ? Limits.AgentId(agentId, session.Options.MaximumAgentId) : null);
        return new Target(session, agentId, facts) { ConferenceId = conferenceId, Inspector = inspector };
    }

    private static GatewayException Invalid(string problem) => GatewayException.For(FailureKind.InvalidArgument, default, problem);

    private static GatewayException NoDefault(string detail) => GatewayException.For(FailureKind.NoSession, default, detail);

    private AgwSession Default() => hasPipelineInput ? throw NoDefault("the input names no agent, and with pipeline input the default session is not used") : sessions.FindDefault();

    /// <summary>Of the given sessions the agent's own, else the shared one.</summary>
    private AgwSession? FromGiven(int agentId, Uri? gateway) =>
        Single(session => session.AgentId == agentId, gateway, agentId) ?? (allowsShared ? Single(session => session.AgentId is null, gateway, agentId) : null);

    private AgwSession? Single(Func<AgwSession, bool> isMeant, Uri? gateway, int agentId)
    {
        AgwSession? found = null;
        foreach (var session in given!)
        {
            if (!isMeant(session) || (gateway is not null && session.Gateway != gateway) || ReferenceEquals(session, found))
            {
                continue;
            }

            found = found is null ? session
                : throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, agentId, null), "-Session holds several sessions that can act for this agent; name one");
        }

        return found;
    }

    /// <summary>The only given session at a gateway: it answers for conferences that other agents lead.</summary>
    private AgwSession? Answering(Uri? gateway)
    {
        var candidates = given!.Where(session => session.AgentId is not null && (gateway is null || session.Gateway == gateway)).Distinct().ToArray();
        return candidates.Length == 1 ? candidates[0] : null;
    }

    /// <summary>The chairperson of a conference that is named by its ID alone.</summary>
    private Target ForConference(long conferenceId, Uri? gateway)
    {
        // The same ID may run at another gateway, where nobody's events tell of it.
        gateway ??= given is null && !hasPipelineInput ? sessions.Default?.Gateway : null;
        var candidates = given ?? sessions.All.Where(session => !session.IsOver);
        Limits.Require(gateway is null && candidates.Select(session => session.Gateway).Distinct().Skip(1).Any()
            ? $"Conference {conferenceId} may run at each of several gateways; name its gateway with -Gateway." : null);
        var answering = given ?? Knowing(conferenceId, gateway);
        foreach (var session in answering)
        {
            if (session.AgentId is null || (gateway is not null && session.Gateway != gateway) || find(session, conferenceId) is not { } conference)
            {
                continue;
            }

            var chairperson = conference.AgentId
                ?? throw GatewayException.For(FailureKind.ConferenceUnknown, session.Context(null), $"the gateway names no agent as chairperson of conference {conferenceId}");
            var own = (given is null ? null : FromGiven(chairperson, session.Gateway)) ?? sessions.Find(chairperson, session.Gateway, withDefault: false, allowsShared);
            return Make(own, chairperson, IdentityReader.Known(conference), conferenceId, ReferenceEquals(own, session) ? null : session);
        }

        throw answering.Length > 0
            ? GatewayException.For(FailureKind.ConferenceNotFound, answering[0].Context(null), $"conference {conferenceId} is not running, or this agent may not see it")
            : GatewayException.For(FailureKind.ConferenceUnknown, new CallContext(null, null, gateway), $"no session here can tell who leads conference {conferenceId}");
    }

    /// <summary>The sessions whose agents are in a conference, as their events tell; else the default session.</summary>
    private AgwSession[] Knowing(long conferenceId, Uri? gateway)
    {
        var members = sessions.All.Where(session => session.ConferenceId == conferenceId && !session.IsOver && (gateway is null || session.Gateway == gateway)).ToArray();
        return members.Length > 0 ? members
            : !hasPipelineInput && sessions.Default is { } standard && (gateway is null || standard.Gateway == gateway) ? [standard]
            : [];
    }
}
