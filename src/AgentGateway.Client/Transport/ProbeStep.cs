namespace AgentGateway;

/// <summary>One step on the way to a gateway, as <see cref="GatewayProbe"/> found it.</summary>
public sealed record ProbeStep
{
    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The step.</summary>
    public required ProbeStage Step { get; init; }

    /// <summary>The step succeeded.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; null: nothing.</summary>
    public string? Recommendation { get; init; }

    /// <summary>How long the step took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The SHA-256 of the certificate that the gateway showed; null: it belongs to another step.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The name of the recommendation; null: none.</summary>
    internal string? Advice { get; init; }
}

/// <summary>The steps on the way to a gateway, in order.</summary>
public enum ProbeStage
{
    /// <summary>The name of the host, or of the proxy, has an address.</summary>
    NameResolution,

    /// <summary>The host, or the proxy, takes a connection.</summary>
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
