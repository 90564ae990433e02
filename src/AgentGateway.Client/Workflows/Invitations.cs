using System.Globalization;

namespace AgentGateway;

/// <summary>Invites participants and waits for the answer of each.</summary>
internal static class Invitations
{
    /// <summary>Invites participants and waits until each has joined or refused, or until a timeout.</summary>
    /// <param name="session">The session that sends the call.</param>
    /// <param name="call">The invitation.</param>
    /// <param name="target">The chairperson and its conference.</param>
    /// <param name="invitees">The participants of the call.</param>
    /// <param name="timeout">The time limit for the answers, from the gateway's reply.</param>
    /// <param name="cancellationToken">Cancels immediately. The phones may continue to ring.</param>
    /// <returns>The outcome of the call, and if it was accepted, the outcome of each participant.</returns>
    public static async ValueTask<(
        Outcome<OperationResult> Call, IReadOnlyDictionary<Invitee, Outcome<OperationResult>>? Participants)> TryInviteAsync(
        this AgwSession session,
        OperationCall call,
        OperationTarget target,
        IReadOnlyList<Invitee> invitees,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        if (WaitProblem(session, target) is { } problem)
        {
            var variant = session.IsPolling ? null : FailureVariants.NoPolling;
            var context = session.Context(call.Operation, target.AgentId);
            return (GatewayException.For(FailureKind.InvalidArgument, context, problem, variant: variant), null);
        }

        var outcome = await session.TryInvokeAsync(call, target, null, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is not { } accepted)
        {
            return (outcome, null);
        }

        var answers = new InvitationAnswers(accepted, invitees, session.Transport.Clock);
        var reader = session.ReadEventsAfter(accepted)!;
        var end = await ReadAnswersAsync(answers, reader, session.Transport.Clock, timeout, cancellationToken).ConfigureAwait(false);
        var outcomes = answers.Finish(session.Context(call.Operation, target.AgentId), end, EndDetail(session, end, timeout));
        if (outcomes.Values.LastOrDefault(static one => one.Failed).Failure is { } failure)
        {
            _ = session.NoteFailure(failure);
        }

        return (outcome, outcomes);
    }

    /// <summary>Reads events until all have answered. If some haven't, returns why it ended.</summary>
    private static async ValueTask<FailureKind> ReadAnswersAsync(
        InvitationAnswers answers, EventReader reader, TimeProvider clock, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Polyfill.DelayAsync(clock, timeout, waiting.Token);
        try
        {
            while (!answers.AreComplete)
            {
                var reading = reader.ReadAsync(waiting.Token).AsTask();
                if (await Task.WhenAny(reading, timeUp).ConfigureAwait(false) == timeUp)
                {
                    return cancellationToken.IsCancellationRequested ? FailureKind.OutcomeUnknown : FailureKind.WaitTimeout;
                }

                if (await reading.ConfigureAwait(false) is not { } received)
                {
                    return FailureKind.NotSignedIn;
                }

                answers.Note(received);
            }

            return default;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return FailureKind.OutcomeUnknown;
        }
        finally
        {
            await Polyfill.CancelAsync(waiting).ConfigureAwait(false);
        }
    }

    private static string? WaitProblem(AgwSession session, OperationTarget target)
    {
        if (session is { IsPolling: false, IsOver: false })
        {
            return "this session doesn't poll, so it can't wait for answers";
        }

        return (target.AgentId ?? session.AgentId) == session.AgentId
            ? null
            : "another agent's events go to that agent's session, so this session can't wait for them";
    }

    private static string EndDetail(AgwSession session, FailureKind end, TimeSpan timeout) => end switch
    {
        FailureKind.WaitTimeout => string.Format(CultureInfo.InvariantCulture, "no answer within {0:0.###} s", timeout.TotalSeconds),
        FailureKind.NotSignedIn => session.LastError ?? "the session ended during the wait",
        _ => "accepted, but canceled before the answer arrived",
    };
}
