namespace AgentGateway;

/// <content>Attaching to a session, and ending one.</content>
public sealed partial class AgwSession
{
    /// <summary>Attaches to a session that somebody else has signed in. It is checked by one cheap read where the agent is known.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="guid">The GUID: letters, digits, hyphens, dots and underscores.</param>
    /// <param name="agentId">The agent; null lends the GUID to whichever agent is named, and checks nothing.</param>
    /// <param name="poll">Takes the session's events and keeps it alive; that takes them away from its owner.</param>
    /// <param name="cookie">
    /// The cookies of the sign-in, by which a load balancer finds the session's gateway: <c>name=value</c>, several separated by semicolons; null: none.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">The GUID is not accepted, the agent is not signed in, or a value is outside its limits.</exception>
    public static async Task<AgwSession> AttachAsync(Gateway gateway, string guid, int? agentId = null, bool poll = false, string? cookie = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        Limits.Require(Limits.SessionGuid(guid));
        Limits.Require(cookie is null ? null : SessionCookies.Problem(cookie));
        Limits.Require(agentId is { } agent ? Limits.AgentId(agent, gateway.Options.MaximumAgentId) : poll ? "Polling needs the agent of the GUID." : null);
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

    /// <summary>Asks whether the agent is signed in; the answer to a GUID that is accepted may be that it is not.</summary>
    /// <exception cref="GatewayException">It is not, or the question failed.</exception>
    private async Task RequireSignedInAsync(CancellationToken cancellationToken)
    {
        var status = await this.GetStatusAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        if (status.State == AgentState.SignedOut)
        {
            throw GatewayException.For(FailureKind.NotSignedIn, Context(Catalogue.GetAgentStatus), "agentState 2, signed out");
        }
    }

    /// <summary>Signs out and stops the poller. An agent that the gateway has signed out already counts as signed out.</summary>
    /// <param name="request">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GatewayException">It failed, or the session has no agent of its own; the session goes on.</exception>
    public async Task SignOutAsync(SignOutRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = request.ToCall();
        var agentId = AgentId ?? throw GatewayException.For(FailureKind.InvalidArgument, Context(call.Operation), "this session lends its GUID and has no agent of its own, so it signs nobody out; let go of it instead");
        using (await SignInTurn.TakeAsync(Gateway, agentId, cancellationToken).ConfigureAwait(false))
        {
            await SignOutAsync(call, agentId, cancellationToken).ConfigureAwait(false);
        }

        End(SessionState.SignedOut, null);
        await StopPollingAsync().ConfigureAwait(false);
    }

    private async ValueTask SignOutAsync(OperationCall call, int agentId, CancellationToken cancellationToken)
    {
        // Of a session that was only given up here the agent may still be signed in, and take calls.
        if (IsOver && !MayBeSignedIn)
        {
            return;
        }

        var lastError = LastError;
        LastOperation = call.Operation.Name;
        var exchanged = await SendAsync(call, agentId, Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        var isRefusedByMistake = exchanged.Reply is { RetCode: RetCodes.NotSignedIn } && await AskSignedInAsync(cancellationToken).ConfigureAwait(false) == true;
        if (isRefusedByMistake)
        {
            exchanged = await SendAsync(call, agentId, Options.OperationTimeout, cancellationToken).ConfigureAwait(false);
        }

        if (exchanged.Failure is { } failure)
        {
            throw Noted(new Invocation(call, agentId, null), failure).Failure!;
        }

        var reply = exchanged.Reply!;
        if (!reply.IsSuccess && (!RetCodes.EndsSession(reply.RetCode) || (isRefusedByMistake && reply.RetCode == RetCodes.NotSignedIn)))
        {
            throw Noted(new Invocation(call, agentId, null), GatewayException.ForRetCode(Context(call.Operation, agentId), reply, null)).Failure!;
        }

        // Its poll may have heard of it first; it is signed out by this client all the same.
        End(SessionState.SignedOut, null);
        lock (_gate)
        {
            State = SessionState.SignedOut;
            LastError = lastError;
        }
    }

    /// <summary>Lets go of the session without signing it out; for attached ones, whose owner goes on.</summary>
    public async Task DetachAsync()
    {
        End(SessionState.SignedOut, null);
        await StopPollingAsync().ConfigureAwait(false);
    }

    /// <summary>Asks the gateway for a new GUID and takes it (cec_07_1225).</summary>
    /// <param name="agentId">The agent of a lent GUID; else null.</param>
    /// <param name="cancellationToken">Gives up; the GUID may then have changed all the same.</param>
    /// <exception cref="GatewayException">It failed.</exception>
    public async Task UpdateGuidAsync(int? agentId = null, CancellationToken cancellationToken = default)
    {
        var used = _guid;
        var result = await InvokeAsync(AgentCalls.UpdateGuid, agentId, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (ResultReader.Guid(result.ResultJson) is { } guid && Limits.SessionGuid(guid) is null)
        {
            TakeGuid(guid, used.Version, isFresh: true);
        }
        else if (_guid.Version == used.Version)
        {
            throw GatewayException.For(FailureKind.OutcomeUnknown, Context(Catalogue.UpdateGuid, agentId), variant: "NewGuid");
        }
    }
}
