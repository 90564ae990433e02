using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Numbers as the wire writes and reads them.</summary>
internal static class InvariantText
{
    public static string ToInvariant(this int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string ToInvariant(this long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digits only, within the bounds: no sign, no space.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
