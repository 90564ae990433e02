using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Commands;

/// <content>
/// The connection to the gateway. The names are those of Invoke-RestMethod, and the parameters apply to this gateway only. A registration
/// can contain those that TransportSettings lists.
/// </content>
public sealed partial class ConnectAgwSessionCommand
{
    private readonly HashSet<Gateway> _borrowed = [];

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

    /// <summary>Specifies the certificate of the client.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Specifies the proxy to use instead of that of the system.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Specifies the user and the password for the proxy.</summary>
    [Parameter]
    [ProxyCredential]
    public PSCredential? ProxyCredential { get; set; }

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

    /// <summary>Specifies the first timeout of a poll, in seconds. If the gateway holds polls longer, the session adapts.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollTimeoutSeconds { get; set; } = 30;

    /// <summary>Specifies the maximum number of retries for a call that changes nothing or that the gateway did not accept.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>Specifies the pause before the first retry, in seconds. It doubles each time.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>Specifies the largest agent ID of the gateway.</summary>
    [Parameter]
    [ValidateRange(Limits.MinAgentId, Limits.MaxAgentIdSince2025)]
    public int MaximumAgentId { get; set; } = Limits.MaxAgentId;

    /// <summary>Specifies a file for the trace: each exchange is a line of JSON, without secrets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    /// <summary>
    /// Specifies a file for the audit: each requested change is recorded, without secrets. A change that can't be recorded is not sent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    private GatewayOptions Options() => CommandLineSettings.Complete(this, new GatewayOptions
    {
        Address = Uri,
        ClientCertificate = ClientCertificate,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
    });

    /// <summary>
    /// The gateway of this input. It stays open until the cmdlet ends, because a downstream command may sign out the first agents earlier.
    /// </summary>
    private Gateway BorrowGateway()
    {
        var gateway = Sessions.Gateways.Borrow(Options());
        if (!_borrowed.Add(gateway))
        {
            Sessions.Gateways.Return(gateway);
        }
        else if (gateway.Options.SkipCertificateCheck)
        {
            WriteWarning(
                $"The certificate of {gateway.Address.Authority} is not checked, so anybody on the network path can read the passwords. "
                + "To trust it safely, use -CertificateThumbprint or -CACertificate.");
        }

        return gateway;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);

        // Sessions is null until the cmdlet has begun.
        if (disposing && _attempts.HasInputs)
        {
            SettleDefault();
        }
        else if (disposing && !HasBegun)
        {
            ClearDefault();
        }

        if (_borrowed.Count > 0)
        {
            _late.LetEnd(Sessions, [.. _borrowed]);
            _borrowed.Clear();
        }
    }
}
