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

/// <summary>The SHA-256 of a certificate: 64 hexadecimal digits. Colons and spaces between the bytes are allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateThumbprintAttribute : LimitAttribute
{
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    private const string Problem256 = "The SHA-256 hash of a certificate has 64 hexadecimal digits.";
    private const string Problem1 =
        "This one has 40, so it is the SHA-1 thumbprint that Windows displays. With the certificate in $certificate, "
        + "$certificate.GetCertHashString('SHA256') returns the right one.";

    // The certificate dialog of Windows adds an invisible character to the copied text.
    private const char LeftToRightMark = '\u200e';

    /// <summary>The digits only, in upper case.</summary>
    public static string Digits(string thumbprint) =>
        string.Concat(thumbprint.Where(letter => letter is not (':' or ' ' or LeftToRightMark))).ToUpperInvariant();

    protected override string? Problem(object? value)
    {
        var digits = Digits(value as string ?? "");
        var isHexadecimal = digits.All(digit => digit is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
        if (isHexadecimal && digits.Length == Sha256Digits)
        {
            return null;
        }

        return isHexadecimal && digits.Length == Sha1Digits ? Problem256 + " " + Problem1 : Problem256;
    }
}

/// <summary>0 to 255.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateDeviceNumberAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => value is >= 0 and <= 255 ? null : "The value must be a number from 0 to 255.";
}
