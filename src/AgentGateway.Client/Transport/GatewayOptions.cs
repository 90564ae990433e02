using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>How a gateway is reached. Two gateways with equal options share their connections; no setting reaches beyond its gateway.</summary>
public sealed record GatewayOptions
{
    private readonly ComparableCertificate _authority;
    private readonly ComparableCertificate _client;

    /// <summary>The address, without path; see <see cref="GatewayAddress"/>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gives up the check of the certificate, for this gateway only.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The SHA-256 of the only certificate that is accepted, 64 hexadecimal digits; null: the usual check.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The only certificate authority that is trusted; null: those of the machine.</summary>
    public X509Certificate2? CACertificate
    {
        get => _authority.Certificate;
        init => _authority = new ComparableCertificate(value);
    }

    /// <summary>The certificate that the client shows; null: none.</summary>
    public X509Certificate2? ClientCertificate
    {
        get => _client.Certificate;
        init => _client = new ComparableCertificate(value);
    }

    /// <summary>The proxy; null: that of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Name and password for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>No proxy, not even that of the system.</summary>
    public bool NoProxy { get; init; }

    /// <summary>How long making a connection may take, TLS included; 10 s.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one exchange may take, from sending to the last byte; 30 s.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one poll may take; above the gateway's hold of about 10 s (polling.md 2.1); 30 s. Where polls are not answered within it, the
    /// gateway may hold them longer: the next ones get more time, up to <see cref="PollGrace"/>.
    /// </summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after an empty poll; 200 to 500 ms by the reference: this and up to one and a half times more, drawn anew each time.</summary>
    public TimeSpan PollPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a session lives without an answered poll before it counts as lost; the gateway gives it 2 minutes (session.md 5).</summary>
    public TimeSpan PollGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often an exchange is repeated that changed nothing or was certainly not taken; 2.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>
    /// The pause before the first repetition; it doubles each time and is drawn between half and all of it; 1 s. Also the pause after an overload
    /// of the gateway, and the time from one growth of its window to the next.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a shared connection may be silent before it is asked for a sign of life, and how long that may take; at least 1 s; 10 s.</summary>
    internal TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest agent ID of this gateway: 59999, or 999999 since 2025-11.</summary>
    public int MaximumAgentId { get; init; } = Limits.LargestAgentId;

    /// <summary>A file that every exchange is written to, redacted, as JSON lines; null: none.</summary>
    public string? TracePath { get; init; }

    /// <summary>The clock; that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Without the proxy's password, which the printed form of a record would show.</summary>
    public override string ToString() => Address.ToString();
}
