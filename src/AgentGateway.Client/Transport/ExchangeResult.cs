namespace AgentGateway;

/// <summary>The outcome of one exchange: a reply, or a failure of the transport. It includes the headers that a session needs.</summary>
internal sealed class ExchangeResult
{
    // Most replies state success and nothing else, so they share one object.
    private static readonly ExchangeResult PlainSuccess = new(Reply.PlainSuccess, null, null);

    public ExchangeResult(Reply reply, string? newGuid, IReadOnlyList<string>? cookies)
    {
        Reply = reply;
        NewGuid = newGuid;
        Cookies = cookies;
    }

    public ExchangeResult(GatewayException failure, string? newGuid)
    {
        Failure = failure;
        NewGuid = newGuid;
    }

    private ExchangeResult(ExchangeResult other, string auditProblem)
    {
        Reply = other.Reply;
        Failure = other.Failure;
        IsNotSent = other.IsNotSent;
        IsBodyLost = other.IsBodyLost;
        BodyGuid = other.BodyGuid;
        RetryAfter = other.RetryAfter;
        NewGuid = other.NewGuid;
        Cookies = other.Cookies;
        AuditProblem = auditProblem;
    }

    /// <summary>Returns the result of a reply that was received.</summary>
    public static ExchangeResult Of(
        Reply reply, string? newGuid, IReadOnlyList<string>? cookies, TimeSpan? retryAfter, string? bodyGuid) =>
        ReferenceEquals(reply, Reply.PlainSuccess) && newGuid is null && cookies is null && retryAfter is null && bodyGuid is null
            ? PlainSuccess
            : new ExchangeResult(reply, newGuid, cookies) { RetryAfter = retryAfter, BodyGuid = bodyGuid };

    /// <summary>Creates the result of a request that was not sent, because its precondition was not met.</summary>
    public static ExchangeResult NotSent(GatewayException obstacle) => new(obstacle, null) { IsNotSent = true };

    /// <summary>Returns the same outcome with the reason why its record might be missing.</summary>
    /// <param name="problem">The reason; null: the outcome is recorded.</param>
    public ExchangeResult WithAudit(string? problem) => problem is null ? this : new(this, problem);

    public Reply? Reply { get; }

    public GatewayException? Failure { get; }

    /// <summary>The precondition was not met, so a retry would not help.</summary>
    public bool IsNotSent { get; private init; }

    /// <summary>A reply began, but its body is incomplete or can't be read.</summary>
    public bool IsBodyLost { get; init; }

    /// <summary>The GUID in the body, or null.</summary>
    public string? BodyGuid { get; init; }

    /// <summary>The pause that the gateway requests before the next call, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The reason why the record of the outcome might be missing; or null.</summary>
    public string? AuditProblem { get; }

    /// <summary>The value of <c>Set-GUID</c> after <c>JSESSIONID=</c>; it is valid even if the body is lost.</summary>
    public string? NewGuid { get; }

    /// <summary>The cookies in the reply, as <c>name=value</c>. Only replies to sign-ins have them.</summary>
    public IReadOnlyList<string>? Cookies { get; }
}
