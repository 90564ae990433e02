using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>The record of how one connection to a gateway was opened, for <see cref="GatewayProbe"/>.</summary>
/// <param name="clock">The clock.</param>
internal sealed class ConnectionLog(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The host and port of the proxy; null: no proxy is used, or none is known yet.</summary>
    public string? Proxy { get; private set; }

    /// <summary>The addresses of the host, or of the proxy; null: the name was not resolved.</summary>
    public IReadOnlyList<IPAddress>? Addresses { get; private set; }

    /// <summary>The address that accepted the connection; null: none.</summary>
    public IPAddress? Connected { get; private set; }

    /// <summary>The version of TLS, such as <c>TLS 1.3</c>; null: there is no TLS yet.</summary>
    public string? Tls { get; private set; }

    /// <summary>The certificate that the gateway presented; null: none yet.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>The time from the start until the name was resolved.</summary>
    public TimeSpan ResolvedAt { get; private set; }

    /// <summary>The time from the start until the connection was open.</summary>
    public TimeSpan ConnectedAt { get; private set; }

    /// <summary>The time from the start until the handshake was complete.</summary>
    public TimeSpan SecuredAt { get; private set; }

    /// <summary>The time since the start.</summary>
    public TimeSpan Now => clock.GetElapsedTime(_start);

    /// <summary>A connection is being opened.</summary>
    /// <param name="gateway">The address of the gateway.</param>
    /// <param name="host">The host to connect to: the gateway or a proxy.</param>
    /// <param name="port">Its port.</param>
    public void Begin(Uri gateway, string host, int port)
    {
        var plain = host.Trim('[', ']');
        var isDirect = port == gateway.Port
            && (string.Equals(plain, gateway.IdnHost.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
                || string.Equals(plain, gateway.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
        Proxy = isDirect ? null : $"{host}:{port}";
    }

    /// <summary>The name was resolved.</summary>
    public void Resolved(IReadOnlyList<IPAddress> addresses) => (Addresses, ResolvedAt) = (addresses, Now);

    /// <summary>A host has accepted the connection.</summary>
    public void Opened(IPAddress address) => (Connected, ConnectedAt) = (address, Now);

    /// <summary>The handshake is complete.</summary>
    /// <param name="protocol">The version as the platform names it, such as <c>Tls13</c>.</param>
    public void Secured(string protocol)
    {
        Tls = protocol.StartsWith("Tls1", StringComparison.Ordinal) ? $"TLS 1.{protocol.Substring("Tls1".Length)}" : protocol;
        SecuredAt = Now;
    }

    /// <summary>The gateway has presented its certificate.</summary>
    public void Presented(X509Certificate certificate) => Certificate = new X509Certificate2(certificate);
}
