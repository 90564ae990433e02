using System.Globalization;
using System.Management.Automation;

namespace AgentGateway;

/// <summary>A TimeSpan parameter that takes a bare number in the API's own unit: 90 is ninety of them. Text such as 0:01:30 is a TimeSpan.</summary>
internal abstract class BareNumberAttribute : ArgumentTransformationAttribute
{
    protected abstract TimeSpan FromNumber(double number);

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        try
        {
            return value switch
            {
                int or long or double or decimal or short or byte => FromNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
                string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => FromNumber(number),
                _ => inputData,
            };
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            throw new ArgumentTransformationMetadataException("The time is too long.", exception);
        }
    }
}

/// <summary>A bare number counts seconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : BareNumberAttribute
{
    protected override TimeSpan FromNumber(double number) => TimeSpan.FromSeconds(number);
}

/// <summary>A bare number counts minutes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MinutesAttribute : BareNumberAttribute
{
    protected override TimeSpan FromNumber(double number) => TimeSpan.FromMinutes(number);
}
