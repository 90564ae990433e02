using System.Globalization;

namespace AgentGateway;

/// <summary>The participant that an input identifies: by an address, or by an object that identifies a participant or an agent.</summary>
public sealed class ParticipantIdentity : InputIdentity
{
    private ParticipantIdentity(object? input, string? address, AddressType? addressType, IdentityFacts? facts)
        : base(input, facts)
    {
        Address = address;
        AddressType = addressType;
    }

    /// <summary>The phone number or the agent ID, or null if the input identifies none.</summary>
    public string? Address { get; }

    /// <summary>The type of the address, or null if the input does not contain it.</summary>
    public AddressType? AddressType { get; }

    internal override object? ErrorTarget => Address ?? Input;

    /// <inheritdoc/>
    public override string ToString() => Address ?? "";

    /// <summary>Reads one input.</summary>
    internal static ParticipantIdentity Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        return value switch
        {
            ParticipantIdentity identity => identity,
            string { Length: > 0 } text => new ParticipantIdentity(value, text, null, null),
            int or long or short or byte or sbyte or ushort or uint or ulong =>
                new ParticipantIdentity(value, Convert.ToString(value, CultureInfo.InvariantCulture), null, null),
            _ when InputList.IsPlain(value) =>
                Unusable(value, $"{InputValue.Describe(value)} is not an address. An address is a text of digits."),
            _ => Of(input!, IdentityReader.Known(value) ?? PropertyBag.Read(input!)),
        };
    }

    /// <summary>The address.</summary>
    /// <exception cref="GatewayException">The input identifies none; the message describes it.</exception>
    internal string RequireAddress()
    {
        Limits.Require(Facts?.Problem);
        Limits.Require(Facts?.ConferenceProblem);
        Limits.Require(string.IsNullOrEmpty(Address)
            ? $"{InputValue.Describe(Input)} does not identify a participant. It needs a property Address."
            : null);
        return Address!;
    }

    private static ParticipantIdentity Of(object input, IdentityFacts facts) => facts.Kind switch
    {
        IdentityKind.Participant or IdentityKind.Row => new ParticipantIdentity(input, facts.Address, facts.AddressType, facts),
        IdentityKind.Agent or IdentityKind.Session when facts.AgentId is { } agentId => OfAgent(input, agentId, facts),
        IdentityKind.Conference =>
            Unusable(input, $"Conference {facts.ConferenceId} is not a participant. Get-AgwParticipant returns its participants."),
        _ => Unusable(input, facts.Problem ?? $"{InputValue.Describe(input)} does not identify a participant."),
    };

    // The agent may be in another conference than the one that it joins or leaves.
    private static ParticipantIdentity OfAgent(object input, int agentId, IdentityFacts facts) => new(
        input,
        agentId.ToString(CultureInfo.InvariantCulture),
        AgentGateway.AddressType.AgentId,
        new IdentityFacts(facts.Kind) { Gateway = facts.Gateway });

    private static ParticipantIdentity Unusable(object? input, string problem) => new(input, null, null, IdentityFacts.Unusable(problem));
}
