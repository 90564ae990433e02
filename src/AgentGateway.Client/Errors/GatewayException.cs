namespace AgentGateway;

/// <summary>
/// A failed call. The message is for people and contains no secret; the properties are for programs (decision 0007).
/// </summary>
public sealed class GatewayException : Exception
{
    private GatewayException(FailureKind kind, string message, CallContext call, in FailureFacts facts, Exception? cause)
        : base(message, Harmless(cause))
    {
        Kind = kind;
        Operation = call.Operation;
        AgentId = call.AgentId;
        Gateway = call.Gateway;
        RetCode = facts.RetCode;
        GatewayMessage = facts.GatewayMessage;
        Cause = facts.Cause;
        HttpStatus = facts.HttpStatus;
        Result = facts.Result;
        CurrentConferenceId = facts.CurrentConferenceId;
    }

    /// <summary>The kind of the failure; the error ID in PowerShell.</summary>
    public FailureKind Kind { get; }

    /// <summary>The code of the gateway, <c>NNN-NNN</c>, or null if no reply came.</summary>
    public string? RetCode { get; }

    /// <summary>
    /// The gateway's message as one line, without control characters and secrets, or null; <c>***</c> if it contained the password.
    /// </summary>
    public string? GatewayMessage { get; }

    /// <summary>
    /// The cause in the reply: <c>result.errorReason</c>, or <c>cause</c> of a failure event. Its values are not documented.
    /// </summary>
    public int? Cause { get; }

    /// <summary>The HTTP status, if a reply arrived.</summary>
    public int? HttpStatus { get; }

    /// <summary>The operation, named as in the gateway's logs, or null if nothing was sent.</summary>
    public string? Operation { get; }

    /// <summary>The agent that the call was for, or null.</summary>
    public int? AgentId { get; }

    /// <summary>The gateway that the call was for, or null.</summary>
    public Uri? Gateway { get; }

    /// <summary>The specified conference, or null.</summary>
    public long? ConferenceId { get; private set; }

    /// <summary>The conference that the agent is in instead of the specified one, or null.</summary>
    public long? CurrentConferenceId { get; }

    /// <summary>The participant that the operation was about, or null.</summary>
    public string? Address { get; private set; }

    /// <summary>The type of <see cref="Address"/>.</summary>
    public AddressType? AddressType { get; private set; }

    /// <summary>The phone call that the operation was about, or null.</summary>
    public string? CallId { get; private set; }

    /// <summary>What was received before the failure: the events and the elapsed time.</summary>
    public OperationResult? Result { get; }

    /// <summary>The remedy, as a sentence.</summary>
    public string Remedy => Messages.Remedy(Kind, Variant);

    /// <summary>The return code or the variant of the kind that may have a remedy of its own; or null.</summary>
    internal string? Variant { get; private init; }

    /// <summary>Whether the gateway certainly did not accept the call.</summary>
    internal bool WasNotTaken { get; private init; }

    /// <summary>Returns the same failure with an agent, because the check of an argument doesn't know the agent.</summary>
    internal GatewayException Of(int agentId)
    {
        if (AgentId is not null)
        {
            return this;
        }

        var call = new CallContext(null, agentId, Gateway);
        return new GatewayException(Kind, Messages.Compose(agentId, Message), call, default, InnerException) { Variant = Variant };
    }

    /// <summary>Returns the same failure with the reason why the record of its outcome might be missing.</summary>
    /// <param name="problem">The reason; null: the outcome is recorded.</param>
    internal GatewayException WithAudit(string? problem) => problem is null ? this
        : new GatewayException(
            Kind,
            $"{Message}. {Messages.Text("UnrecordedOutcome")} ({problem})",
            new CallContext(Operation, AgentId, Gateway),
            new FailureFacts
            {
                RetCode = RetCode,
                GatewayMessage = GatewayMessage,
                Cause = Cause,
                HttpStatus = HttpStatus,
                Result = Result,
                CurrentConferenceId = CurrentConferenceId,
            },
            InnerException)
        {
            Variant = Variant,
            WasNotTaken = WasNotTaken,
            ConferenceId = ConferenceId,
            Address = Address,
            AddressType = AddressType,
            CallId = CallId,
        };

    /// <summary>Adds the subject of the operation.</summary>
    internal GatewayException About(FailureSubject subject)
    {
        (ConferenceId, Address, AddressType, CallId) = (subject.ConferenceId, subject.Address, subject.AddressType, subject.CallId);
        return this;
    }

    /// <summary>The exception to throw: this, or if the caller has canceled, a cancellation with this as its inner exception.</summary>
    internal Exception OrCancelled(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(Message, this, cancellationToken) : this;

    /// <summary>Creates a failure that is not a refusal by the gateway, with the text of <c>Messages.resx</c>.</summary>
    /// <param name="kind">The kind of the failure.</param>
    /// <param name="call">The call that the message names.</param>
    /// <param name="detail">Further details, which the message has in parentheses.</param>
    /// <param name="cause">The inner exception.</param>
    /// <param name="variant">
    /// The variant of the kind's texts, such as <c>NoTls</c> for <c>TlsFailed_NoTls</c>; null: the kind's own.
    /// </param>
    /// <param name="facts">Further details, for programs.</param>
    internal static GatewayException For(
        FailureKind kind, CallContext call, string? detail =
            null, Exception? cause = null, string? variant = null, in FailureFacts facts = default) =>
        new(kind, Messages.Compose(kind, variant, call, detail), call, facts, cause)
        {
            Variant = variant,
            WasNotTaken = kind is FailureKind.ConnectFailed or FailureKind.GatewayBusy,
        };

    /// <summary>Creates a refusal by return code.</summary>
    /// <param name="call">The call that the message names.</param>
    /// <param name="reply">The gateway's reply.</param>
    /// <param name="result">The result of the operation, or null.</param>
    /// <param name="variant">The variant of the kind's texts; null: that of the code.</param>
    internal static GatewayException ForRetCode(CallContext call, ReplyFacts reply, OperationResult? result, string? variant = null)
    {
        var code = RetCodes.Find(reply.RetCode);
        var words = Messages.Line(reply.Message);
        var detail = words.Length == 0 || words.Equals("success", StringComparison.OrdinalIgnoreCase)
            ? $"{code.Code}, {code.Meaning}"
            : $"{code.Code}, {code.Meaning}: \"{Messages.Clean(words)}\"";
        var facts = new FailureFacts
        {
            RetCode = code.Code,
            GatewayMessage = words,
            Cause = reply.ErrorReason,
            HttpStatus = reply.HttpStatus,
            Result = result,
        };
        return new GatewayException(code.Kind, Messages.Compose(code.Kind, variant, call, detail), call, facts, null)
        {
            Variant = variant ?? code.Code,
            WasNotTaken = code.Has(RetCodeTraits.NotTaken),
        };
    }

    /// <summary>
    /// Creates the failure of a call whose reply is a refusal with a code that is not in the reference, so that it may have been carried
    /// out.
    /// </summary>
    /// <param name="kind">The meaning for the call.</param>
    /// <param name="call">The call that the message names.</param>
    /// <param name="reply">The reply.</param>
    internal static GatewayException ForDoubtfulCode(FailureKind kind, CallContext call, ReplyFacts reply)
    {
        var words = Messages.Line(reply.Message);
        var code = $"HTTP {reply.HttpStatus}, {Messages.Clean(reply.RetCode)}, {RetCodes.Find(reply.RetCode).Meaning}";
        var facts = new FailureFacts
        {
            RetCode = reply.RetCode,
            GatewayMessage = words,
            Cause = reply.ErrorReason,
            HttpStatus = reply.HttpStatus,
        };
        return For(
            kind,
            call,
            words.Length == 0 ? code : $"{code}: \"{Messages.Clean(words)}\"",
            variant: "HTTP",
            facts: facts);
    }

    /// <summary>
    /// Returns the cause, or an exception with a harmless text if the text of the cause isn't harmless. Errors are printed with their
    /// causes, which can quote text of other programs.
    /// </summary>
    /// <param name="cause">The cause, or null.</param>
    /// <param name="secrets">The known secrets; null: none.</param>
    internal static Exception? Harmless(Exception? cause, KnownSecrets? secrets = null)
    {
        for (var part = cause; part is not null; part = part.InnerException)
        {
            // The text of a failure of this client is already harmless. Redacting it again could mask quoted text after a word such as
            // "password".
            if (part is not GatewayException
                && !string.Equals(part.Message, Messages.Line(part.Message, secrets), StringComparison.Ordinal))
            {
                return new IOException($"{cause!.GetType().Name}: {Messages.Line(part.Message, secrets)}");
            }
        }

        return cause;
    }
}
