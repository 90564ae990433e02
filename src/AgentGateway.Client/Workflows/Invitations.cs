using System.Globalization;

namespace AgentGateway;

/// <content>Inviting participants, and waiting for the answer of each.</content>
public sealed partial class AgwSession
{
    /// <summary>Invites participants and waits until each has joined, has refused, or the time is up.</summary>
    /// <param name="call">The invitation.</param>
    /// <param name="target">The chairperson and its conference.</param>
    /// <param name="invitees">The participants of the call.</param>
    /// <param name="timeout">How long to wait, counted from the gateway's reply.</param>
    /// <param name="cancellationToken">Cancels at once; the phones may go on ringing.</param>
    /// <returns>The outcome of the call, and where it was accepted that of each participant.</returns>
    internal async ValueTask<(Outcome Call, IReadOnlyDictionary<Invitee, Outcome>? Participants)> TryInviteAsync(
        OperationCall call, OperationTarget target, IReadOnlyList<Invitee> invitees, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (InvitationWaitProblem(target) is { } problem)
        {
            return (new Outcome(GatewayException.For(FailureKind.InvalidArgument, Context(call.Operation, target.AgentId), problem)), null);
        }

        var outcome = await TryInvokeAsync(call, target, null, cancellationToken).ConfigureAwait(false);
        if (outcome.Result is not { } accepted)
        {
            return (outcome, null);
        }

        var answers = new InvitationAnswers(accepted, invitees, Transport.Clock);
        var end = await ReadAnswersAsync(answers, ReadEventsAfter(accepted)!, timeout, cancellationToken).ConfigureAwait(false);
        var outcomes = answers.Finish(Context(call.Operation, target.AgentId), end, EndDetail(end, timeout));
        if (outcomes.Values.LastOrDefault(one => one.Failure is not null).Failure is { } failure)
        {
            _ = NoteFailure(failure);
        }

        return (outcome, outcomes);
    }

    /// <summary>Reads events until all have answered; says why it ended where some have not.</summary>
    private async ValueTask<FailureKind> ReadAnswersAsync(InvitationAnswers answers, EventReader reader, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeUp = Polyfill.DelayAsync(Transport.Clock, timeout, enough.Token);
        try
        {
            while (!answers.AreComplete)
            {
                var reading = reader.ReadAsync(enough.Token).AsTask();
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
            await Polyfill.CancelAsync(enough).ConfigureAwait(false);
        }
    }

    private string? InvitationWaitProblem(OperationTarget target) =>
        !IsPolling && !IsOver ? "this session does not poll, so no answer can be waited for; attach it with -Poll"
        : (target.AgentId ?? AgentId) != AgentId ? "the events of another agent come to its own session, and cannot be waited for on this one"
        : null;

    private string EndDetail(FailureKind end, TimeSpan timeout) => end switch
    {
        FailureKind.WaitTimeout => string.Format(CultureInfo.InvariantCulture, "no answer within {0:0.###} s", timeout.TotalSeconds),
        FailureKind.NotSignedIn => LastError ?? "the session ended while it was waited for",
        _ => "accepted, and cancelled here before the answer came",
    };
}
