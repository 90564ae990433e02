using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Client.Tests;

/// <summary>Two gateways are equal only if all of their options are equal, because equal gateways share their connections.</summary>
public sealed class GatewayOptionsTests
{
    private static readonly GatewayOptions Plain = new() { Address = new Uri("https://gw:8043") };

    [Fact]
    public void Certificates_with_the_same_issuer_and_serial_number_are_not_equal()
    {
        using var one = Twin();
        using var other = Twin();
        Assert.Equal(one, other);

        Assert.NotEqual(Plain with { CACertificate = one }, Plain with { CACertificate = other });
        Assert.NotEqual(Plain with { ClientCertificate = one }, Plain with { ClientCertificate = other });
        Assert.NotEqual(Plain with { CACertificate = one }, Plain);
        Assert.NotEqual(Plain with { CACertificate = one }, Plain with { ClientCertificate = one });
    }

    [Fact]
    public void The_same_certificate_read_twice_is_the_same()
    {
        using var one = Twin();
        using var copy = X509CertificateLoader.LoadCertificate(one.RawData);

        var options = Plain with { CACertificate = one, ClientCertificate = one };
        var same = Plain with { CACertificate = copy, ClientCertificate = copy };

        Assert.Equal(options, same);
        Assert.Equal(options.GetHashCode(), same.GetHashCode());
        Assert.Same(one, options.CACertificate);
    }

    [Fact]
    public void Options_can_be_compared_after_their_certificate_was_disposed_of()
    {
        using var copy = Twin();
        var one = X509CertificateLoader.LoadCertificate(copy.RawData);
        var options = Plain with { CACertificate = one };
        one.Dispose();

        Assert.Equal(Plain with { CACertificate = copy }, options);
    }

    [Fact]
    public void Options_without_certificates_are_the_same()
    {
        Assert.Equal(Plain, Plain with { CACertificate = null });
        Assert.Equal(Plain.GetHashCode(), (Plain with { CACertificate = null }).GetHashCode());
    }

    private static X509Certificate2 Twin()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName("CN=authority");
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256)
            .Create(
                name,
                X509SignatureGenerator.CreateForECDsa(key),
                DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1),
                [1, 2, 3, 4]);
    }
}
