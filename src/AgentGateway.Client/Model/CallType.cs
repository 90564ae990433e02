namespace AgentGateway;

/// <summary>How a phone call began, with the API's numbers (queues.md 1). Gateways also send other numbers.</summary>
public enum CallType
{
    /// <summary>Inbound.</summary>
    Inbound = 0,

    /// <summary>Long-distance inbound.</summary>
    LongDistanceInbound = 5,

    /// <summary>Between two agents. It can't be muted, and can't be transferred to an outside number.</summary>
    Internal = 6,

    /// <summary>Outbound, dialed by hand.</summary>
    Outbound = 7,

    /// <summary>Outbound, dialed by the agent's seat.</summary>
    SeatOutbound = 8,

    /// <summary>Outbound, dialed by an IVR flow.</summary>
    IvrOutbound = 10,

    /// <summary>Outbound, dialed on the phone of a phone agent.</summary>
    PhoneAgentOutbound = 11,

    /// <summary>Outbound, booked.</summary>
    Booked = 40,

    /// <summary>Outbound, pre-occupied.</summary>
    PreOccupied = 41,

    /// <summary>Outbound, pre-connected.</summary>
    PreConnected = 42,

    /// <summary>Outbound, predictive.</summary>
    Predictive = 43,

    /// <summary>Outbound, with a preview.</summary>
    Preview = 44,

    /// <summary>A callback.</summary>
    Callback = 45,

    /// <summary>Help by another agent, with two parties.</summary>
    TwoPartyHelp = 51,

    /// <summary>Help by another agent, with three parties.</summary>
    ThreePartyHelp = 52,
}
