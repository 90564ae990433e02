using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>Reads and describes a single value that was given to a parameter.</summary>
internal static class InputValue
{
    private const int MaxShownLength = 24;
    private const double MaxExactWhole = 1e15;

    /// <summary>Returns the value without PowerShell's wrapper. An object that consists only of properties stays wrapped.</summary>
    public static object? Unwrap(object? input) =>
        input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    /// <summary>Reads only digits: no sign, fraction, separator, or hexadecimal number.</summary>
    public static bool TryDigits(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

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

    /// <summary>Returns whether a value is several names or numbers: a list, or a text with commas.</summary>
    public static bool IsSeveral(object? value) => Unwrap(value) switch
    {
        string text => text.Contains(','),
        IList { Count: 1 } list => IsSeveral(list[0]),
        IList => true,
        _ => false,
    };

    /// <summary>Reads one value of an enumeration: its name or its number. PowerShell would combine several values to another.</summary>
    public static bool TryEnum<TEnum>(object? value, out TEnum known)
        where TEnum : struct, Enum
    {
        known = default;
        return !IsSeveral(value) && LanguagePrimitives.TryConvertTo(value, out known) && typeof(TEnum).IsEnumDefined(known);
    }

    /// <summary>Describes a value for an error: its type, and its text if it is short.</summary>
    public static string Describe(object? value) => value switch
    {
        null or DBNull => "Null",
        string { Length: 0 } => "An empty text",
        IList { Count: 0 } => "An empty list",
        // A text that is longer than any ID or address may be a GUID or a password, so errors don't contain it.
        string text when text.Length > MaxShownLength =>
            string.Format(CultureInfo.InvariantCulture, "A text of {0} characters", text.Length),
        string text => $"'{Messages.Clean(text)}'",
        IFormattable number when value is ValueType =>
            string.Format(CultureInfo.InvariantCulture, "{0} ({1})", number, value.GetType().Name),
        _ => $"An object of the type {Messages.Clean(value.GetType().Name)}",
    };

    private static bool IsWhole(double value) => Math.Floor(value).Equals(value) && Math.Abs(value) < MaxExactWhole;
}
