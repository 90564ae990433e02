namespace AgentGateway;

/// <summary>
/// Determines what a reply that is not a clear success means for a call: it was carried out, it was not, or it is unknown (decision 0006).
/// </summary>
internal static class ReplyMeaning
{
    /// <summary>Returns the meaning of a reply that doesn't come from a gateway, or that contradicts itself.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="saysSuccess">Indicates that the body means success, but the status doesn't.</param>
    public static FailureKind Of(int status, Operation operation, bool saysSuccess)
    {
        if (!operation.IsRead && (saysSuccess || MayBeCarriedOut(status)))
        {
            return FailureKind.OutcomeUnknown;
        }

        return status == Overload.TooManyRequests ? FailureKind.GatewayBusy : FailureKind.BadReply;
    }

    /// <summary>
    /// Returns whether the outcome of a refusal is unknown: its code is not in the reference, and with its status, the call may have been
    /// carried out.
    /// </summary>
    /// <param name="reply">The reply.</param>
    public static bool IsDoubtful(Reply reply) =>
        reply is { IsSuccess: false, HttpStatus: >= 300 }
        && MayBeCarriedOut(reply.HttpStatus)
        && !RetCodes.IsKnown(reply.RetCode);

    private static bool MayBeCarriedOut(int status) => status switch
    {
        // 303: the call was carried out, and the result is at another address. Servers also send 302 with the meaning of 303.
        302 or 303 => true,

        // An intermediate server timed out: 408, 460 (AWS), 499 (nginx).
        408 or 460 or 499 => true,

        // The call was not carried out: it must be sent to another address (301, 307, 308), was refused, or is unknown to the server.
        (>= 300 and < 500) or 501 or 505 => false,
        _ => true,
    };
}
