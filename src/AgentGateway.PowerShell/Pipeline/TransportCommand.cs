using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>A cmdlet without agents that has the transport parameters of Connect-AgwSession.</summary>
public abstract class TransportCommand : AgwCommand
{
    /// <summary>Indicates that the gateway's certificate is not checked.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Specifies the SHA-256 of the only certificate that is accepted: 64 hexadecimal digits.</summary>
    [Parameter]
    [ValidateThumbprint]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Specifies a file with the only certificate authority that is trusted, PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CACertificate { get; set; }

    /// <summary>Specifies the proxy to use instead of that of the system.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Indicates that no proxy is used, not even that of the system.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Specifies the timeout for opening a connection, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectionTimeoutSeconds { get; set; } = 10;

    /// <summary>Specifies the timeout of one call, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int OperationTimeoutSeconds { get; set; } = 30;
}
