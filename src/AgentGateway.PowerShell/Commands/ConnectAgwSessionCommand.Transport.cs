using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Commands;

/// <content>How the gateway is reached. The names are those of Invoke-RestMethod; all of it goes for this gateway only.</content>
public sealed partial class ConnectAgwSessionCommand
{
    private readonly HashSet<Gateway> _borrowed = [];

    /// <summary>Gives up the check of the gateway's certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 of the only certificate that is accepted: 64 hexadecimal digits.</summary>
    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}$")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A file with the only certificate authority that is trusted, PEM or DER.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CACertificate { get; set; }

    /// <summary>The certificate that the client shows.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>The proxy, instead of the system's.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>Name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>No proxy, not even the system's.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>How long making a connection may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectionTimeoutSeconds { get; set; } = 10;

    /// <summary>How long one call may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int OperationTimeoutSeconds { get; set; } = 30;

    /// <summary>How often a call is repeated that changed nothing or was certainly not taken.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 2;

    /// <summary>The pause before the first repetition, in seconds; it doubles each time.</summary>
    [Parameter]
    [ValidateRange(1, 300)]
    public int RetryIntervalSec { get; set; } = 1;

    /// <summary>The largest agent ID of the gateway.</summary>
    [Parameter]
    [ValidateRange(Limits.SmallestAgentId, Limits.LargestAgentIdSince2025)]
    public int MaximumAgentId { get; set; } = Limits.LargestAgentId;

    /// <summary>A file that every exchange is written to, redacted, as JSON lines.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TracePath { get; set; }

    private GatewayOptions Options() => new()
    {
        Address = Uri,
        SkipCertificateCheck = SkipCertificateCheck,
        CertificateThumbprint = CertificateThumbprint?.Replace(":", "").ToUpperInvariant(),
        CACertificate = CACertificate is null ? null : ReadCertificate(CACertificate),
        ClientCertificate = ClientCertificate,
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumAgentId = MaximumAgentId,
        TracePath = TracePath is null ? null : GetUnresolvedProviderPathFromPSPath(TracePath),
    };

    private X509Certificate2 ReadCertificate(string file)
    {
        try
        {
            return new X509Certificate2(GetUnresolvedProviderPathFromPSPath(file));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, Uri), $"-CACertificate: {Redactor.Redact(failure.Message)}", failure);
        }
    }

    /// <summary>The gateway of this input, borrowed for the life of the cmdlet: downstream may already be signing the first agents out.</summary>
    private Gateway GatewayOfInput()
    {
        var gateway = Sessions.BorrowGateway(Options());
        if (!_borrowed.Add(gateway))
        {
            Sessions.ReturnGateway(gateway);
        }
        else if (gateway.Options.SkipCertificateCheck)
        {
            WriteWarning($"The certificate of {gateway.Address.Authority} is not checked: anybody on the way can read the passwords. -CertificateThumbprint or -CACertificate trusts it safely.");
        }

        return gateway;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The sessions are there once the cmdlet has begun.
        if (disposing && _attempts.HasInputs)
        {
            SettleDefault();
        }

        if (_borrowed.Count > 0)
        {
            _late.LetEnd(Sessions, [.. _borrowed]);
            _borrowed.Clear();
        }
    }
}
