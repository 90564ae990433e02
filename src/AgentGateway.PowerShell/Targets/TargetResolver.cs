namespace AgentGateway;

/// <summary>
/// Finds the target of an input. Everything in the input is kept, contradictions are errors, and the default session is not used for
/// pipeline input. Precedence: -Session, a session from the pipeline, the gateway of the input or of -Gateway, the default session.
/// </summary>
/// <param name="sessions">The sessions of the runspace.</param>
/// <param name="role">What the cmdlet changes or queries.</param>
/// <param name="given">The sessions of -Session; null: none are specified.</param>
/// <param name="hasPipelineInput">Indicates that input comes from the pipeline, so the default session is not used.</param>
/// <param name="allowsShared">A shared session may act for an agent that has none of its own.</param>
/// <param name="find">Queries a session for a conference, on the pipeline thread.</param>
internal sealed class TargetResolver(
    RunspaceSessions sessions,
    TargetRole role,
    AgwSession[]? given,
    bool hasPipelineInput,
    bool allowsShared,
    Func<AgwSession, long, Conference?> find) : ITargetResolver
{
    /// <inheritdoc/>
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
        if (role == TargetRole.Query && given is not null && conferenceId is not null && AnsweringSession(gateway) is { } asking)
        {
            return Create(asking, asking.AgentId!.Value, facts, conferenceId, null) with { NamedAgentId = named };
        }

        if (named is { } agentId)
        {
            return ForAgent(agentId, gateway, facts, conferenceId);
        }

        if (facts?.Session is { } shared)
        {
            return ForSession(shared, conferenceId);
        }

        return role == TargetRole.Chairperson && conferenceId is { } id ? ForConference(id, gateway) : throw input.NoAgent();
    }

    /// <inheritdoc/>
    public Target ForSession(AgwSession session, long? conferenceId)
    {
        if (session.AgentId is { } agentId)
        {
            return Create(session, agentId, null, conferenceId, null);
        }

        return role == TargetRole.Agent && !allowsShared ? new Target(session, null) : throw GatewayException.For(
            FailureKind.InvalidArgument,
            session.Context(null),
            "this is a shared session without an agent of its own; specify the agents with -AgentId");
    }

    /// <inheritdoc/>
    public Target ForDefault(Uri? gateway, long? conferenceId)
    {
        if (role == TargetRole.Chairperson && conferenceId is { } id)
        {
            return ForConference(id, gateway);
        }

        var session = hasPipelineInput
            ? throw NoSession("the input specifies no agent, and the default session isn't used for pipeline input")
            : sessions.Default.Require();
        if (IsAt(session, gateway))
        {
            return ForSession(session, role == TargetRole.Agent ? null : conferenceId);
        }

        throw GatewayException.For(
            FailureKind.NoSession, new CallContext(null, null, gateway), "the default session belongs to another gateway");
    }

    /// <summary>Returns one of two values. Both can be specified if they are equal.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static Uri? Agree(Uri? given, Uri? fromInput) =>
        given is null || fromInput is null || given == fromInput
            ? fromInput ?? given
            : throw Invalid($"the input belongs to gateway {fromInput.Authority}, but the parameter specifies {given.Authority}");

    /// <inheritdoc cref="Agree(Uri?, Uri?)"/>
    public static long? Agree(long? given, long? fromInput) =>
        given is null || fromInput is null || given == fromInput
            ? fromInput ?? given
            : throw Invalid($"the input is about conference {fromInput}, but -ConferenceId specifies {given}");

    /// <inheritdoc cref="Agree(Uri?, Uri?)"/>
    public static string? Agree(string? given, string? fromInput) =>
        given is null || fromInput is null || string.Equals(given, fromInput, StringComparison.Ordinal)
            ? fromInput ?? given
            : throw Invalid($"the input is about call {RunspaceSessions.Current.Quote(fromInput)}, "
                + $"but -CallId specifies {RunspaceSessions.Current.Quote(given)}");

    private static Target Create(AgwSession session, int agentId, IdentityFacts? facts, long? conferenceId, AgwSession? inspector)
    {
        if (session.AgentId is null)
        {
            Limits.RequireAgentId(agentId, session.Options.MaximumAgentId);
        }

        return new Target(session, agentId, facts) { ConferenceId = conferenceId, Inspector = inspector };
    }

    private static GatewayException Invalid(string problem) => GatewayException.For(FailureKind.InvalidArgument, default, problem);

    private static GatewayException NoSession(string problem) => GatewayException.For(FailureKind.NoSession, default, problem);

    private Target ForAgent(int agentId, Uri? gateway, IdentityFacts? facts, long? conferenceId)
    {
        if (given is null)
        {
            var session = facts?.Session ?? sessions.Directory.Find(agentId, gateway, withDefault: !hasPipelineInput, allowsShared);
            return Create(session, agentId, facts, conferenceId, null);
        }

        if (FromGiven(agentId, gateway) is { } own)
        {
            return Create(own, agentId, facts, conferenceId, null);
        }

        if (conferenceId is null || AnsweringSession(gateway) is not { } inspector)
        {
            throw GatewayException.For(
                FailureKind.NoSession,
                new CallContext(null, agentId, gateway),
                "none of the specified sessions belongs to this agent");
        }

        var found = sessions.Directory.Find(agentId, inspector.Gateway, withDefault: false, allowsShared);
        return Create(found, agentId, facts, conferenceId, inspector);
    }

    /// <summary>Returns, from the specified sessions, the agent's own, otherwise the shared one.</summary>
    private AgwSession? FromGiven(int agentId, Uri? gateway) =>
        Single(session => session.AgentId == agentId, gateway, agentId)
        ?? (allowsShared ? Single(session => session.AgentId is null, gateway, agentId) : null);

    private AgwSession? Single(Func<AgwSession, bool> isMeant, Uri? gateway, int agentId)
    {
        AgwSession? found = null;
        foreach (var session in given!)
        {
            if (!isMeant(session) || (gateway is not null && session.Gateway != gateway) || ReferenceEquals(session, found))
            {
                continue;
            }

            found = found is null ? session : throw GatewayException.For(
                FailureKind.InvalidArgument,
                new CallContext(null, agentId, null),
                "-Session contains several sessions that can act for this agent; specify one");
        }

        return found;
    }

    /// <summary>Returns the only specified session at a gateway. It queries conferences of other chairpersons.</summary>
    private AgwSession? AnsweringSession(Uri? gateway)
    {
        var candidates = given!.Where(session => session.AgentId is not null && IsAt(session, gateway)).Distinct().ToArray();
        return candidates.Length == 1 ? candidates[0] : null;
    }

    /// <summary>Returns the target for a conference that is specified only by its ID: its chairperson.</summary>
    private Target ForConference(long conferenceId, Uri? gateway)
    {
        // Another gateway may use the same ID.
        gateway ??= given is null && !hasPipelineInput ? sessions.Default.Session?.Gateway : null;
        var candidates = given ?? sessions.Directory.All.Where(session => !session.IsOver);
        var isAmbiguous = gateway is null && candidates.Select(session => session.Gateway).Distinct().Skip(1).Any();
        Limits.Require(isAmbiguous ? $"Conference {conferenceId} may be at any of several gateways. Specify one with -Gateway." : null);
        var answering = given ?? SessionsThatKnow(conferenceId, gateway);
        foreach (var session in answering)
        {
            if (session.AgentId is null || !IsAt(session, gateway) || find(session, conferenceId) is not { } conference)
            {
                continue;
            }

            var chairperson = conference.AgentId ?? throw GatewayException.For(
                FailureKind.ConferenceUnknown,
                session.Context(null),
                $"conference {conferenceId}",
                variant: FailureVariants.NoChairperson);
            var own = (given is null ? null : FromGiven(chairperson, session.Gateway))
                ?? sessions.Directory.Find(chairperson, session.Gateway, withDefault: false, allowsShared);
            var inspector = ReferenceEquals(own, session) ? null : session;
            return Create(own, chairperson, IdentityReader.Known(conference), conferenceId, inspector);
        }

        throw answering.Length > 0
            ? GatewayException.For(
                FailureKind.ConferenceNotFound,
                answering[0].Context(null),
                $"conference {conferenceId} is not running, or this agent may not see it")
            : GatewayException.For(
                FailureKind.ConferenceUnknown,
                new CallContext(null, null, gateway),
                $"no session in this runspace knows the chairperson of conference {conferenceId}");
    }

    /// <summary>Returns the sessions whose agents are in a conference, according to their events; otherwise the default session.</summary>
    private AgwSession[] SessionsThatKnow(long conferenceId, Uri? gateway)
    {
        var members = sessions.Directory.All
            .Where(session => session.ConferenceId == conferenceId && !session.IsOver && IsAt(session, gateway))
            .ToArray();
        if (members.Length > 0)
        {
            return members;
        }

        return !hasPipelineInput && sessions.Default.Session is { } standard && IsAt(standard, gateway) ? [standard] : [];
    }

    private static bool IsAt(AgwSession session, Uri? gateway) => gateway is null || session.Gateway == gateway;
}
