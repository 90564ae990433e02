using System.Globalization;

namespace AgentGateway;

/// <summary>The conference that an input identifies: by its ID, or by an object with a property ConferenceId.</summary>
public sealed class ConferenceIdentity : InputIdentity
{
    private ConferenceIdentity(object? input, long? conferenceId, IdentityFacts? facts)
        : base(input, facts) => ConferenceId = conferenceId;

    /// <summary>The ID of the conference, or null if the input identifies none.</summary>
    public long? ConferenceId { get; }

    /// <summary>Creates the identity of a conference that a query has returned.</summary>
    internal ConferenceIdentity(Conference conference)
        : this(conference, conference.ConferenceId, IdentityReader.Known(conference))
    {
    }

    internal override object? ErrorTarget => ConferenceId ?? Input;

    /// <inheritdoc/>
    public override string ToString() => ConferenceId?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Reads one input.</summary>
    internal static ConferenceIdentity Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        if (value is ConferenceIdentity identity)
        {
            return identity;
        }

        if (InputList.IsPlain(value))
        {
            return InputValue.TryNumber(value, out var number) && number > 0
                ? new ConferenceIdentity(value, number, null)
                : Unusable(value, $"{InputValue.Describe(value)} is not a conference ID. A conference ID has only digits.");
        }

        var facts = IdentityReader.Known(value) ?? PropertyBag.Read(input!);
        return new ConferenceIdentity(value, facts.ConferenceId, facts);
    }

    /// <summary>The ID.</summary>
    /// <exception cref="GatewayException">The input identifies no conference; the message describes it.</exception>
    internal long RequireConference()
    {
        Limits.Require(Facts?.Problem);
        Limits.Require(Facts?.ConferenceProblem);
        Limits.Require(ConferenceId is null
            ? $"{InputValue.Describe(Input)} does not identify a conference. It needs a property ConferenceId."
            : null);
        Limits.Require(ConferenceId < 1 ? $"{ConferenceId} is not a conference ID. A conference ID is a positive number." : null);
        return ConferenceId!.Value;
    }

    private static ConferenceIdentity Unusable(object? value, string problem) => new(value, null, IdentityFacts.Unusable(problem));
}
