using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Writes and reads numbers in the format of the wire.</summary>
internal static class InvariantText
{
    public static string ToInvariant(this int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string ToInvariant(this long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a number within the bounds. Only digits are allowed, no sign or space.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, int min, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min && number <= max;

    /// <summary>Writes a boolean as JSON does.</summary>
    public static string ToInvariant(this bool value) => value ? "true" : "false";
}
