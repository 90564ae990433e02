using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>Converts values to the texts that the API uses.</summary>
internal static class WireText
{
    /// <summary>
    /// Returns the text of a value: a text, a number, a boolean in lower case, an enumeration as its number; null: it is another type.
    /// </summary>
    public static string? Of(object? value) => InputValue.Unwrap(value) switch
    {
        string text => text,
        char letter => letter.ToString(),
        bool or SwitchParameter => LanguagePrimitives.IsTrue(value) ? "true" : "false",
        Enum choice => Convert.ToInt64(choice, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        float or double when !IsFinite(value) => null,
        byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal =>
            ((IFormattable)InputValue.Unwrap(value)!).ToString(null, CultureInfo.InvariantCulture),
        Guid or Uri => Convert.ToString(InputValue.Unwrap(value), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsFinite(object? value)
    {
        var number = Convert.ToDouble(InputValue.Unwrap(value), CultureInfo.InvariantCulture);
        return !double.IsNaN(number) && !double.IsInfinity(number);
    }
}
