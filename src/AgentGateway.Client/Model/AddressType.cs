namespace AgentGateway;

/// <summary>The type of an address, with the API's numbers (conference.md 1.5).</summary>
public enum AddressType
{
    /// <summary>A phone number.</summary>
    PhoneNumber = 6,

    /// <summary>An agent ID.</summary>
    AgentId = 9,
}
