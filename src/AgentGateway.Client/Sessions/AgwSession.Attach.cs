namespace AgentGateway;

/// <content>Attaching to a session, and the GUID for another owner.</content>
public sealed partial class AgwSession
{
    /// <summary>
    /// Attaches to a session that another program has signed in. If the agent is specified, one inexpensive query checks the session.
    /// </summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="guid">The GUID: letters, digits, hyphens, dots and underscores.</param>
    /// <param name="agentId">The agent; null creates a shared session, which acts for any specified agent, without a check.</param>
    /// <param name="poll">Receives the session's events and keeps it alive. Its owner no longer receives the events.</param>
    /// <param name="cookie">
    /// The cookies of the sign-in, with which a load balancer finds the session's gateway: <c>name=value</c>, several separated by
    /// semicolons; null: none.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">
    /// The GUID is not accepted, the agent is not signed in, or a value is outside its limits.
    /// </exception>
    public static async Task<AgwSession> AttachAsync(
        Gateway gateway, string guid, int? agentId =
            null, bool poll = false, string? cookie = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        Limits.Require(Limits.SessionGuid(guid));
        Limits.Require(cookie is null ? null : SessionCookies.Problem(cookie));
        Limits.Require(AgentProblem(gateway, agentId, poll), Limits.AgentIdVariant(agentId ?? 0, gateway.Options.MaximumAgentId));
        var session = new AgwSession(gateway, agentId, guid, cookie is null ? null : SessionCookies.Normalize(cookie));
        if (agentId is not null)
        {
            await session.RequireSignedInAsync(cancellationToken).ConfigureAwait(false);
        }

        if (poll)
        {
            session.StartPolling();
        }

        return session;
    }

    /// <summary>Detaches from the session without signing its agent out. The owner of the session keeps it.</summary>
    public async Task DetachAsync()
    {
        End(SessionState.SignedOut, null);
        await StopPollingAsync().ConfigureAwait(false);
    }

    /// <summary>Requests a new GUID from the gateway and uses it (cec_07_1225).</summary>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels. The GUID may still have changed.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public async Task UpdateGuidAsync(int? agentId = null, CancellationToken cancellationToken = default)
    {
        var used = _guid.Current;
        var outcome = await TryInvokeAsync(AgentCalls.UpdateGuid, agentId, null, cancellationToken).ConfigureAwait(false);

        // The new GUID is used even if the record of the outcome might be missing.
        var result = outcome.Failure is { Kind: FailureKind.AuditFailed } unrecorded ? unrecorded.Result : outcome.Value;
        if (SessionResults.Guid(result?.ResultJson) is { } guid && Limits.SessionGuid(guid) is null)
        {
            _guid.TakeGuid(guid, used.Version, isFresh: true);
        }
        else if (!outcome.Failed && _guid.Current.Version == used.Version)
        {
            throw GatewayException.For(
                FailureKind.OutcomeUnknown, Context(SessionOperations.UpdateGuid, agentId), variant: FailureVariants.NewGuid);
        }

        if (outcome.Failed)
        {
            throw outcome.Failure.OrCancelled(cancellationToken);
        }
    }

    /// <summary>Reads the state of the session's agent.</summary>
    /// <param name="agentId">The agent of a shared GUID; otherwise null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    internal async Task<AgentStatus> ReadStatusAsync(int? agentId, CancellationToken cancellationToken)
    {
        var result = await InvokeAsync(AgentCalls.Status, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return StatusOf(result);
    }

    private AgentStatus StatusOf(OperationResult result) =>
        SessionResults.Status(result.ResultJson, result.AgentId, Gateway)
        ?? throw GatewayException.For(
            FailureKind.BadReply, Context(SessionOperations.GetAgentStatus, result.AgentId), "the reply contains no agentState");

    private static string? AgentProblem(Gateway gateway, int? agentId, bool poll)
    {
        if (agentId is { } agent)
        {
            return Limits.AgentId(agent, gateway.Options.MaximumAgentId);
        }

        return poll ? "Polling requires the agent of the GUID." : null;
    }

    /// <summary>Checks that the agent is signed in. The gateway can accept a GUID and report the agent as signed out.</summary>
    /// <exception cref="GatewayException">It is not, or the check failed.</exception>
    private async Task RequireSignedInAsync(CancellationToken cancellationToken)
    {
        var status = await ReadStatusAsync(null, cancellationToken).ConfigureAwait(false);
        if (status.State == AgentState.SignedOut)
        {
            throw GatewayException.For(FailureKind.NotSignedIn, Context(SessionOperations.GetAgentStatus), "agentState 2, signed out");
        }
    }
}
