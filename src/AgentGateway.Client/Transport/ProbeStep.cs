namespace AgentGateway;

/// <summary>One step of the connection to a gateway, with the result of <see cref="GatewayProbe"/>.</summary>
public sealed record ProbeStep
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The step.</summary>
    public required ProbeStage Step { get; init; }

    /// <summary>The step succeeded.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>The details of the result.</summary>
    public required string Detail { get; init; }

    /// <summary>The recommended action; null: none.</summary>
    public string? Recommendation { get; init; }

    /// <summary>How long the step took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The SHA-256 thumbprint of the gateway's certificate; null: the step isn't about the certificate.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The name of the recommendation; null: none.</summary>
    internal string? Advice { get; init; }
}

/// <summary>The steps of the connection to a gateway, in order.</summary>
public enum ProbeStage
{
    /// <summary>The name of the host, or of the proxy, has an address.</summary>
    NameResolution,

    /// <summary>The host, or the proxy, accepts a connection.</summary>
    Connection,

    /// <summary>The handshake succeeds, and the certificate is trusted.</summary>
    Tls,

    /// <summary>The server answers a request.</summary>
    Http,

    /// <summary>It is an agent gateway.</summary>
    Gateway,

    /// <summary>Its clock agrees with that of this machine.</summary>
    Clock,
}
