namespace AgentGateway;

/// <summary>What an address is. The numbers are the API's (conference.md 1.5).</summary>
public enum AddressType
{
    /// <summary>A phone number.</summary>
    PhoneNumber = 6,

    /// <summary>An agent ID.</summary>
    AgentId = 9,
}
