namespace AgentGateway;

/// <summary>What an answer means that is no clear success: the call was not carried out, or that is not known (decision 0006).</summary>
internal static class ReplyMeaning
{
    /// <summary>What an answer means that is not a gateway's, or that contradicts itself.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="saysSuccess">The body says success, and the status says the opposite.</param>
    public static FailureKind Of(int status, Operation operation, bool saysSuccess)
    {
        var mayBeDone = saysSuccess || MayBeCarriedOut(status);
        return mayBeDone && !operation.IsRead ? FailureKind.OutcomeUnknown
            : status == Overload.TooManyRequests ? FailureKind.GatewayBusy
            : FailureKind.BadReply;
    }

    /// <summary>
    /// A refusal whose code is in no table, with a status after which the call may have been carried out: whose words these are is not known.
    /// </summary>
    /// <param name="reply">The reply.</param>
    public static bool IsDoubtful(Reply reply) =>
        reply is { IsSuccess: false, HttpStatus: >= 300 } && MayBeCarriedOut(reply.HttpStatus) && !RetCodes.IsKnown(reply.RetCode);

    private static bool MayBeCarriedOut(int status) => status switch
    {
        // See other: done, and the result is elsewhere; 302 is often sent where 303 is meant.
        302 or 303 => true,

        // Somebody on the way did not want to wait any longer: 408, 460 (AWS), 499 (nginx).
        408 or 460 or 499 => true,

        // Moved, or to be repeated elsewhere (301, 307, 308); refused; not known to the server.
        (>= 300 and < 500) or 501 or 505 => false,
        _ => true,
    };
}
