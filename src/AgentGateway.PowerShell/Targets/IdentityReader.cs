using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Xml;

namespace AgentGateway;

/// <summary>Reads what an input means. It never fails: an input that names nothing becomes an identity with a problem, which is the outcome of that input.</summary>
internal static class IdentityReader
{
    private const string SessionType = "AgentGateway.AgwSession";
    private const int LongestShown = 24;

    /// <summary>The agent identity of one input.</summary>
    public static AgentIdentity Agent(object? input)
    {
        var value = Unwrap(input);
        if (value is AgentIdentity identity)
        {
            return identity;
        }

        if (TryNumber(value, out var number))
        {
            return number is > 0 and <= int.MaxValue ? new AgentIdentity((int)number) : Unusable(value, $"{number} is no agent ID.");
        }

        return Known(value) is { } facts ? new AgentIdentity(value, facts)
            : IsPlain(value) ? Unusable(value, $"{Describe(value)} is no agent ID. An agent ID has digits only.")
            : new AgentIdentity(input, PropertyBag.Read(input!));
    }

    /// <summary>What an object of this module means; null for any other object.</summary>
    public static IdentityFacts? Known(object? value) => value switch
    {
        AgwSession session => new IdentityFacts(IdentityKind.Session) { AgentId = session.AgentId, Gateway = session.Gateway, Session = session },
        Conference conference => new IdentityFacts(IdentityKind.Conference)
        {
            AgentId = conference.AgentId,
            Gateway = conference.Gateway,
            ConferenceId = conference.ConferenceId,
            Conference = conference,
        },
        Participant participant => Participant(participant.AgentId, participant.Gateway, participant.ConferenceId, participant.Address, participant.AddressType),
        OperationResult { Address: { } address } result => Participant(result.AgentId, result.Gateway, result.ConferenceId, address, result.AddressType),
        OperationResult result => Of(result.AgentId, result.Gateway, result.ConferenceId),
        AgentStatus status => Of(status.AgentId, status.Gateway, null),
        AgentEvent received => Of(received.AgentId, received.Gateway, ConferenceOf(received)),
        ParticipantChange change => new IdentityFacts(IdentityKind.Participant)
        {
            ConferenceId = change.ConferenceId,
            Address = change.Participant,
            AddressType = change.ParticipantType == default ? null : change.ParticipantType,
        },
        _ => null,
    };

    /// <summary>Reads digits and nothing else; no sign, no fraction, no separator, no hexadecimal.</summary>
    public static bool TryDigits(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads a whole number: an integer of any type, a fraction without a fractional part, or digits.</summary>
    public static bool TryNumber(object? value, out long number)
    {
        switch (value)
        {
            case int whole:
                number = whole;
                return true;
            case string text:
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
            case long or short or byte or sbyte or ushort or uint:
                number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            case ulong large when large <= long.MaxValue:
                number = (long)large;
                return true;
            case double or float or decimal when IsWhole(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                return true;
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>A value as an error shows it: its type, and its text where that is short.</summary>
    public static string Describe(object? value) => value switch
    {
        null or DBNull => "Null",
        string { Length: 0 } => "An empty text",
        IList { Count: 0 } => "An empty list",
        // What is longer than any ID or address is not repeated: it may be a GUID or a password.
        string text when text.Length > LongestShown => string.Format(CultureInfo.InvariantCulture, "A text of {0} characters", text.Length),
        string text => $"'{Messages.Clean(text)}'",
        IFormattable number when value is ValueType => string.Format(CultureInfo.InvariantCulture, "{0} ({1})", number, value.GetType().Name),
        _ => $"An object of the type {Messages.Clean(value.GetType().Name)}",
    };

    public static object? Unwrap(object? input) => input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>A value that has no properties to look at.</summary>
    public static bool IsPlain(object? value) => value is null or string or ValueType or DBNull || IsOfNetwork(value) || (value is IList { Count: 0 } && !PropertyBag.HasNames(value));

    /// <summary>The inputs in a list; null where it is one input: also an XML element, a table, and a list that has the properties of a target itself.</summary>
    public static object?[]? ListOf(object? input)
    {
        var value = Unwrap(input);
        return value is not IEnumerable list || value is string or IDictionary or IDictionary<string, object?> or XmlNode || (value is not Array && PropertyBag.HasNames(value)) ? null
            : [.. list.Cast<object?>()];
    }

    // Their property Address is another kind of address.
    private static bool IsOfNetwork(object value) => value.GetType().Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true;

    private static bool IsWhole(double value) => Math.Floor(value).Equals(value) && Math.Abs(value) < 1e15;

    private static IdentityFacts Of(int agentId, Uri gateway, long? conferenceId) =>
        new(IdentityKind.Agent) { AgentId = agentId, Gateway = gateway, ConferenceId = conferenceId };

    private static IdentityFacts Participant(int? chairperson, Uri gateway, long? conferenceId, string address, AddressType? type) =>
        new(IdentityKind.Participant) { AgentId = chairperson, Gateway = gateway, ConferenceId = conferenceId, Address = address, AddressType = type };

    private static long? ConferenceOf(AgentEvent received) => received.Content switch
    {
        ConferenceEvent conference => conference.ConferenceId,
        ParticipantChange change => change.ConferenceId,
        _ => null,
    };

    private static AgentIdentity Unusable(object? value, string problem) => new(value, new IdentityFacts(IdentityKind.Unusable) { Problem = problem });
}
