using System.Globalization;

namespace AgentGateway;

/// <summary>The conference that one input names: its ID, or an object with a property ConferenceId. It keeps the gateway that the input says.</summary>
public sealed class ConferenceIdentity
{
    private ConferenceIdentity(object? input, long? conferenceId, Uri? gateway, string? problem)
    {
        Input = input;
        ConferenceId = conferenceId;
        Gateway = gateway;
        Problem = problem;
    }

    /// <summary>The ID of the conference, or null where the input names none.</summary>
    public long? ConferenceId { get; }

    /// <summary>The gateway that the input belongs to, or null where it names none.</summary>
    public Uri? Gateway { get; }

    internal object? Input { get; }

    private string? Problem { get; }

    /// <inheritdoc/>
    public override string ToString() => ConferenceId?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The conference identity of one input.</summary>
    internal static ConferenceIdentity Read(object? input)
    {
        var value = IdentityReader.Unwrap(input);
        if (value is ConferenceIdentity identity)
        {
            return identity;
        }

        if (IdentityReader.IsPlain(value))
        {
            return IdentityReader.TryNumber(value, out var number) && number > 0
                ? new ConferenceIdentity(value, number, null, null)
                : new ConferenceIdentity(value, null, null, $"{IdentityReader.Describe(value)} is no conference ID. A conference ID has digits only.");
        }

        var facts = IdentityReader.Known(value) ?? PropertyBag.Read(input!);
        var problem = facts.Problem ?? facts.ConferenceProblem ?? (facts.ConferenceId is null ? $"{IdentityReader.Describe(value)} names no conference; it needs a property ConferenceId." : null);
        return new ConferenceIdentity(value, facts.ConferenceId, facts.Gateway, problem);
    }

    /// <summary>The ID.</summary>
    /// <exception cref="GatewayException">The input names no conference; the message says what came.</exception>
    internal long Require()
    {
        Limits.Require(Problem);
        return ConferenceId!.Value;
    }
}
