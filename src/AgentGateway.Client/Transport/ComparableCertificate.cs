using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>A certificate with equality by content, because the framework compares only issuer and serial number.</summary>
internal readonly struct ComparableCertificate(X509Certificate2? certificate) : IEquatable<ComparableCertificate>
{
    // Read once, because the certificate may be disposed before the comparison.
    private readonly byte[]? _content = certificate?.RawData;

    public X509Certificate2? Certificate { get; } = certificate;

    public bool Equals(ComparableCertificate other) =>
        _content is null || other._content is null ? _content == other._content : _content.AsSpan().SequenceEqual(other._content);

    public override bool Equals(object? obj) => obj is ComparableCertificate other && Equals(other);

    // The last bytes of a certificate are its signature.
    public override int GetHashCode() =>
        _content is { Length: >= sizeof(int) } ? BitConverter.ToInt32(_content, _content.Length - sizeof(int)) : 0;
}
