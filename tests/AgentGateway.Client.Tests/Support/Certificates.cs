using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Client.Tests;

/// <summary>Certificates of every kind that a gateway could show.</summary>
internal static class Certificates
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static X509Certificate2 Authority(string name = "CN=authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
        return WithKey(made);
    }

    public static X509Certificate2 Intermediate(X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=between", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var made = Issue(request, issuer, DateTimeOffset.UtcNow.AddDays(-300), DateTimeOffset.UtcNow.AddDays(300), key);
        return WithKey(made);
    }

    /// <summary>
    /// Creates a certificate, by default for loopback, and self-signed without an issuer. It can contain a download address (AIA).
    /// </summary>
    public static X509Certificate2 For(
        string subject = "CN=gateway",
        X509Certificate2? issuer = null,
        string? host = null,
        string purpose = ServerAuthentication,
        int fromDays = -1,
        int toDays = 30,
        Uri? issuerAddress = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (host is null)
        {
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        if (issuerAddress is not null)
        {
            request.CertificateExtensions.Add(
                new X509AuthorityInformationAccessExtension(null, [issuerAddress.ToString()], critical: false));
        }

        var (from, to) = (DateTimeOffset.UtcNow.AddDays(fromDays), DateTimeOffset.UtcNow.AddDays(toDays));
        using var made = issuer is null ? request.CreateSelfSigned(from, to) : Issue(request, issuer, from, to, key);
        return WithKey(made);
    }

    public static string Pin(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static X509Certificate2 Issue(
        CertificateRequest request, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset to, ECDsa key)
    {
        using var bare = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(12));
        return bare.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 WithKey(X509Certificate2 made) =>
        X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
}
