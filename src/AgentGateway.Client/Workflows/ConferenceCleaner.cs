using System.Globalization;

namespace AgentGateway;

/// <summary>The cleanup of one conference.</summary>
/// <param name="inspector">The session of an inspector. It verifies the conference and confirms its end.</param>
/// <param name="conference">The conference, as it was found.</param>
/// <param name="request">The options of the cleanup.</param>
internal sealed partial class ConferenceCleaner(AgwSession inspector, Conference conference, CleanupRequest request)
{
    // The conference was queried a moment ago, so it isn't queried again before the sign-in. It is verified again before the release.
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(2);

    private TimeProvider Clock => inspector.Transport.Clock;

    private int AgentId => conference.AgentId!.Value;

    private string Id => conference.ConferenceId.ToString(CultureInfo.InvariantCulture);

    private FailureSubject Subject => new(conference.ConferenceId);

    private bool IsFresh => request.ReadAt is { } readAt && Clock.GetElapsedTime(readAt) < FreshFor;

    /// <inheritdoc cref="ConferenceCleanup.ClearConferenceAsync"/>
    public async Task<AgwCleanupResult> RunAsync(CancellationToken cancellationToken)
    {
        if ((FindProblem() ?? FindMissingCredential()) is { } problem)
        {
            return ResultOf(problem);
        }

        try
        {
            // No person's session must be taken over for a conference that has already ended.
            if ((request.Force || !IsFresh) && await FindChangeAsync(cancellationToken).ConfigureAwait(false) is { } change)
            {
                return ResultOf(change);
            }

            return request.Session is { } own
                ? await ReleaseAsync(own, cancellationToken).ConfigureAwait(false)
                : await SignInAndReleaseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GatewayException failure)
        {
            return ResultOf(failure);
        }
    }

    /// <inheritdoc cref="ConferenceCleanup.PlanConferenceAsync"/>
    public async Task<AgwCleanupResult> PlanAsync(CancellationToken cancellationToken)
    {
        if (FindProblem() is { } problem)
        {
            return ResultOf(problem);
        }

        try
        {
            if (!IsFresh && await FindChangeAsync(cancellationToken).ConfigureAwait(false) is { } change)
            {
                return ResultOf(change);
            }

            if (request is { Force: false, Session: null })
            {
                var status = await inspector.GetDetailsAsync(AgentId, cancellationToken).ConfigureAwait(false);
                if (status.State != AgentState.SignedOut)
                {
                    var context = inspector.Context(SessionOperations.QueryAgentInfoByWorkNo, AgentId);
                    return ResultOf(GatewayException.For(FailureKind.AlreadySignedIn, context, $"state {status.State}"));
                }
            }

            return ConferenceCleanup.ResultOf(conference, CleanupOutcome.Planned, Clock);
        }
        catch (GatewayException failure)
        {
            return ResultOf(failure);
        }
    }

    /// <summary>Returns why the conference can't be ended, without a request to the gateway; or null.</summary>
    private GatewayException? FindProblem()
    {
        if (conference.AgentId is null)
        {
            return GatewayException.For(
                FailureKind.ConferenceUnknown,
                new CallContext(null, null, conference.Gateway),
                $"conference {Id}",
                variant: FailureVariants.NoChairperson).About(Subject);
        }

        if (conference.Gateway != inspector.Gateway)
        {
            return Invalid($"the inspector's session is at another gateway, {inspector.Transport.Authority}");
        }

        return request.Session is { } own && (own.Gateway != conference.Gateway || own.AgentId != AgentId)
            ? Invalid("the given session doesn't belong to the chairperson at this gateway")
            : null;
    }

    private GatewayException? FindMissingCredential() => request is { Session: null, Credential: null }
        ? Invalid("the chairperson requires a credential or a session")
        : null;

    private GatewayException Invalid(string problem) => GatewayException.For(
        FailureKind.InvalidArgument, new CallContext(null, AgentId, conference.Gateway), problem).About(Subject);

    /// <summary>
    /// Queries whether it is still the conference that was found, with the same chairperson. Returns the difference; or null.
    /// </summary>
    private Task<GatewayException?> FindChangeAsync(CancellationToken cancellationToken) => FindChangeAsync(inspector, cancellationToken);

    private async Task<GatewayException?> FindChangeAsync(AgwSession reader, CancellationToken cancellationToken)
    {
        var running = await reader.FindConferenceAsync(conference.ConferenceId, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (running is null)
        {
            var context = reader.Context(ConferenceOperations.QueryConfInfos, AgentId);
            return GatewayException.For(FailureKind.ConferenceNotFound, context, Id, variant: FailureVariants.Ended).About(Subject);
        }

        return new ExpectedConference(conference).FindChange(running, reader)?.About(Subject);
    }

    private async Task<AgwCleanupResult> SignInAndReleaseAsync(CancellationToken cancellationToken)
    {
        AgwSession session;
        try
        {
            session = await AgwSession.SignInAsync(
                inspector.Transport,
                SignIn(),
                signIn => request.Sessions.EndLate(EndLateAsync(signIn)),
                cancellationToken,
                isPolling: false).ConfigureAwait(false);
        }
        catch (GatewayException failure) when (failure.Kind is FailureKind.OutcomeUnknown or FailureKind.BadReply)
        {
            // The gateway may have signed the agent in.
            return ResultOf(failure) with { SignOutError = failure.Message };
        }

        request.Sessions.Opened(session, () => SignOutAsync(session));
        AgwCleanupResult result;
        try
        {
            result = await ReleaseAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            request.Sessions.EndLate(SignOutAsync(session));
            throw;
        }

        var signingOut = SignOutAsync(session);
        try
        {
            await Polyfill.WaitAsync(signingOut, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!signingOut.IsCompleted)
        {
            // The outcome is known; the sign-out ends in the background.
            request.Sessions.EndLate(signingOut);
            return result;
        }

        var problem = await signingOut.ConfigureAwait(false);
        return problem is { IsSignedOut: true, Failure: GatewayException unrecorded }
            ? result with { UnrecordedSignOut = unrecorded }
            : result with { SignOutError = problem?.Message };
    }

    /// <summary>The agent receives no calls while it is signed in, because nobody would answer them.</summary>
    private SignInRequest SignIn() => new()
    {
        AgentId = AgentId,
        Credential = request.Credential!,
        PhoneNumber = request.PhoneNumber,
        Force = request.Force,
        InitialState = InitialAgentState.Busy,
        AutoAnswer = false,
    };

    private async Task<AgwCleanupResult> ReleaseAsync(AgwSession session, CancellationToken cancellationToken)
    {
        var target = new OperationTarget(AgentId, conference.ConferenceId, ReferenceEquals(session, inspector) ? null : inspector)
        {
            Expected = new ExpectedConference(conference),
        };
        var released = await session.TryInvokeAsync(ConferenceCalls.Release, target, null, cancellationToken).ConfigureAwait(false);
        if (released.Failure is not { } failure)
        {
            return await ConfirmAsync(null, request.Timeout, cancellationToken).ConfigureAwait(false);
        }

        if (failure.Kind != FailureKind.OutcomeUnknown || cancellationToken.IsCancellationRequested)
        {
            return ResultOf(failure, CleanupOutcome.Unknown);
        }

        // The reply was lost, so the gateway is queried whether the conference is still running.
        return await ConfirmAsync(failure, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Queries the gateway until the conference has ended, or until a timeout. An event could be late or lost, and the new session would
    /// first have to poll all earlier events.
    /// </summary>
    /// <param name="doubt">
    /// The failure after which the outcome of the release is unknown; null: the gateway has accepted the release.
    /// </param>
    /// <param name="timeout">The time limit for the end of the conference.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    private async Task<AgwCleanupResult> ConfirmAsync(GatewayException? doubt, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = Clock.GetTimestamp();
        var pause = FirstPause;
        try
        {
            while (await inspector.FindConferenceAsync(conference.ConferenceId, cancellationToken: cancellationToken)
                .ConfigureAwait(false) is not null)
            {
                if (timeout - Clock.GetElapsedTime(start) is not { Ticks: > 0 } rest)
                {
                    return ResultOf(doubt ?? Unconfirmed(FailureKind.WaitTimeout, null), CleanupOutcome.Unknown);
                }

                await Polyfill.DelayAsync(Clock, BackOff.Shorter(pause, rest), cancellationToken).ConfigureAwait(false);
                pause = BackOff.Shorter(pause + pause, MaxPause);
            }
        }
        catch (GatewayException failure)
        {
            return ResultOf(doubt ?? Unconfirmed(FailureKind.OutcomeUnknown, failure), CleanupOutcome.Unknown);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ResultOf(doubt ?? Unconfirmed(FailureKind.OutcomeUnknown, null), CleanupOutcome.Unknown);
        }

        return ConferenceCleanup.ResultOf(conference, CleanupOutcome.Ended, Clock) with { RetCode = RetCodes.Success };
    }

    private GatewayException Unconfirmed(FailureKind kind, GatewayException? cause) => GatewayException.For(
        kind,
        inspector.Context(ConferenceOperations.ReleaseAgentConf, AgentId),
        cause?.Message ?? Id,
        cause,
        FailureVariants.Unconfirmed).About(Subject);

    /// <summary>Returns the result for a failure before the release was sent, or of the release itself.</summary>
    private AgwCleanupResult ResultOf(GatewayException failure, CleanupOutcome ofUnknown = CleanupOutcome.Failed)
    {
        var outcome = failure.Kind switch
        {
            FailureKind.ConferenceNotFound => CleanupOutcome.Gone,
            FailureKind.ConferenceChanged or FailureKind.NotChairperson => CleanupOutcome.Changed,
            FailureKind.AlreadySignedIn when !request.Force => CleanupOutcome.InUse,
            FailureKind.OutcomeUnknown or FailureKind.WaitTimeout => ofUnknown,
            _ => CleanupOutcome.Failed,
        };
        return ConferenceCleanup.ResultOf(conference, outcome, Clock, failure);
    }
}
