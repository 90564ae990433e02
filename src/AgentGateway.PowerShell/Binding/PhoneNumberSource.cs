using System.Management.Automation;

namespace AgentGateway;

/// <summary>The softphone numbers of chairpersons: one for all, or a script block that returns the number for a conference.</summary>
public sealed class PhoneNumberSource
{
    private readonly object? _value;

    private PhoneNumberSource(object? value) => _value = value;

    /// <inheritdoc/>
    public override string ToString() => _value is ScriptBlock ? "script block" : _value?.ToString() ?? "";

    /// <summary>Reads the value of a parameter.</summary>
    internal static PhoneNumberSource Read(object? input) =>
        InputValue.Unwrap(input) is PhoneNumberSource source ? source : new PhoneNumberSource(InputValue.Unwrap(input));

    /// <summary>Returns the phone number for the chairperson of a conference.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    internal string For(Conference conference)
    {
        var value = _value is ScriptBlock script
            ? InputValue.Unwrap(ConferenceScript.Invoke(script, conference, "-PhoneNumber"))
            : _value;
        var number = value is string or int or long ? value.ToString() : null;
        return number is null || Limits.PhoneNumber(number) is not null
            ? throw ConferenceScript.Failure(
                conference, $"{InputValue.Describe(value)} is not a phone number. A phone number has 1 to 24 characters.")
            : number;
    }
}

/// <summary>Accepts a phone number or a script block.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PhoneNumberSourceAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) => PhoneNumberSource.Read(inputData);
}
