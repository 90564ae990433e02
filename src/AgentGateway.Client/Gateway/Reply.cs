namespace AgentGateway;

/// <summary>One answer of the gateway, read.</summary>
internal sealed class Reply
{
    /// <summary>The answer to almost everything: shared, because it says nothing.</summary>
    public static Reply PlainSuccess { get; } = new() { RetCode = RetCodes.Success, Message = "success", HttpStatus = 200 };

    /// <summary>"0" is success.</summary>
    public required string RetCode { get; init; }

    /// <summary>The gateway's words, as they came.</summary>
    public string Message { get; init; } = "";

    public int HttpStatus { get; init; }

    /// <summary>The JSON of <c>result</c>, where it is wanted.</summary>
    public byte[]? Result { get; init; }

    /// <summary>The JSON of <c>event</c>, where there is one.</summary>
    public byte[]? Event { get; init; }

    /// <summary><c>result.errorReason</c> of a refusal.</summary>
    public int? ErrorReason { get; init; }

    public bool IsSuccess => RetCode == RetCodes.Success;

    /// <summary>It has words of its own, which are quoted to people.</summary>
    public bool HasWords => !IsSuccess || Message is not ("" or "success");

    /// <summary>Without secrets in what is quoted of it. Its data stays as it came.</summary>
    public Reply Without(KnownSecrets secrets) =>
        new() { RetCode = IsSuccess ? RetCode : Messages.Words(RetCode, secrets), Message = Messages.Words(Message, secrets), HttpStatus = HttpStatus, Result = Result, Event = Event, ErrorReason = ErrorReason };

    /// <summary>Another copy is made only where the status differs from the shared one.</summary>
    public Reply WithStatus(int status) => status == HttpStatus ? this
        : new Reply { RetCode = RetCode, Message = Message, HttpStatus = status, Result = Result, Event = Event, ErrorReason = ErrorReason };
}

/// <summary>The outcome of one exchange: a reply, or a failure of the transport. Headers that matter to a session come along.</summary>
internal readonly struct Exchanged
{
    public Exchanged(Reply reply, string? newGuid, IReadOnlyList<string>? cookies)
    {
        Reply = reply;
        NewGuid = newGuid;
        Cookies = cookies;
    }

    public Exchanged(GatewayException failure, string? newGuid)
    {
        Failure = failure;
        NewGuid = newGuid;
    }

    /// <summary>Nothing was sent, because a precondition did not hold.</summary>
    public static Exchanged NotSent(GatewayException obstacle) => new(obstacle, null) { IsNotSent = true };

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

    /// <summary>The value of <c>Set-GUID</c> after <c>JSESSIONID=</c>; it counts even where the body is lost.</summary>
    public string? NewGuid { get; }

    /// <summary>The cookies that came, as <c>name=value</c>; only of a sign-in.</summary>
    public IReadOnlyList<string>? Cookies { get; }
}
