namespace AgentGateway;

// What the rooms above the families need to know about the content of an event, without knowing the families.

/// <summary>The content of an event that names its conference.</summary>
internal interface IConferenceContent
{
    /// <summary>The conference; null if the gateway doesn't name it.</summary>
    long? ConferenceId { get; }
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

/// <summary>The content of an event that states the outcome of the operation it belongs to.</summary>
internal interface IOutcomeContent
{
    /// <summary>The outcome.</summary>
    StatedOutcome Outcome { get; }

    /// <summary>The number that the gateway sends as the cause of a failure.</summary>
    int? Cause { get; }
}

/// <summary>The outcome that an event states.</summary>
internal enum StatedOutcome
{
    /// <summary>The event doesn't say whether the operation succeeded.</summary>
    NotStated,

    /// <summary>The operation succeeded.</summary>
    Succeeded,

    /// <summary>The operation failed.</summary>
    Failed,
}
