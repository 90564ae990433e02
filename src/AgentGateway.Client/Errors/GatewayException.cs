namespace AgentGateway;

/// <summary>
/// One failed call, with everything that is known of it. The message is for people and holds no secret; the properties are for
/// programs. Source: decision 0007.
/// </summary>
public sealed class GatewayException : Exception
{
    internal GatewayException(FailureKind kind, string message, Exception? cause = null)
        : base(message, Harmless(cause)) => Kind = kind;

    /// <summary>What went wrong; the error id in PowerShell.</summary>
    public FailureKind Kind { get; }

    /// <summary>The code of the gateway, <c>NNN-NNN</c>, or null where there was no answer.</summary>
    public string? RetCode { get; init; }

    /// <summary>The gateway's own words as one line, without control characters and secrets, or null; <c>***</c> where they held the password.</summary>
    public string? GatewayMessage { get; init; }

    /// <summary>The cause that the gateway passes through: <c>result.errorReason</c>, or <c>cause</c> of a failure event; its values are not documented.</summary>
    public int? Cause { get; init; }

    /// <summary>The HTTP status, where an answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The operation, named as in the gateway's logs, or null where none was sent.</summary>
    public string? Operation { get; init; }

    /// <summary>The agent it was for, or null.</summary>
    public int? AgentId { get; init; }

    /// <summary>The gateway it was sent to, or null.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>The conference that was named, or null.</summary>
    public long? ConferenceId { get; private set; }

    /// <summary>The conference that the agent is in instead of the named one, or null.</summary>
    public long? CurrentConferenceId { get; init; }

    /// <summary>The participant that the operation was about, or null.</summary>
    public string? Address { get; private set; }

    /// <summary>What <see cref="Address"/> is.</summary>
    public AddressType? AddressType { get; private set; }

    /// <summary>The call that the operation was about, or null.</summary>
    public string? CallId { get; private set; }

    /// <summary>What was received before the failure: the events that did come, how long it took.</summary>
    public OperationResult? Result { get; init; }

    /// <summary>What to do about it, in a sentence.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The gateway certainly did not take the call.</summary>
    internal bool WasNotTaken { get; init; }

    /// <summary>The same failure, said of an agent: a limit does not know whom it was broken for.</summary>
    internal GatewayException Of(int agentId) => AgentId is not null ? this
        : new GatewayException(Kind, Messages.Compose(agentId, Message), InnerException) { AgentId = agentId, Gateway = Gateway, Remedy = Remedy };

    /// <summary>The same failure, with what the operation was about.</summary>
    /// <param name="call">The operation and its arguments.</param>
    /// <param name="conferenceId">The conference that was named, or null.</param>
    internal GatewayException About(OperationCall call, long? conferenceId)
    {
        ConferenceId = conferenceId;
        Address = call.Participant;
        AddressType = call.ParticipantType;
        CallId = call.CallId;
        return this;
    }

    /// <summary>The same failure, of one participant of a call for several.</summary>
    internal GatewayException About(Invitee participant, long? conferenceId)
    {
        ConferenceId = conferenceId;
        Address = participant.Address;
        AddressType = participant.AddressType;
        return this;
    }

    /// <summary>What is thrown: this, or where the caller has given up a cancellation that holds this, for whoever wants to know how far it came.</summary>
    internal Exception OrCancelled(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(Message, this, cancellationToken) : this;

    /// <summary>A failure of a call, in the wording of <c>Messages.resx</c>.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="call">What was called, for whom, where.</param>
    /// <param name="detail">What else is known; it stands in parentheses.</param>
    /// <param name="cause">The exception behind it.</param>
    /// <param name="httpStatus">The status, where an answer came.</param>
    /// <param name="variant">Which of the kind's wordings, such as <c>NoTls</c> for <c>TlsFailed_NoTls</c>; null: the kind's own.</param>
    internal static GatewayException For(FailureKind kind, CallContext call, string? detail = null, Exception? cause = null, int? httpStatus = null, string? variant = null) =>
        new(kind, Messages.Compose(variant is null ? kind.ToString() : $"{kind}_{variant}", call, detail), cause)
        {
            Operation = call.Operation,
            AgentId = call.AgentId,
            Gateway = call.Gateway,
            HttpStatus = httpStatus,
            Remedy = Messages.Remedy(kind, variant ?? (httpStatus is null ? null : "HTTP")),
            WasNotTaken = kind is FailureKind.ConnectFailed or FailureKind.GatewayBusy,
        };

    /// <summary>A refusal by return code.</summary>
    internal static GatewayException ForRetCode(CallContext call, Reply reply, OperationResult? result)
    {
        var code = RetCodes.Find(reply.RetCode);
        var words = Messages.Line(reply.Message);
        var detail = words.Length == 0 || words.Equals("success", StringComparison.OrdinalIgnoreCase)
            ? $"{code.Code}, {code.Meaning}"
            : $"{code.Code}, {code.Meaning}: \"{Messages.Clean(words)}\"";
        return new GatewayException(code.Kind, Messages.Compose(code.Kind, call, detail))
        {
            RetCode = code.Code,
            GatewayMessage = words,
            Cause = reply.ErrorReason,
            HttpStatus = reply.HttpStatus,
            Operation = call.Operation,
            AgentId = call.AgentId,
            Gateway = call.Gateway,
            Result = result,
            Remedy = Messages.Remedy(code.Kind, code.Code),
            WasNotTaken = RetCodes.WasNotTaken(code.Code),
        };
    }

    /// <summary>A refusal with a code of nobody, and a status after which a call may have been carried out.</summary>
    /// <param name="kind">What that means for the call.</param>
    /// <param name="call">What was called, for whom, where.</param>
    /// <param name="reply">The reply, without secrets.</param>
    internal static GatewayException ForDoubtfulCode(FailureKind kind, CallContext call, Reply reply)
    {
        var words = Messages.Line(reply.Message);
        var code = $"HTTP {reply.HttpStatus}, {Messages.Clean(reply.RetCode)}, {RetCodes.Find(reply.RetCode).Meaning}";
        var detail = words.Length == 0 ? code : $"{code}: \"{Messages.Clean(words)}\"";
        return new GatewayException(kind, Messages.Compose(kind, call, detail))
        {
            RetCode = reply.RetCode,
            GatewayMessage = words,
            Cause = reply.ErrorReason,
            HttpStatus = reply.HttpStatus,
            Operation = call.Operation,
            AgentId = call.AgentId,
            Gateway = call.Gateway,
            Remedy = Messages.Remedy(kind, "HTTP"),
        };
    }

    /// <summary>The cause, or where its text is not harmless another one that tells it. An error is printed with its causes, and they quote whoever has answered.</summary>
    /// <param name="cause">The cause, or null.</param>
    /// <param name="secrets">What is known to be secret; null: nothing is.</param>
    internal static Exception? Harmless(Exception? cause, KnownSecrets? secrets = null)
    {
        for (var part = cause; part is not null; part = part.InnerException)
        {
            // The text of another failure of this client is harmless already: what it quotes may follow a word such as password.
            if (part is not GatewayException
                && !string.Equals(part.Message, Messages.Line(part.Message, secrets), StringComparison.Ordinal))
            {
                return new IOException($"{cause!.GetType().Name}: {Messages.Line(part.Message, secrets)}");
            }
        }

        return cause;
    }
}

/// <summary>What an error says of its call.</summary>
internal readonly record struct CallContext(string? Operation, int? AgentId, Uri? Gateway);
