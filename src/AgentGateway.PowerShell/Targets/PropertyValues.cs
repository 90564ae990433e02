using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>The properties of an object by name, and their values. A value that can't be read is a problem, not a missing value.</summary>
internal sealed class PropertyValues
{
    private const int MaxShownNames = 8;
    private static readonly string[] TimeFormats = ["s", "o", "yyyy-MM-ddTHH:mm:ssK"];
    private static readonly string[] GatewayNames = ["Gateway", "Uri"];
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="input">The object: a dictionary, or an object with properties.</param>
    public PropertyValues(object input)
    {
        foreach (var (name, value) in Pairs(input))
        {
            if (Duplicate is null && PropertyNames.Contains(name) && _values.ContainsKey(name))
            {
                Duplicate = $"The input has {Messages.Clean(name)} twice, in names that differ only in case.";
            }

            _values[name] = value;
        }
    }

    /// <summary>The names of all properties.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Returns the problem of a property that exists twice; null: there is none.</summary>
    public string? Duplicate { get; }

    /// <summary>The names as text, for errors.</summary>
    public string Description => _values.Count == 0 ? "no properties" : Messages.Clean(string.Join(", ", Names.Take(MaxShownNames)));

    /// <summary>Returns whether the object has the property, which may be empty.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Returns a whole number, or why the value isn't one.</summary>
    /// <param name="names">The property and its other names. If several have a value, the values must be equal.</param>
    public (long? Number, string? Problem) Number(params string[] names)
    {
        long? found = null;
        foreach (var name in names)
        {
            if (Value(name) is not { } value)
            {
                continue;
            }

            if (!InputValue.TryNumber(value, out var number))
            {
                return (null, $"{name} is {InputValue.Describe(value)}. It must have only digits.");
            }

            if (found is { } other && other != number)
            {
                return (null, $"{string.Join(" and ", names)} have different numbers ({other} and {number}).");
            }

            found = number;
        }

        return (found, null);
    }

    /// <summary>Returns a text, or a whole number as text; or why the value is neither.</summary>
    /// <inheritdoc cref="Number" path="/param"/>
    public (string? Text, string? Problem) Text(params string[] names)
    {
        string? found = null;
        foreach (var name in names)
        {
            if (Value(name) is not { } value)
            {
                continue;
            }

            // The string of any other value would be an address or an ID that the user never specified.
            if (TextOf(value) is not { } text)
            {
                return (null, $"{name} is {InputValue.Describe(value)}. It must be a text or a whole number.");
            }

            if (found is not null && !string.Equals(found, text, StringComparison.Ordinal))
            {
                var different = $"{Messages.Clean(found)} and {Messages.Clean(text)}";
                return (null, $"{string.Join(" and ", names)} have different values ({different}).");
            }

            found = text;
        }

        return (found, null);
    }

    /// <summary>Returns the properties of an object in a property; null: the property is missing, or has a plain value.</summary>
    public PropertyValues? Part(string name) => Value(name) is { } part && !InputList.IsPlain(part) ? new PropertyValues(part) : null;

    /// <summary>Returns the gateway, or why its text isn't one.</summary>
    public (Uri? Address, string? Problem) Gateway()
    {
        Uri? found = null;
        foreach (var name in GatewayNames)
        {
            if (Value(name) is not { } value)
            {
                continue;
            }

            Uri address;
            try
            {
                address = value is Uri { IsAbsoluteUri: true } absolute
                    ? GatewayAddress.Check(absolute)
                    : GatewayRegistry.ReadAddress(value.ToString() ?? "");
            }
            catch (GatewayException failure)
            {
                return (null, failure.Message);
            }

            if (found is not null && found != address)
            {
                return (null, $"Gateway and Uri are different gateways ({found.Authority} and {address.Authority}).");
            }

            found = address;
        }

        return (found, null);
    }

    /// <summary>Returns the type of the address, or why the value isn't one.</summary>
    public (AddressType? Type, string? Problem) AddressType()
    {
        if (Value("AddressType") is not { } value)
        {
            return (null, null);
        }

        return InputValue.TryEnum(value, out AddressType type)
            ? (type, null)
            : (null, $"AddressType is {InputValue.Describe(value)}. It must be PhoneNumber (6) or AgentId (9).");
    }

    /// <summary>Returns the inspector and the mode of a supervision, or why they can't be read. Other objects also have a mode.</summary>
    public (int? InspectorId, SupervisionMode? Mode, string? Problem) Supervision()
    {
        if (!Has(PropertyNames.InspectorId))
        {
            return default;
        }

        var (number, problem) = Number(PropertyNames.InspectorId);
        if (problem is not null || number is null or < 1 or > int.MaxValue)
        {
            return (null, null, problem ?? "The input has an InspectorId that is empty or no agent ID.");
        }

        SupervisionMode? mode = null;
        if (Value(PropertyNames.Mode) is { } value)
        {
            if (!InputValue.TryEnum(value, out SupervisionMode known))
            {
                return (null, null, $"Mode is {InputValue.Describe(value)}. It must be Listen, Insert, or Whisper.");
            }

            mode = known;
        }

        return ((int)number.Value, mode, null);
    }

    /// <summary>
    /// Returns a point in time, null if the property is missing or empty; or why it can't be read. A text is read in the sortable and the
    /// round-trip format, and in those of the current culture and of the invariant culture, which Export-Csv writes.
    /// </summary>
    public (DateTimeOffset? Time, string? Problem) Time(string name) => Value(name) switch
    {
        null => (null, null),
        DateTimeOffset time => (time, null),
        DateTime time when time > DateTime.MinValue.AddDays(1) => (new DateTimeOffset(time), null),

        // From Import-Clixml or a remote session.
        PSObject copy when copy.Properties["UtcDateTime"]?.Value is DateTime utc => (new DateTimeOffset(utc, TimeSpan.Zero), null),
        string text when TryReadTime(text, out var time) => (time, null),
        var other => (null, $"The {name} of the input can't be read: {InputValue.Describe(other)}. Use a date and time, such as "
            + "2026-01-31T22:00:00+01:00."),
    };

    private static bool TryReadTime(string text, out DateTimeOffset time)
    {
        const DateTimeStyles local = DateTimeStyles.AssumeLocal;
        return DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, local, out time)
            || DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, local, out time)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, local, out time);
    }

    /// <summary>Returns the value of a property; null if it is missing or empty.</summary>
    private object? Value(string name) => _values.TryGetValue(name, out var value) && value is not "" and not DBNull ? value : null;

    /// <summary>Returns the value of one property of an object or a dictionary; null: it has none, or the value can't be read.</summary>
    public static object? One(object input, string name) => InputValue.Unwrap(input) switch
    {
        IDictionary table => table.Keys.OfType<string>().FirstOrDefault(key => IsSame(key, name)) is { } key
            ? InputValue.Unwrap(table[key])
            : null,
        IDictionary<string, object?> table => InputValue.Unwrap(table.FirstOrDefault(pair => IsSame(pair.Key, name)).Value),
        RecordingStarted { UnreadLocation: { } unread } when IsSame(name, nameof(RecordingStarted.LocationId)) => unread,
        _ => PSObject.AsPSObject(input).Properties[name] is { } property ? ValueOf(property) : null,
    };

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(object value) => value switch
    {
        string text => text,
        _ when InputValue.TryNumber(value, out var number) && number >= 0 => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static IEnumerable<(string Name, object? Value)> Pairs(object input) => InputValue.Unwrap(input) switch
    {
        IDictionary table => table.Keys.OfType<string>().Select(key => (key, InputValue.Unwrap(table[key]))),
        IDictionary<string, object?> table => table.Select(pair => (pair.Key, InputValue.Unwrap(pair.Value))),
        _ => PSObject.AsPSObject(input).Properties.Select(
            property => (property.Name, PropertyNames.IsRead(property.Name) ? ValueOf(property) : null)),
    };

    // The getter of a foreign object may throw. A property that can't be read identifies nothing.
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
}
