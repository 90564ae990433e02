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

    public Reply? Reply { get; }

    public GatewayException? Failure { get; }

    /// <summary>The pause that the gateway asks for before the next call, or null.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The value of <c>Set-GUID</c> after <c>JSESSIONID=</c>; it counts even where the body is lost.</summary>
    public string? NewGuid { get; }

    /// <summary>The cookies that came, as <c>name=value</c>; only of a sign-in.</summary>
    public IReadOnlyList<string>? Cookies { get; }
}
