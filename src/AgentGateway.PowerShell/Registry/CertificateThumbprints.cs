namespace AgentGateway;

/// <summary>The SHA-256 hash of a certificate: 64 hexadecimal digits. Colons and blanks between the bytes are allowed.</summary>
internal static class CertificateThumbprints
{
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    private const string Problem256 = "The SHA-256 hash of a certificate has 64 hexadecimal digits.";
    private const string Problem1 =
        "This one has 40, so it is the SHA-1 thumbprint that Windows displays. With the certificate in $certificate, "
        + "$certificate.GetCertHashString('SHA256') returns the right one.";

    // The certificate dialog of Windows adds an invisible character to the copied text.
    private const char LeftToRightMark = '\u200e';

    /// <summary>Returns the digits only, in uppercase.</summary>
    public static string Digits(string thumbprint) =>
        string.Concat(thumbprint.Where(letter => letter is not (':' or ' ' or LeftToRightMark))).ToUpperInvariant();

    /// <summary>Returns why a text isn't a thumbprint; null: it is one.</summary>
    public static string? Problem(string thumbprint)
    {
        var digits = Digits(thumbprint);
        var isHexadecimal = digits.All(digit => digit is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
        if (isHexadecimal && digits.Length == Sha256Digits)
        {
            return null;
        }

        return isHexadecimal && digits.Length == Sha1Digits ? Problem256 + " " + Problem1 : Problem256;
    }
}
