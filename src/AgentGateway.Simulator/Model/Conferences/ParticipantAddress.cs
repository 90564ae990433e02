namespace AgentGateway.Simulator;

/// <summary>The address of a participant: addressType "6" is a phone number, "9" an agent ID.</summary>
public readonly record struct ParticipantAddress(string AddressType, string Address)
{
    public const string PhoneNumber = "6";
    public const string AgentId = "9";

    internal static ParticipantAddress OfAgent(int agentId) => new(AgentId, agentId.ToInvariant());
}
