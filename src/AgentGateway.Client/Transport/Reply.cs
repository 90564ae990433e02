namespace AgentGateway;

/// <summary>A reply of the gateway, parsed.</summary>
internal sealed class Reply
{
    /// <summary>The reply to most calls. It is shared, because it contains no data.</summary>
    public static Reply PlainSuccess { get; } = new() { RetCode = RetCodes.Success, Message = "success", HttpStatus = 200 };

    /// <summary>"0" is success.</summary>
    public required string RetCode { get; init; }

    /// <summary>The gateway's message, unchanged.</summary>
    public string Message { get; init; } = "";

    public int HttpStatus { get; init; }

    /// <summary>The JSON of <c>result</c>, if it is requested.</summary>
    public byte[]? Result { get; init; }

    /// <summary>The JSON of <c>event</c>, if any.</summary>
    public byte[]? Event { get; init; }

    /// <summary><c>result.errorReason</c> of a refusal.</summary>
    public int? ErrorReason { get; init; }

    /// <summary>The parts of the reply that an error contains.</summary>
    public ReplyFacts Facts => new(RetCode, Message, ErrorReason, HttpStatus);

    public bool IsSuccess => RetCode == RetCodes.Success;

    /// <summary>The reply contains a message that errors quote.</summary>
    public bool HasWords => !IsSuccess || Message is not ("" or "success");

    /// <summary>Returns the reply without secrets in the texts that errors quote. The data is unchanged.</summary>
    public Reply Without(KnownSecrets secrets) =>
        new()
        {
            RetCode = IsSuccess ? RetCode : Messages.Words(RetCode, secrets),
            Message = Messages.Words(Message, secrets),
            HttpStatus = HttpStatus,
            Result = Result,
            Event = Event,
            ErrorReason = ErrorReason,
        };

    /// <summary>A copy is created only if the status differs from the shared reply.</summary>
    public Reply WithStatus(int status) => status == HttpStatus ? this
        : new Reply
        {
            RetCode = RetCode,
            Message = Message,
            HttpStatus = status,
            Result = Result,
            Event = Event,
            ErrorReason = ErrorReason,
        };
}
