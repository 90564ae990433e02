namespace AgentGateway;

/// <summary>
/// Finds the agent of a supervision and the session of its inspector. Precedence: -Inspector, the inspector in the input, the inspector of
/// the registered gateway in a parameter, the default session, unless input comes from the pipeline.
/// </summary>
/// <param name="sessions">The sessions of the runspace.</param>
/// <param name="given">The session of -Inspector; null: none is specified.</param>
/// <param name="gateway">The gateway in a parameter, or null.</param>
/// <param name="hasPipelineInput">Indicates that input comes from the pipeline, so the default session is not used.</param>
internal sealed class SupervisionResolver(RunspaceSessions sessions, AgwSession? given, Uri? gateway, bool hasPipelineInput)
{
    private readonly InspectorResolver _inspectors = new(sessions, given, hasPipelineInput);

    /// <summary>Returns the agent of one or several inputs that must agree, and the session of its inspector.</summary>
    /// <param name="inputs">The agents on the command line, and after them the object from the pipeline.</param>
    /// <exception cref="GatewayException">The inputs contradict each other or a parameter, or there is no session.</exception>
    public Target Find(IReadOnlyList<AgentIdentity> inputs)
    {
        var agentId = inputs[inputs.Count - 1].RequireAgent();
        int? inspectorId = null;
        var named = gateway;
        foreach (var input in inputs)
        {
            _ = input.RequireAgent();
            PipedObject.RequireAgent(agentId, input);
            Limits.Require(input.Facts?.InspectorProblem);
            named = TargetResolver.Agree(named, input.Gateway);
            inspectorId = Agree(inspectorId, input.Facts?.InspectorId);
        }

        var session = SessionFor(inspectorId, named, agentId);
        Limits.Require(session.AgentId == agentId ? $"Inspector {agentId} can't supervise itself." : null);
        Limits.RequireAgentId(agentId, session.Options.MaximumAgentId);
        return new Target(session, agentId);
    }

    /// <summary>Returns the session of the inspector that inputs with a problem are about; null: it isn't known.</summary>
    /// <param name="inputs">The inputs.</param>
    public AgwSession? InspectorOf(IReadOnlyList<AgentIdentity> inputs)
    {
        var facts = inputs.Select(input => input.Facts).FirstOrDefault(own => own?.InspectorId is not null);
        try
        {
            return given ?? SessionFor(facts?.InspectorId, facts?.Gateway ?? gateway, inputs[0].AgentId ?? 0);
        }
        catch (GatewayException)
        {
            return null;
        }
    }

    /// <summary>Returns the mode of one or several inputs and of a parameter, which must agree.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static SupervisionMode? ModeOf(IReadOnlyList<IdentityFacts> facts, SupervisionMode? specified)
    {
        foreach (var own in facts)
        {
            Limits.Require(own.SupervisionMode is { } mode && specified is { } other && mode != other
                ? $"The input is a supervision in the mode {mode}, but {other} is specified."
                : null);
            specified ??= own.SupervisionMode;
        }

        return specified;
    }

    private AgwSession SessionFor(int? inspectorId, Uri? named, int agentId)
    {
        if (given is not null)
        {
            _ = Agree(given.AgentId, inspectorId);
            return _inspectors.SessionFor(named, agentId);
        }

        if (inspectorId is { } own)
        {
            return sessions.Directory.FindAll(own, named).Count > 0
                ? sessions.Directory.Find(own, named, withDefault: !hasPipelineInput, allowsShared: false)
                : throw NoSession(named, agentId, $"inspector {own} of the input has no session in this runspace");
        }

        if (RegisteredAddress.Of(gateway) is not { } registration)
        {
            return _inspectors.SessionFor(named, agentId);
        }

        var registered = registration.InspectorId ?? throw GatewayException.For(
            FailureKind.InvalidArgument,
            new CallContext(null, agentId, registration.Uri),
            $"the registered gateway {registration.Name} has no -InspectorId");
        return sessions.Directory.FindLive(registration.Uri, registered) ?? throw NoSession(
            registration.Uri,
            agentId,
            $"inspector {registered} of the registered gateway {registration.Name} is not signed in here, and a supervision needs a "
            + "session that lasts");
    }

    private static int? Agree(int? specified, int? fromInput)
    {
        Limits.Require(specified is { } other && fromInput is { } own && own != other
            ? $"The input is about inspector {own}, but inspector {other} is specified."
            : null);
        return fromInput ?? specified;
    }

    private static GatewayException NoSession(Uri? gateway, int agentId, string problem) =>
        GatewayException.For(FailureKind.NoSession, new CallContext(null, agentId, gateway), problem, variant: FailureVariants.NoInspector);
}
