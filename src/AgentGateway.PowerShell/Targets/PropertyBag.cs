using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Reads an object by its property names: a row of a CSV file or a database, a hashtable, or an object of this module that came from
/// another process or through Select-Object.
/// </summary>
internal static class PropertyBag
{
    private const int MaxTypingErrors = 2;
    private const int MaxShownNames = 8;

    private static readonly string[] Names = ["AgentId", "WorkNo", "ConferenceId", "Gateway", "Uri", "Address", "AddressType", "CallId"];
    private static readonly string[] Guarded = ["AgentId", "ConferenceId", "Gateway", "Address", "CallId"];

    public static IdentityFacts Read(object input)
    {
        var bag = PSObject.AsPSObject(input);
        if (DeserializedSession.Is(bag))
        {
            return IdentityFacts.Unusable(DeserializedSession.Problem(bag));
        }

        var values = Values(input, bag);
        var kind = KindOf(bag);
        if (kind == IdentityKind.Row && Misspelt(values) is { } misspelt)
        {
            return IdentityFacts.Unusable(misspelt);
        }

        var (agentId, agentProblem) = Number(values, "AgentId", "WorkNo");
        var (conferenceId, conferenceProblem) = Number(values, "ConferenceId");
        var (gateway, gatewayProblem) = Gateway(values);
        var (addressType, typeProblem) = Type(values);
        // A column that is empty in this row is no address, and it must not become "all participants".
        var address = Text(values, "Address") ?? (values.ContainsKey("Address") ? "" : null);
        if ((agentProblem ?? conferenceProblem ?? gatewayProblem ?? typeProblem) is { } problem)
        {
            return IdentityFacts.Unusable(problem);
        }

        if (agentId is null && conferenceId is null && string.IsNullOrEmpty(address))
        {
            var described = InputValue.Describe(InputValue.Unwrap(input));
            return IdentityFacts.Unusable($"{described} names no agent; it needs a property AgentId. It has: {Found(values)}.");
        }

        return agentId is < 1 or > int.MaxValue
            ? IdentityFacts.Unusable($"{agentId} is no agent ID.")
            : new IdentityFacts(kind)
            {
                AgentId = (int?)agentId,
                ConferenceId = conferenceId,
                Gateway = gateway,
                Address = address,
                AddressType = addressType,
            };
    }

    /// <summary>The text of a property; null where it is missing, null or empty.</summary>
    public static string? Text(object input, string name) => Text(Values(input, PSObject.AsPSObject(input)), name);

    /// <summary>The gateway that an object names, or why its text is none.</summary>
    public static (Uri? Address, string? Problem) ReadGateway(object input) => Gateway(Values(input, PSObject.AsPSObject(input)));

    private static Dictionary<string, object?> Values(object input, PSObject bag)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (InputValue.Unwrap(input) is IDictionary table)
        {
            foreach (var key in table.Keys.OfType<string>())
            {
                values[key] = InputValue.Unwrap(table[key]);
            }

            return values;
        }

        foreach (var property in bag.Properties)
        {
            values[property.Name] = Names.Contains(property.Name, StringComparer.OrdinalIgnoreCase) ? ValueOf(property) : null;
        }

        return values;
    }

    // The getter of a foreign object may throw. A property that can't be read names nothing.
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return InputValue.Unwrap(property.Value);
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static (long? Number, string? Problem) Number(Dictionary<string, object?> values, params string[] names)
    {
        long? found = null;
        foreach (var name in names)
        {
            if (Value(values, name) is not { } value)
            {
                continue;
            }

            if (!InputValue.TryNumber(value, out var number))
            {
                return (null, $"{name} is {InputValue.Describe(value)}. It has digits only.");
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
        if ((Value(values, "Gateway") ?? Value(values, "Uri")) is not { } value)
        {
            return (null, null);
        }

        try
        {
            var address = value is Uri { IsAbsoluteUri: true } absolute
                ? GatewayAddress.Check(absolute)
                : GatewayAddress.Parse(value.ToString() ?? "");
            return (address, null);
        }
        catch (GatewayException failure)
        {
            return (null, failure.Message);
        }
    }

    private static (AddressType? Type, string? Problem) Type(Dictionary<string, object?> values)
    {
        if (Value(values, "AddressType") is not { } value)
        {
            return (null, null);
        }

        return LanguagePrimitives.TryConvertTo(value, out AddressType type) && type is AddressType.PhoneNumber or AddressType.AgentId
            ? (type, null)
            : (null, $"AddressType is {InputValue.Describe(value)}. It is PhoneNumber (6) or AgentId (9).");
    }

    private static string? Text(Dictionary<string, object?> values, string name) =>
        Value(values, name)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The value of a property; null if it is missing or empty.</summary>
    private static object? Value(Dictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) && value is not "" and not DBNull ? value : null;

    /// <summary>The problem of a property whose name is almost that of a target. Ignoring it could act on more than was named.</summary>
    private static string? Misspelt(Dictionary<string, object?> values)
    {
        foreach (var name in values.Keys)
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var meant = Array.Find(
                Guarded,
                known => !values.ContainsKey(known) && Spelling.Distance(name, known, MaxTypingErrors) <= MaxTypingErrors);
            if (meant is not null && !HasAlias(values, meant))
            {
                return $"The input has a property {Messages.Clean(name)}. Did you mean {meant}?";
            }
        }

        return null;
    }

    private static bool HasAlias(Dictionary<string, object?> values, string name) => name switch
    {
        "AgentId" => values.ContainsKey("WorkNo"),
        "Gateway" => values.ContainsKey("Uri"),
        _ => false,
    };

    private static IdentityKind KindOf(PSObject bag)
    {
        if (HasType(bag, "AgentGateway.Participant") || HasType(bag, "AgentGateway.ParticipantResult"))
        {
            return IdentityKind.Participant;
        }

        return HasType(bag, "AgentGateway.Conference") ? IdentityKind.Conference : IdentityKind.Row;
    }

    // The name has a prefix, Deserialized or Selected.
    private static bool HasType(PSObject bag, string name)
    {
        foreach (var type in bag.TypeNames)
        {
            if (type.EndsWith("." + name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Found(Dictionary<string, object?> values) =>
        values.Count == 0 ? "no properties" : Messages.Clean(string.Join(", ", values.Keys.Take(MaxShownNames)));
}
