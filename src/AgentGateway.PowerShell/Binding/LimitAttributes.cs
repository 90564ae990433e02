using System.Management.Automation;

namespace AgentGateway;

/// <summary>Checks a documented limit of <see cref="Limits"/>. Null is valid, because a property of the input may be empty.</summary>
internal abstract class LimitAttribute : ValidateArgumentsAttribute
{
    protected abstract string? Problem(object? value);

    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        var value = InputValue.Unwrap(arguments);
        if (value is not null && Problem(value) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}

/// <summary>Checks a documented limit of a text.</summary>
/// <param name="findProblem">Returns the problem of a text; null: it has none.</param>
internal abstract class TextLimitAttribute(Func<string?, string?> findProblem) : LimitAttribute
{
    protected sealed override string? Problem(object? value) => findProblem(value as string);
}

/// <summary>1 to 24 bytes, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateAddressAttribute() : TextLimitAttribute(Limits.Address);

/// <summary>1 to 24 bytes, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCallerNumberAttribute() : TextLimitAttribute(Limits.CallerNumber);

/// <summary>1 to 127 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateConferenceVoicePathAttribute() : TextLimitAttribute(Limits.ConferenceVoicePath);

/// <summary>1 to 100 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePlaybackVoicePathAttribute() : TextLimitAttribute(Limits.PlaybackVoicePath);

/// <summary>One to five digits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateFiveDigitsAttribute() : TextLimitAttribute(Limits.FiveDigits);

/// <summary>1 to 24 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidatePhoneNumberAttribute() : TextLimitAttribute(Limits.PhoneNumber);

/// <summary>1 to 64 letters, digits, hyphens, dots, and underscores. A property of the input may be empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCallIdAttribute() : TextLimitAttribute(static callId => callId is "" ? null : Limits.CallId(callId));

/// <summary>1 to 24 digits, asterisks, and number signs.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCalledNumberAttribute() : TextLimitAttribute(Limits.CalledNumber);

/// <summary>1 to 1024 characters. A property of the input may be empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateRecordIdAttribute() : TextLimitAttribute(static path => path is "" ? null : Limits.RecordId(path));

/// <summary>-1 to 65535.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateLocationIdAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => value is int number ? Limits.LocationId(number) : null;
}

/// <summary>At most 16384 bytes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateCallDataAttribute() : TextLimitAttribute(Limits.CallData);

/// <summary>The SHA-256 of a certificate: 64 hexadecimal digits. Colons and spaces between the bytes are allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateThumbprintAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => CertificateThumbprints.Problem(value as string ?? "");
}

/// <summary>0 to 255.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateDeviceNumberAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => value is >= 0 and <= 255 ? null : "The value must be a number from 0 to 255.";
}
