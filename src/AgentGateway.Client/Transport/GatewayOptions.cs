using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>
/// The address and the transport settings of a gateway, and the timings of its sessions. Gateways with equal options share their
/// connections; an option affects only its own gateway.
/// </summary>
public sealed record GatewayOptions
{
    private readonly ComparableCertificate _authority;
    private readonly ComparableCertificate _client;

    /// <summary>The address, without a path; see <see cref="GatewayAddress"/>.</summary>
    public required Uri Address { get; init; }

    /// <summary>Skips the check of the certificate, for this gateway only.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The SHA-256 of the only certificate that is accepted, 64 hexadecimal digits; null: the standard check.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The only certificate authority that is trusted; null: those of the machine.</summary>
    public X509Certificate2? CACertificate
    {
        get => _authority.Certificate;
        init => _authority = new ComparableCertificate(value);
    }

    /// <summary>The certificate of the client; null: none.</summary>
    public X509Certificate2? ClientCertificate
    {
        get => _client.Certificate;
        init => _client = new ComparableCertificate(value);
    }

    /// <summary>The proxy; null: that of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name and password for the proxy.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Uses no proxy, not even that of the system.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The time limit for a connection, TLS included; 10 s.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time limit for one exchange, from sending to the last byte; 30 s.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time limit for one poll, more than the gateway's hold of about 10 s (polling.md 2.1); 30 s. If polls time out, the gateway may
    /// hold them longer, so the next polls have a longer timeout, up to <see cref="PollGrace"/>.
    /// </summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The minimum pause after an empty poll; 200 ms. Each pause is a random time between this and two and a half times this: 200 to 500
    /// ms, by the reference.
    /// </summary>
    public TimeSpan PollPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The time without a successful poll after which a session counts as lost; 2 minutes, as at the gateway (session.md 5).
    /// </summary>
    public TimeSpan PollGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The maximum random pause before a lost session signs in again; 30 s. It spreads the sign-ins of thousands of sessions.
    /// </summary>
    internal TimeSpan ReconnectSpread { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum pause before the second attempt to sign in; 10 s. It doubles, up to 30 s. The pause is random.</summary>
    internal TimeSpan ReconnectInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The number of retries of an exchange that changes nothing or that the gateway certainly did not accept; 2.</summary>
    public int MaximumRetryCount { get; init; } = 2;

    /// <summary>
    /// The pause before the first retry; 1 s. It doubles each time, and each pause is a random time between half of it and all of it. It is
    /// also the pause after an overload of the gateway, and the time from one growth of its window to the next.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pause after the first failed poll, before it is randomized; two and a half times <see cref="PollPause"/>, so 500 ms.
    /// </summary>
    internal TimeSpan PollRetryInterval => TimeSpan.FromTicks(PollPause.Ticks * 5 / 2);

    /// <summary>The minimum number of polls in <see cref="PollGrace"/>, regardless of the pause that the gateway requests; 4.</summary>
    internal int MinPollsInGrace { get; init; } = 4;

    /// <summary>
    /// The maximum number of consecutive refusals that count as a rotation of the GUID; 5, as in public clients (polling.md 2.4).
    /// </summary>
    internal int MaxPollRefusals { get; init; } = 5;

    /// <summary>The time limit for a refused request to wait for the poll with the new GUID; 1 s.</summary>
    internal TimeSpan RotationTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The number of replaced GUIDs that a session recognizes as old; 8.</summary>
    internal int MaxReplacedGuids { get; init; } = 8;

    /// <summary>
    /// The maximum time between the reply to an operation and its event; 60 s. After that, no event is expected, because the gateway sends
    /// none if nothing changed.
    /// </summary>
    internal TimeSpan EventDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time after which a silent shared connection is checked, and the time limit for the check; at least 1 s; 10 s.</summary>
    internal TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest agent ID of this gateway: 59999, or 999999 since 2025-11.</summary>
    public int MaximumAgentId { get; init; } = Limits.MaxAgentId;

    /// <summary>The file for the trace of every exchange, as redacted JSON lines; null: none.</summary>
    public string? TracePath { get; init; }

    /// <summary>
    /// The file in which each requested change is recorded, as JSON lines without secrets; null: none. A change whose record can't be
    /// written is not sent (decision 0030).
    /// </summary>
    public string? AuditPath { get; init; }

    /// <summary>The maximum size of the audit file in bytes; 64 MiB. A full file is renamed. No file is deleted.</summary>
    public long AuditFileSize { get; init; } = 64 * 1024 * 1024;

    /// <summary>The maximum wait for other processes that write to the audit file; 10 s.</summary>
    internal TimeSpan AuditTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock; by default that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Omits the proxy's password, which the default text of a record would contain.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>Returns the options with a checked address and proxy.</summary>
    /// <exception cref="GatewayException">A value is not valid, or two values contradict each other.</exception>
    internal GatewayOptions Check()
    {
        if (SkipCertificateCheck && (CertificateThumbprint is not null || CACertificate is not null))
        {
            throw GatewayException.For(
                FailureKind.InvalidArgument,
                new CallContext(null, null, Address),
                "a certificate authority or a pin can't be combined with a certificate that isn't checked");
        }

        return this with { Address = GatewayAddress.Check(Address), Proxy = GatewayAddress.CheckProxy(Proxy) };
    }
}
