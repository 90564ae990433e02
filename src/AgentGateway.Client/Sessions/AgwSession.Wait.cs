using System.Globalization;

namespace AgentGateway;

/// <content>Waiting for the event that ends an operation.</content>
public sealed partial class AgwSession
{
    private async ValueTask<Outcome> WaitForEventAsync(Sent sent, Reply reply, EventWait eventWait, long number, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            _ = await Polyfill.WaitAsync(eventWait.Decision, wait, Transport.Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The event may have come at the same moment.
        }

        Unfinished.StopWaiting(number);
        var events = eventWait.TakeEvents();
        if (eventWait.Received is not { } received)
        {
            return Noted(sent.Asked, NoEvent(sent, reply, eventWait, events, wait, cancellationToken.IsCancellationRequested));
        }

        return eventWait.Verdict switch
        {
            CompletionVerdict.Succeeded => new Outcome(Result(sent, reply, events, received)),
            CompletionVerdict.NotStated => Noted(sent.Asked, EventFailure(FailureKind.OutcomeUnknown, sent, reply, events, $"{received.EventType} came, and does not say whether it succeeded")),
            _ => Noted(sent.Asked, EventFailure(FailureKind.OperationFailed, sent, reply, events, received.EventType, CauseOf(received))),
        };
    }

    private static int? CauseOf(AgentEvent received) => received.Content switch
    {
        ConferenceRefused refused => refused.Cause,
        PlaybackStopped stopped => (int?)stopped.Reason,
        ParticipantChange change => change.Result,
        VoiceStopped voice => voice.Result,
        _ => null,
    };

    private GatewayException NoEvent(Sent sent, Reply reply, EventWait eventWait, IReadOnlyList<AgentEvent> events, TimeSpan wait, bool isCancelled)
    {
        if (isCancelled)
        {
            return EventFailure(FailureKind.OutcomeUnknown, sent, reply, events, "accepted, and cancelled here before its event came");
        }

        if (eventWait.Decision.IsCompleted)
        {
            return EventFailure(FailureKind.NotSignedIn, sent, reply, events, LastError ?? "the session ended while it was waited for");
        }

        var detail = string.Format(CultureInfo.InvariantCulture, "no {0} within {1:0.###} s", string.Join(" or ", sent.Call.Completion!.Succeeds), wait.TotalSeconds);
        return EventFailure(
            FailureKind.WaitTimeout,
            sent,
            reply,
            events,
            eventWait.Earlier is null ? detail : $"{detail} that is certainly its own: an earlier {eventWait.Earlier.Name} of this agent was unfinished, and its event cannot be told from this one's");
    }

    private GatewayException EventFailure(FailureKind kind, Sent sent, Reply reply, IReadOnlyList<AgentEvent> events, string detail, int? cause = null)
    {
        var context = ContextOf(sent.Asked);
        var words = cause is { } number ? string.Format(CultureInfo.InvariantCulture, "{0}, cause {1}", detail, number) : detail;
        return new GatewayException(kind, Messages.Compose(kind, context, words))
        {
            Operation = context.Operation,
            AgentId = context.AgentId,
            Gateway = Gateway,
            RetCode = reply.RetCode,
            Cause = cause,
            HttpStatus = reply.HttpStatus,
            Result = Result(sent, reply, events),
            Remedy = Messages.Remedy(kind, null),
        };
    }
}
