using System.Collections;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Reads an object by its property names: a row of a CSV file or a database, a hashtable, or an object of this module that came from another process or
/// through Select-Object.
/// </summary>
internal static class PropertyBag
{
    private const int MaxTypingErrors = 2;
    private static readonly string[] Names = ["AgentId", "WorkNo", "ConferenceId", "Gateway", "Uri", "Address", "AddressType", "CallId"];
    private static readonly string[] Guarded = ["AgentId", "ConferenceId", "Gateway", "Address", "CallId"];

    public static IdentityFacts Read(object input)
    {
        var bag = PSObject.AsPSObject(input);
        if (HasType(bag, "Deserialized.AgentGateway.AgwSession"))
        {
            return Problem(LiveSessionAttribute.DeserializedProblem(bag));
        }

        var values = Values(input, bag);
        var kind = HasType(bag, "AgentGateway.Participant", isExact: false) || HasType(bag, "AgentGateway.ParticipantResult", isExact: false) ? IdentityKind.Participant
            : HasType(bag, "AgentGateway.Conference", isExact: false) ? IdentityKind.Conference
            : IdentityKind.Row;
        if (kind == IdentityKind.Row && Misspelt(values) is { } misspelt)
        {
            return Problem(misspelt);
        }

        var (agentId, agentProblem) = Whole(values, "AgentId", "WorkNo");
        var (conferenceId, conferenceProblem) = Whole(values, "ConferenceId");
        var (gateway, gatewayProblem) = Gateway(values);
        var (addressType, typeProblem) = Type(values);
        // A column that is empty in this row is no address, and it must not become "all participants".
        var address = Text(values, "Address") ?? (values.ContainsKey("Address") ? "" : null);
        return (agentProblem ?? conferenceProblem ?? gatewayProblem ?? typeProblem) is { } problem ? Problem(problem)
            : agentId is null && conferenceId is null && string.IsNullOrEmpty(address) ? Problem($"{IdentityReader.Describe(IdentityReader.Unwrap(input))} names no agent; it needs a property AgentId. It has: {Found(values)}.")
            : agentId is < 1 or > int.MaxValue ? Problem($"{agentId} is no agent ID.")
            : new IdentityFacts(kind) { AgentId = (int?)agentId, ConferenceId = conferenceId, Gateway = gateway, Address = address, AddressType = addressType };
    }

    /// <summary>The text of a property; null where it is missing, null or empty.</summary>
    public static string? Text(object input, string name) => Text(Values(input, PSObject.AsPSObject(input)), name);

    /// <summary>The gateway that an object names, or why its text is none.</summary>
    public static (Uri? Address, string? Problem) ReadGateway(object input) => Gateway(Values(input, PSObject.AsPSObject(input)));

    private static Dictionary<string, object?> Values(object input, PSObject bag)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (IdentityReader.Unwrap(input) is IDictionary table)
        {
            foreach (var key in table.Keys.OfType<string>())
            {
                values[key] = IdentityReader.Unwrap(table[key]);
            }

            return values;
        }

        foreach (var property in bag.Properties)
        {
            values[property.Name] = Names.Contains(property.Name, StringComparer.OrdinalIgnoreCase) ? ValueOf(property) : null;
        }

        return values;
    }

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
        if ((values.TryGetValue("Gateway", out var value) && value is not null and not "" and not DBNull) || (values.TryGetValue("Uri", out value) && value is not null and not "" and not DBNull))
        {
            try
            {
                return (value is Uri { IsAbsoluteUri: true } address ? GatewayAddress.Check(address) : GatewayAddress.Parse(value.ToString() ?? ""), null);
            }
            catch (GatewayException failure)
            {
                return (null, failure.Message);
            }
        }

        return (null, null);
    }

    private static (AddressType? Type, string? Problem) Type(Dictionary<string, object?> values) =>
        !values.TryGetValue("AddressType", out var value) || value is null or "" or DBNull ? (null, null)
        : LanguagePrimitives.TryConvertTo(value, out AddressType type) && type is AddressType.PhoneNumber or AddressType.AgentId ? (type, null)
        : (null, $"AddressType is {IdentityReader.Describe(value)}. It is PhoneNumber (6) or AgentId (9).");

    private static string? Text(Dictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) && value is not null and not DBNull && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A property whose name is almost that of a target. Ignoring it would act on more than was named.</summary>
    private static string? Misspelt(Dictionary<string, object?> values)
    {
        foreach (var name in values.Keys)
        {
            var meant = Array.Find(Guarded, known => !values.ContainsKey(known) && !Names.Contains(name, StringComparer.OrdinalIgnoreCase) && Spelling.Distance(name, known, MaxTypingErrors) <= MaxTypingErrors);
            if (meant is not null && !(meant == "AgentId" && values.ContainsKey("WorkNo")) && !(meant == "Gateway" && values.ContainsKey("Uri")))
            {
                return $"The input has a property {Messages.Clean(name)}. Did you mean {meant}?";
            }
        }

        return null;
    }

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
