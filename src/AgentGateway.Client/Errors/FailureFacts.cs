namespace AgentGateway;

/// <summary>What a failed call was about.</summary>
/// <param name="ConferenceId">The conference that was named, or null.</param>
/// <param name="Address">The participant, or null.</param>
/// <param name="AddressType">What the address is, or null.</param>
/// <param name="CallId">The phone call, or null.</param>
internal readonly record struct FailureSubject(long? ConferenceId, string? Address = null, AddressType? AddressType = null, string? CallId = null);

/// <summary>What an error takes from the gateway's reply.</summary>
/// <param name="RetCode">The code.</param>
/// <param name="Message">The gateway's message.</param>
/// <param name="ErrorReason">The cause that the gateway passes on, or null.</param>
/// <param name="HttpStatus">The HTTP status.</param>
internal readonly record struct ReplyFacts(string RetCode, string Message, int? ErrorReason, int HttpStatus);

/// <summary>What is known about a failure, besides its kind and its call.</summary>
internal readonly record struct FailureFacts
{
    /// <summary>The code of the gateway's reply, or null.</summary>
    public string? RetCode { get; init; }

    /// <summary>The gateway's message, as one line without secrets, or null.</summary>
    public string? GatewayMessage { get; init; }

    /// <summary>The cause that the gateway passes on, or null.</summary>
    public int? Cause { get; init; }

    /// <summary>The HTTP status, or null if no reply came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The result that was received before the failure, or null.</summary>
    public OperationResult? Result { get; init; }

    /// <summary>The conference that the agent is in instead of the named one, or null.</summary>
    public long? CurrentConferenceId { get; init; }
}
