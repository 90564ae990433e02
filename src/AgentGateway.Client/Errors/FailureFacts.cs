namespace AgentGateway;

/// <summary>The subject of a failed call.</summary>
/// <param name="ConferenceId">The specified conference, or null.</param>
/// <param name="Address">The participant, or null.</param>
/// <param name="AddressType">The type of the address, or null.</param>
/// <param name="CallId">The phone call, or null.</param>
internal readonly record struct FailureSubject(
    long? ConferenceId, string? Address = null, AddressType? AddressType = null, string? CallId = null);

/// <summary>The parts of the gateway's reply that an error contains.</summary>
/// <param name="RetCode">The code.</param>
/// <param name="Message">The gateway's message.</param>
/// <param name="ErrorReason">The cause in the reply, or null.</param>
/// <param name="HttpStatus">The HTTP status.</param>
internal readonly record struct ReplyFacts(string RetCode, string Message, int? ErrorReason, int HttpStatus);

/// <summary>What is known about a failure, besides its kind and its call.</summary>
internal readonly record struct FailureFacts
{
    /// <summary>The code of the gateway's reply, or null.</summary>
    public string? RetCode { get; init; }

    /// <summary>The gateway's message, as one line without secrets, or null.</summary>
    public string? GatewayMessage { get; init; }

    /// <summary>The cause in the reply, or null.</summary>
    public int? Cause { get; init; }

    /// <summary>The HTTP status, or null if no reply arrived.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The result that was received before the failure, or null.</summary>
    public OperationResult? Result { get; init; }

    /// <summary>The conference that the agent is in instead of the specified one, or null.</summary>
    public long? CurrentConferenceId { get; init; }
}
