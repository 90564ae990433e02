using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;

namespace AgentGateway;

/// <summary>
/// Converts a number without a unit, or text such as 0:01:30, 24:00:00, and 1.12:00:00, to a TimeSpan. The number has the unit of the API.
/// </summary>
internal abstract class BareNumberAttribute : ArgumentTransformationAttribute
{
    // Hours can exceed 23 if there are no days. TimeSpan.Parse reads 24:00:00 as 24 days.
    private static readonly Regex ClockText = new(
        @"^(-)?(?:([0-9]{1,7})\.)?([0-9]{1,8}):([0-9]{1,2})(?::([0-9]{1,2})(\.[0-9]{1,7})?)?$", RegexOptions.CultureInvariant);

    /// <summary>Refuses a time that is zero or negative.</summary>
    public bool MustBePositive { get; set; }

    protected abstract TimeSpan FromNumber(double number);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var time = Read(InputValue.Unwrap(inputData));
        return !MustBePositive || time > TimeSpan.Zero
            ? time
            : throw new ArgumentTransformationMetadataException("The time must be longer than zero.");
    }

    private TimeSpan Read(object? value)
    {
        try
        {
            return value switch
            {
                TimeSpan time => time,
                int or long or double or float or decimal or short or byte or sbyte or ushort or uint or ulong =>
                    FromNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
                BigInteger large => FromNumber((double)large),
                string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                    FromNumber(number),
                string text when ReadClock(text.Trim()) is { } time => time,
                _ => throw new ArgumentTransformationMetadataException(
                    $"{InputValue.Describe(value)} is not a time. Specify a number, a TimeSpan, or text such as 0:01:30 or 36:00:00."),
            };
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            throw new ArgumentTransformationMetadataException("The time is too long.", exception);
        }
    }

    private static TimeSpan? ReadClock(string text)
    {
        var match = ClockText.Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (days, hours, minutes, seconds) = (Number(match, 2), Number(match, 3), Number(match, 4), Number(match, 5));
        if (minutes > 59 || seconds > 59 || (match.Groups[2].Success && hours > 23))
        {
            return null;
        }

        var fraction = match.Groups[6].Success ? decimal.Parse("0" + match.Groups[6].Value, CultureInfo.InvariantCulture) : 0;
        var time = new TimeSpan(days, hours, minutes, seconds) + TimeSpan.FromTicks((long)(fraction * TimeSpan.TicksPerSecond));
        return match.Groups[1].Success ? time.Negate() : time;
    }

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
}

/// <summary>A number without a unit is in seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : BareNumberAttribute
{
    protected override TimeSpan FromNumber(double number) => TimeSpan.FromSeconds(number);
}

/// <summary>A number without a unit is in minutes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MinutesAttribute : BareNumberAttribute
{
    protected override TimeSpan FromNumber(double number) => TimeSpan.FromMinutes(number);
}
