namespace AgentGateway;

/// <summary>The outcome of one exchange: a reply, or a failure of the transport. Headers that matter to a session come along.</summary>
internal readonly struct ExchangeResult
{
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

    /// <summary>Nothing was sent, because a precondition did not hold.</summary>
    public static ExchangeResult NotSent(GatewayException obstacle) => new(obstacle, null) { IsNotSent = true };

    /// <summary>The same outcome, which could not be recorded.</summary>
    /// <param name="problem">Why not; null: it is recorded.</param>
    public ExchangeResult WithAudit(string? problem) => problem is null ? this : this with { AuditProblem = problem };

    public Reply? Reply { get; }

    public GatewayException? Failure { get; }

    /// <summary>A precondition did not hold; sending again would not change that.</summary>
    public bool IsNotSent { get; private init; }

    /// <summary>A reply had begun, and its body was cut off or can't be read.</summary>
    public bool IsBodyLost { get; init; }

    /// <summary>The GUID that came in the body, or null.</summary>
    public string? BodyGuid { get; init; }

    /// <summary>The pause that the gateway asks for before the next call, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The change was sent, and this is why its outcome could not be recorded; or null.</summary>
    public string? AuditProblem { get; private init; }

    /// <summary>The value of <c>Set-GUID</c> after <c>JSESSIONID=</c>; it counts even where the body is lost.</summary>
    public string? NewGuid { get; }

    /// <summary>The cookies that came, as <c>name=value</c>; only of a sign-in.</summary>
    public IReadOnlyList<string>? Cookies { get; }
}
