namespace AgentGateway;

/// <summary>A participant of a conference has changed (<c>AgentConf_ParticipantChanged</c>).</summary>
public sealed record ParticipantChange : IConferenceContent, IParticipantContent, IOutcomeContent
{
    /// <summary>0 is success; null if the gateway doesn't send it.</summary>
    public int? Result { get; init; }

    /// <summary>The change; null if the gateway doesn't send it.</summary>
    public ParticipantChangeType? ChangeType { get; init; }

    /// <summary>The reason for which a participant left; null for other changes.</summary>
    public ParticipantLeaveReason? LeaveReason { get; init; }

    /// <summary>The conference.</summary>
    public long? ConferenceId { get; init; }

    /// <summary>A phone number or an agent ID.</summary>
    public string Participant { get; init; } = "";

    /// <summary>The type of <see cref="Participant"/>; 0 if the gateway doesn't send it.</summary>
    public AddressType ParticipantType { get; init; }

    int? IParticipantContent.ChangeNumber => (int?)ChangeType;

    StatedOutcome IOutcomeContent.Outcome => ConferenceEvents.OutcomeOf(Result);

    int? IOutcomeContent.Cause => Result;

    bool IParticipantContent.IsAbout(string address, AddressType? type) => IsAbout(address, type);

    // An agent and a phone can have the same number. If the gateway doesn't send the type, only the number is compared.
    internal bool IsAbout(string address, AddressType? type) =>
        string.Equals(Participant, address, StringComparison.Ordinal) && (ParticipantType == default || ParticipantType == type);
}

/// <summary>The change of a participant (events.md 2.1).</summary>
public enum ParticipantChangeType
{
    /// <summary>It has joined.</summary>
    Joined = 0,

    /// <summary>It has left.</summary>
    Left = 1,

    /// <summary>It became the chairperson.</summary>
    ChairpersonChanged = 2,

    /// <summary>It was muted.</summary>
    Muted = 3,

    /// <summary>It was unmuted.</summary>
    Unmuted = 4,

    /// <summary>It was put on hold.</summary>
    Held = 5,

    /// <summary>It was resumed from hold.</summary>
    Unheld = 6,
}

/// <summary>The reason for which a participant left (events.md 2.1). The value 5 is not used.</summary>
public enum ParticipantLeaveReason
{
    /// <summary>It left the conference.</summary>
    Left = 0,

    /// <summary>The chairperson removed it.</summary>
    Removed = 1,

    /// <summary>It hung up.</summary>
    HungUp = 2,

    /// <summary>The conference ended.</summary>
    ConferenceEnded = 3,

    /// <summary>The agent signed out.</summary>
    SignedOut = 4,

    /// <summary>It was removed for another reason.</summary>
    ForcedOut = 6,
}
