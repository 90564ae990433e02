using System.Globalization;

namespace AgentGateway;

/// <summary>The participant that one input names: an address, or an object that means a participant or an agent. It keeps the conference and the gateway that the input says.</summary>
public sealed class ParticipantIdentity
{
    private ParticipantIdentity(object? input, string? address, AddressType? addressType, IdentityFacts? facts)
    {
        Input = input;
        Address = address;
        AddressType = addressType;
        Facts = facts;
    }

    /// <summary>The phone number or the agent ID, or null where the input names none.</summary>
    public string? Address { get; }

    /// <summary>What the address is, or null where the input does not say.</summary>
    public AddressType? AddressType { get; }

    /// <summary>What came in, for errors.</summary>
    internal object? Input { get; }

    /// <summary>The chairperson, the gateway and the conference of an object; null for a plain address.</summary>
    internal IdentityFacts? Facts { get; }

    /// <inheritdoc/>
    public override string ToString() => Address ?? "";

    /// <summary>The participant identity of one input.</summary>
    internal static ParticipantIdentity Read(object? input)
    {
        var value = IdentityReader.Unwrap(input);
        return value switch
        {
            ParticipantIdentity identity => identity,
            string { Length: > 0 } text => new ParticipantIdentity(value, text, null, null),
            int or long or short or byte or sbyte or ushort or uint or ulong => new ParticipantIdentity(value, Convert.ToString(value, CultureInfo.InvariantCulture), null, null),
            _ when IdentityReader.IsPlain(value) => Unusable(value, $"{IdentityReader.Describe(value)} is no address. An address is a text of digits."),
            _ => Of(input!, IdentityReader.Known(value) ?? PropertyBag.Read(input!)),
        };
    }

    /// <summary>The address.</summary>
    /// <exception cref="GatewayException">The input names none; the message says what came.</exception>
    internal string Require()
    {
        Limits.Require(Facts?.Problem);
        Limits.Require(Facts?.ConferenceProblem);
        Limits.Require(string.IsNullOrEmpty(Address) ? $"{IdentityReader.Describe(Input)} names no participant; it needs a property Address." : null);
        return Address!;
    }

    private static ParticipantIdentity Of(object input, IdentityFacts facts) => facts.Kind switch
    {
        IdentityKind.Participant or IdentityKind.Row => new ParticipantIdentity(input, facts.Address, facts.AddressType, facts),

        // An agent as a participant: its own conference, if any, is not the one that it joins or leaves.
        IdentityKind.Agent or IdentityKind.Session when facts.AgentId is { } agentId =>
            new ParticipantIdentity(input, agentId.ToString(CultureInfo.InvariantCulture), AgentGateway.AddressType.AgentId, new IdentityFacts(facts.Kind) { Gateway = facts.Gateway }),
        IdentityKind.Conference => Unusable(input, $"Conference {facts.ConferenceId} is no participant; Get-AgwParticipant lists its participants."),
        _ => Unusable(input, facts.Problem ?? $"{IdentityReader.Describe(input)} names no participant."),
    };

    private static ParticipantIdentity Unusable(object? input, string problem) => new(input, null, null, new IdentityFacts(IdentityKind.Unusable) { Problem = problem });
}
