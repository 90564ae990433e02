namespace AgentGateway.Simulator;

/// <summary>The configuration of a simulator: the gateway and its HTTP server. The command line and the tests use this record.</summary>
public sealed record SimulatorOptions : SimulatedGatewayOptions
{
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 selects a free port.</summary>
    public int Port { get; init; }

    /// <summary>What happens at the start and later. Its options are not applied here: the command line does.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>The file that gets one line of JSON for every request.</summary>
    public string? RequestLog { get; init; }

    /// <summary>Doesn't offer HTTP/2.</summary>
    public bool Http1Only { get; init; }

    /// <summary>Doesn't use TLS. For loopback addresses only.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Uses an RSA key instead of ECDSA, for clients on old frameworks.</summary>
    public bool RsaCertificate { get; init; }

    /// <summary>The file for the certificate, as PEM without the key; null for none. The file is kept when the simulator ends.</summary>
    public string? CertificatePath { get; init; }
}
