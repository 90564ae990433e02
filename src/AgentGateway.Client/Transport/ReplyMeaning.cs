namespace AgentGateway;

/// <summary>
/// What a reply that is not a clear success means for a call: it was carried out, it was not, or that is unknown (decision 0006).
/// </summary>
internal static class ReplyMeaning
{
    /// <summary>The meaning of a reply that is not a gateway's, or that contradicts itself.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="saysSuccess">The body says success, and the status says the opposite.</param>
    public static FailureKind Of(int status, Operation operation, bool saysSuccess)
    {
        if (!operation.IsRead && (saysSuccess || MayBeCarriedOut(status)))
        {
            return FailureKind.OutcomeUnknown;
        }

        return status == Overload.TooManyRequests ? FailureKind.GatewayBusy : FailureKind.BadReply;
    }

    /// <summary>
    /// Whether a refusal leaves the outcome open: its code is not in the reference, and its status says that the call may have
    /// been carried out.
    /// </summary>
    /// <param name="reply">The reply.</param>
    public static bool IsDoubtful(Reply reply) =>
        reply is { IsSuccess: false, HttpStatus: >= 300 }
        && MayBeCarriedOut(reply.HttpStatus)
        && !RetCodes.IsKnown(reply.RetCode);

    private static bool MayBeCarriedOut(int status) => status switch
    {
        // 303: done, and the result is elsewhere. Servers also send 302 where they mean 303.
        302 or 303 => true,

        // A server on the way did not wait any longer: 408, 460 (AWS), 499 (nginx).
        408 or 460 or 499 => true,

        // Moved, to be repeated elsewhere (301, 307, 308), refused, or not known to the server.
        (>= 300 and < 500) or 501 or 505 => false,
        _ => true,
    };
}
