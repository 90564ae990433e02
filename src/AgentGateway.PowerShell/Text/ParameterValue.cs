using System.Globalization;
using System.Management.Automation;
using System.Net;

namespace AgentGateway;

/// <summary>Converts a value to the type of a parameter only if nothing of it is lost.</summary>
internal static class ParameterValue
{
    /// <summary>Returns whether values of the type are read: whole numbers, text, enumerations, IP addresses.</summary>
    public static bool IsSupported(Type type) =>
        Base(type) is var plain && (plain == typeof(int) || plain == typeof(string) || plain == typeof(IPAddress) || plain.IsEnum);

    /// <summary>Converts a value.</summary>
    /// <param name="value">A value that isn't empty.</param>
    /// <param name="type">The type of the parameter.</param>
    /// <param name="converted">The value of this type.</param>
    public static bool TryRead(object value, Type type, out object? converted)
    {
        var plain = Base(type);
        converted = plain == typeof(int) ? Number(value)
            : plain == typeof(string) ? Text(value)
            : LanguagePrimitives.TryConvertTo(value, plain, CultureInfo.InvariantCulture, out var other) ? other
            : null;
        return converted is not null;
    }

    /// <summary>Returns why a value can't be converted.</summary>
    public static string Problem(object value, Type type)
    {
        var plain = Base(type);
        var expected = plain == typeof(int) ? "a whole number"
            : plain == typeof(string) ? "a text or a whole number"
            : plain == typeof(IPAddress) ? "an IP address"
            : $"one of {string.Join(", ", Enum.GetNames(plain))}";
        return $"{InputValue.Describe(value)}. It must be {expected}.";
    }

    private static Type Base(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static object? Number(object value)
    {
        if (value is string text)
        {
            return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits) ? digits : null;
        }

        return InputValue.TryNumber(value, out var number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        char letter => letter.ToString(),
        _ when InputValue.TryNumber(value, out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
