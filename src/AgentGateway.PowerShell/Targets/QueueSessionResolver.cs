namespace AgentGateway;

/// <summary>
/// Finds the sessions that query a queue or the agents of the VDN. Precedence: the sessions in a parameter, the session that queried the
/// queue before, the default session. A query changes nothing, but it never goes to another gateway than the input specifies.
/// </summary>
/// <param name="sessions">The sessions of the runspace.</param>
/// <param name="given">The sessions in a parameter; null: none are specified.</param>
/// <param name="hasPipelineInput">Indicates that input comes from the pipeline, so the default session is not used.</param>
internal sealed class QueueSessionResolver(RunspaceSessions sessions, AgwSession[]? given, bool hasPipelineInput)
{
    /// <summary>Returns one target for each session that sends the query.</summary>
    /// <param name="gateway">The gateway of the input, or null.</param>
    /// <param name="queriedBy">The agent whose session queried the queue before, or null.</param>
    /// <exception cref="GatewayException">There is none.</exception>
    public IReadOnlyList<Target> Find(Uri? gateway, int? queriedBy)
    {
        if (given is not null)
        {
            var matching = given.Where(session => IsAt(session, gateway)).Distinct().Select(session => Own(session)).ToArray();
            return matching.Length > 0 ? matching : throw NoSession(gateway, "no specified session belongs to the gateway of the input");
        }

        if (gateway is not null && queriedBy is { } agentId)
        {
            var session = sessions.Directory.Find(agentId, gateway, withDefault: false);
            return [new Target(session, agentId)];
        }

        var standard = hasPipelineInput
            ? throw NoSession(gateway, "specify the session with -Session; the default session isn't used for pipeline input")
            : sessions.Default.Require();
        return IsAt(standard, gateway) ? [Own(standard)] : throw NoSession(gateway, "the default session belongs to another gateway");
    }

    private static Target Own(AgwSession session) => session.AgentId is { } agentId
        ? new Target(session, agentId)
        : throw GatewayException.For(
            FailureKind.InvalidArgument, session.Context(null), "the query needs the session of an agent, but a shared session has none");

    private static bool IsAt(AgwSession session, Uri? gateway) => gateway is null || session.Gateway == gateway;

    private static GatewayException NoSession(Uri? gateway, string problem) =>
        GatewayException.For(FailureKind.NoSession, new CallContext(null, null, gateway), problem);
}
