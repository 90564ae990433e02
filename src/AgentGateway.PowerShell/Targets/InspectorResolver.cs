namespace AgentGateway;

/// <summary>Finds the inspector's session that sends the calls for other agents.</summary>
/// <param name="sessions">The sessions of the runspace.</param>
/// <param name="given">The session of -Inspector; null: none is specified.</param>
/// <param name="hasPipelineInput">Indicates that input comes from the pipeline, so the default session is not used.</param>
/// <param name="parameter">The parameter of the inspector's session, for errors.</param>
internal sealed class InspectorResolver(
    RunspaceSessions sessions, AgwSession? given, bool hasPipelineInput, string parameter = "-Inspector") : ITargetResolver
{
    /// <inheritdoc/>
    public Target ForInput(AgentIdentity input, Uri? gateway, long? conferenceId)
    {
        var agentId = input.RequireAgent();
        var session = SessionFor(TargetResolver.Agree(gateway, input.Gateway), agentId);
        Limits.RequireAgentId(agentId, session.Options.MaximumAgentId);
        return new Target(session, agentId);
    }

    /// <inheritdoc/>
    public Target ForSession(AgwSession session, long? conferenceId) => throw NoAgent();

    /// <inheritdoc/>
    public Target ForDefault(Uri? gateway, long? conferenceId) => throw NoAgent();

    /// <summary>Returns the session of the inspector: the specified one, otherwise the default session.</summary>
    /// <param name="gateway">The gateway of the input, or null.</param>
    /// <param name="agentId">The target agent, for the error; or null.</param>
    /// <exception cref="GatewayException">There is none, or it belongs to another gateway.</exception>
    public AgwSession SessionFor(Uri? gateway, int? agentId)
    {
        var session = given
            ?? (hasPipelineInput ? throw NoInspector("the default session isn't used for pipeline input") : sessions.Default.Session)
            ?? throw NoInspector("there is no default session");
        Limits.Require(session.AgentId is null ? "An inspector must be an agent, but a shared session has no agent." : null);
        return gateway is null || session.Gateway == gateway ? session : throw GatewayException.For(
            FailureKind.NoSession,
            new CallContext(null, agentId, gateway),
            $"the inspector's session belongs to {session.Transport.Authority}",
            variant: Variant);
    }

    // The remedy of the variant names -Inspector.
    private string? Variant => string.Equals(parameter, "-Inspector", StringComparison.Ordinal) ? FailureVariants.NoInspector : null;

    private GatewayException NoInspector(string problem) => GatewayException.For(
        FailureKind.NoSession, default, $"specify the inspector's session with {parameter}; {problem}", variant: Variant);

    private GatewayException NoAgent() => GatewayException.For(
        FailureKind.InvalidArgument,
        given?.Context(null) ?? default,
        "specify the agents; an inspector has no default target");
}
