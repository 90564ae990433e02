using System.Management.Automation;

namespace AgentGateway;

/// <summary>A documented limit as a parameter's check. The limit itself stands in <see cref="Limits"/>. Null means that nothing is given: a property of the input may be empty.</summary>
internal abstract class LimitAttribute : ValidateArgumentsAttribute
{
    protected abstract string? Problem(object? value);

    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        var value = IdentityReader.Unwrap(arguments);
        if (value is not null && Problem(value) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}

/// <summary>1 to 24 bytes, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateAddressAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.Address(value as string);
}

/// <summary>1 to 24 bytes, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCallerNumberAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.CallerNumber(value as string);
}

/// <summary>1 to 127 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateConferenceVoicePathAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.ConferenceVoicePath(value as string);
}

/// <summary>1 to 100 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePlaybackVoicePathAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.PlaybackVoicePath(value as string);
}

/// <summary>One to five digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateFiveDigitsAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.FiveDigits(value as string);
}

/// <summary>1 to 24 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePhoneNumberAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => Limits.PhoneNumber(value as string);
}
