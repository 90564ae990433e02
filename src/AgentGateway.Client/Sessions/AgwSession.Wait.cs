namespace AgentGateway;

/// <content>Waiting for the event that ends an operation.</content>
public sealed partial class AgwSession
{
    private async ValueTask<Outcome<OperationResult>> WaitForEventAsync(
        Sent sent, Reply reply, EventWait wait, long number, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await Unfinished.WaitAsync(number, wait, timeout, cancellationToken).ConfigureAwait(false);
        var events = wait.TakeEvents();
        if (wait.FindFailure(sent.Call.Completion!, timeout, cancellationToken.IsCancellationRequested, LastError) is not { } failure)
        {
            return ResultOf(sent, reply, events, wait.Received);
        }

        var facts = new FailureFacts
        {
            RetCode = reply.RetCode,
            Cause = failure.Cause,
            HttpStatus = reply.HttpStatus,
            Result = ResultOf(sent, reply, events),
        };
        return NoteFailure(
            sent.Asked,
            GatewayException.For(failure.Kind, ContextOf(sent.Asked), failure.Detail, variant: failure.Variant, facts: facts));
    }
}
