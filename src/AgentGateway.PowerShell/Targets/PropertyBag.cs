using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Reads an object by its property names: a row of a CSV file or a database, a hashtable, or an object of this module that came from another process or
/// through Select-Object.
/// </summary>
internal static class PropertyBag
{
    private const int MaxTypingErrors = 2;
    private static readonly string[] Names = ["AgentId", "WorkNo", "ConferenceId", "ConfId", "Gateway", "Uri", "Address", "Participant", "AddressType", "CallId"];
    private static readonly string[] AgentTypes = ["AgentGateway.OperationResult", "AgentGateway.AgentStatus", "AgentGateway.AgentEvent", "AgentGateway.AgwSession"];
    private static readonly string[] Guarded = ["AgentId", "ConferenceId", "Gateway", "Address", "Participant", "CallId"];

    public static IdentityFacts Read(object input)
    {
        var bag = PSObject.AsPSObject(input);
        if (HasType(bag, "Deserialized.AgentGateway.AgwSession"))
        {
            return Problem(LiveSessionAttribute.DeserializedProblem(bag));
        }

        var (values, twice) = Values(input, bag);
        var kind = KindOf(bag);
        if ((twice ?? (kind == IdentityKind.Row ? Misspelt(values) : null)) is { } unclear)
        {
            return Problem(unclear);
        }

        var (agentId, agentProblem) = Whole(values, "AgentId", "WorkNo");
        var (conferenceId, conferenceProblem) = Whole(values, "ConferenceId", "ConfId");
        var (gateway, gatewayProblem) = Gateway(values);
        var (addressType, typeProblem) = Type(values);
        var (address, addressProblem) = Text(values, "Address", "Participant");

        // A column that is empty in this row is no address and no conference, and it must not become "all participants" or "whatever runs".
        var isRow = kind == IdentityKind.Row;
        address ??= isRow && (values.ContainsKey("Address") || values.ContainsKey("Participant")) ? "" : null;
        var hasEmptyConference = isRow && conferenceId is null && (values.ContainsKey("ConferenceId") || values.ContainsKey("ConfId"));
        kind = kind == IdentityKind.Agent && address is not null ? IdentityKind.Participant : kind;
        return (agentProblem ?? conferenceProblem ?? gatewayProblem ?? typeProblem ?? addressProblem) is { } problem ? Problem(problem)
            : agentId is null && conferenceId is null && string.IsNullOrEmpty(address)
                ? Problem($"{IdentityReader.Describe(IdentityReader.Unwrap(input))} names no agent; it needs a property AgentId. It has: {Found(values)}.") with { NamesNothing = true, Gateway = gateway }
            : agentId is < 1 or > int.MaxValue ? Problem($"{agentId} is no agent ID.")
            : new IdentityFacts(kind)
            {
                AgentId = (int?)agentId,
                ConferenceId = conferenceId,
                Gateway = gateway,
                Address = address,
                AddressType = addressType,
                ConferenceProblem = hasEmptyConference ? "The input has an empty ConferenceId. Remove the property to mean the conference that runs." : null,
            };
    }

    /// <summary>The call that an object names, and its gateway; or what is wrong with them.</summary>
    public static (string? CallId, Uri? Gateway, string? Problem) ReadCall(object input)
    {
        var (values, twice) = Values(input, PSObject.AsPSObject(input));
        var (callId, problem) = Text(values, "CallId");
        var (gateway, gatewayProblem) = Gateway(values);
        return (callId, gateway, twice ?? problem ?? gatewayProblem);
    }

    /// <summary>An object has at least one of the properties that name a target.</summary>
    public static bool HasNames(object? value) =>
        value is not null && PSObject.AsPSObject(value).Properties.Any(property => IsName(property.Name));

    /// <summary>What kind an object of this module had before it came from another process, or through Select-Object; a row where it is no such object.</summary>
    private static IdentityKind KindOf(PSObject bag) =>
        HasType(bag, "AgentGateway.Participant", isExact: false) || HasType(bag, "AgentGateway.ParticipantResult", isExact: false) ? IdentityKind.Participant
        : HasType(bag, "AgentGateway.Conference", isExact: false) ? IdentityKind.Conference
        : Array.Exists(AgentTypes, type => HasType(bag, type, isExact: false)) ? IdentityKind.Agent
        : IdentityKind.Row;

    /// <summary>The properties by name, and a name of a target that is there twice.</summary>
    private static (Dictionary<string, object?> Values, string? Twice) Values(object input, PSObject bag)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        string? twice = null;
        foreach (var (name, value) in Pairs(input, bag))
        {
            twice = values.ContainsKey(name) && IsName(name) ? $"The input has {Messages.Clean(name)} twice, in names that differ in case only." : twice;
            values[name] = value;
        }

        return (values, twice);
    }

    private static IEnumerable<(string Name, object? Value)> Pairs(object input, PSObject bag) => IdentityReader.Unwrap(input) switch
    {
        IDictionary table => table.Keys.OfType<string>().Select(key => (key, IdentityReader.Unwrap(table[key]))),
        IDictionary<string, object?> table => table.Select(pair => (pair.Key, IdentityReader.Unwrap(pair.Value))),
        _ => bag.Properties.Select(property => (property.Name, IsName(property.Name) ? ValueOf(property) : null)),
    };

    private static bool IsName(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    // A getter of a foreign object may throw; a property that can't be read names nothing.
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return IdentityReader.Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static (long? Number, string? Problem) Whole(Dictionary<string, object?> values, params string[] names)
    {
        long? found = null;
        foreach (var name in names)
        {
            if (!values.TryGetValue(name, out var value) || value is null or "" or DBNull)
            {
                continue;
            }

            if (!IdentityReader.TryNumber(value, out var number))
            {
                return (null, $"{name} is {IdentityReader.Describe(value)}. It has digits only.");
            }

            if (found is { } other && other != number)
            {
                return (null, $"{string.Join(" and ", names)} name different numbers ({other} and {number}).");
            }

            found = number;
        }

        return (found, null);
    }

    private static (Uri? Address, string? Problem) Gateway(Dictionary<string, object?> values)
    {
        Uri? found = null;
        foreach (var name in new[] { "Gateway", "Uri" })
        {
            if (!values.TryGetValue(name, out var value) || value is null or "" or DBNull)
            {
                continue;
            }

            try
            {
                var address = value is Uri { IsAbsoluteUri: true } absolute ? GatewayAddress.Check(absolute) : GatewayAddress.Parse(value.ToString() ?? "");
                if (found is not null && found != address)
                {
                    return (null, $"Gateway and Uri name different gateways ({found.Authority} and {address.Authority}).");
                }

                found = address;
            }
            catch (GatewayException failure)
            {
                return (null, failure.Message);
            }
        }

        return (found, null);
    }

    private static (AddressType? Type, string? Problem) Type(Dictionary<string, object?> values) =>
        !values.TryGetValue("AddressType", out var value) || value is null or "" or DBNull ? (null, null)
        : LanguagePrimitives.TryConvertTo(value, out AddressType type) && type is AddressType.PhoneNumber or AddressType.AgentId ? (type, null)
        : (null, $"AddressType is {IdentityReader.Describe(value)}. It is PhoneNumber (6) or AgentId (9).");

    /// <summary>A text, or a whole number as text: the string of anything else would be an address or an ID that nobody has written.</summary>
    private static (string? Text, string? Problem) Text(Dictionary<string, object?> values, params string[] names)
    {
        string? found = null;
        foreach (var name in names)
        {
            if (!values.TryGetValue(name, out var value) || value is null or "" or DBNull)
            {
                continue;
            }

            var text = value as string ?? (IdentityReader.TryNumber(value, out var number) && number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : null);
            if (text is null)
            {
                return (null, $"{name} is {IdentityReader.Describe(value)}. It is a text, or a whole number.");
            }

            if (found is not null && !string.Equals(found, text, StringComparison.Ordinal))
            {
                return (null, $"{string.Join(" and ", names)} name different participants ({Messages.Clean(found)} and {Messages.Clean(text)}).");
            }

            found = text;
        }

        return (found, null);
    }

    /// <summary>A property whose name is almost that of a target. Ignoring it would act on more than was named.</summary>
    private static string? Misspelt(Dictionary<string, object?> values)
    {
        foreach (var name in values.Keys)
        {
            if (IsListOfConference(name, values) || string.Equals(name, "IPAddress", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var meant = Array.Find(Guarded, known => !values.ContainsKey(known) && !Names.Contains(name, StringComparer.OrdinalIgnoreCase) && Spelling.Distance(name, known, MaxTypingErrors) <= MaxTypingErrors);
            if (meant is not null && !(meant == "AgentId" && values.ContainsKey("WorkNo")) && !(meant == "Gateway" && values.ContainsKey("Uri")))
            {
                return $"The input has a property {Messages.Clean(name)}. Did you mean {meant}?";
            }
        }

        return null;
    }

    // The participants of a conference, in a copy of one: JSON and CSV don't keep its type.
    private static bool IsListOfConference(string name, Dictionary<string, object?> values) =>
        string.Equals(name, "Participants", StringComparison.OrdinalIgnoreCase) && values.ContainsKey("ConferenceId");

    private static bool HasType(PSObject bag, string name, bool isExact = true)
    {
        foreach (var type in bag.TypeNames)
        {
            if (isExact ? string.Equals(type, name, StringComparison.Ordinal) : type.EndsWith("." + name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Found(Dictionary<string, object?> values) => values.Count == 0 ? "no properties" : Messages.Clean(string.Join(", ", values.Keys.Take(8)));

    private static IdentityFacts Problem(string problem) => new(IdentityKind.Unusable) { Problem = problem };
}
