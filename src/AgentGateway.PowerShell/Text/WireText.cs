using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

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
        Enum choice => choice.ToString("D"),
        Guid id => id.ToString(),
        Uri address => address.OriginalString,

        // .NET Framework writes fewer digits without a format.
        double number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        float number => IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        IFormattable number when IsWholeOrDecimal(number) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Returns whether a value is null, or the result of a command without output.</summary>
    public static bool IsNothing(object? value) => value is null or DBNull || ReferenceEquals(value, AutomationNull.Value);

    /// <summary>Returns the entries of any dictionary. As a sequence, a generic dictionary has entries of another type.</summary>
    public static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        for (var entries = dictionary.GetEnumerator(); entries.MoveNext();)
        {
            yield return entries.Entry;
        }
    }

    private static bool IsWholeOrDecimal(object value) =>
        value is byte or sbyte or short or ushort or int or uint or long or ulong or decimal;

    private static bool IsFinite(double number) => !double.IsNaN(number) && !double.IsInfinity(number);
}
