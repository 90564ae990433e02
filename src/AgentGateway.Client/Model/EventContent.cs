namespace AgentGateway;

// The parts of an event's content that the folders above the families use without referring to a family.

/// <summary>The content of an event that contains its conference.</summary>
internal interface IConferenceContent
{
    /// <summary>The conference; null if the gateway doesn't send it.</summary>
    long? ConferenceId { get; }
}

/// <summary>The content of an event that contains its phone call.</summary>
internal interface ICallContent
{
    /// <summary>The call; null if the gateway doesn't send it.</summary>
    string? CallId { get; }
}

/// <summary>The content of an event that describes a change of one participant.</summary>
internal interface IParticipantContent
{
    /// <summary>The API's number of the change; null if the gateway doesn't send it.</summary>
    int? ChangeNumber { get; }

    /// <summary>Whether the event is about this participant.</summary>
    /// <param name="address">A phone number or an agent ID.</param>
    /// <param name="type">What the address is.</param>
    bool IsAbout(string address, AddressType? type);
}

/// <summary>The content of an event that contains the outcome of its operation.</summary>
internal interface IOutcomeContent
{
    /// <summary>The outcome.</summary>
    StatedOutcome Outcome { get; }

    /// <summary>The number that the gateway sends as the cause of a failure.</summary>
    int? Cause { get; }
}

/// <summary>The outcome in an event.</summary>
internal enum StatedOutcome
{
    /// <summary>The event doesn't contain an outcome.</summary>
    NotStated,

    /// <summary>The operation succeeded.</summary>
    Succeeded,

    /// <summary>The operation failed.</summary>
    Failed,
}
