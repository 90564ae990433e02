using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Commands;

/// <content>
/// The connection to the gateway. The names are those of Invoke-RestMethod, and the parameters apply to this gateway only.
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

    private GatewayOptions Options() => new()
    {
        Address = Uri,
        SkipCertificateCheck = SkipCertificateCheck,
        CertificateThumbprint = CertificateThumbprint is null ? null : ValidateThumbprintAttribute.Digits(CertificateThumbprint),
        CACertificate = CACertificate is null ? null : ReadCertificate(CACertificate),
        ClientCertificate = ClientCertificate,
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        ConnectionTimeout = TimeSpan.FromSeconds(ConnectionTimeoutSeconds),
        OperationTimeout = TimeSpan.FromSeconds(OperationTimeoutSeconds),
        PollTimeout = TimeSpan.FromSeconds(PollTimeoutSeconds),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumAgentId = MaximumAgentId,
        TracePath = TracePath is null ? null : FileOf(TracePath, "TracePath"),
        AuditPath = AuditPath is null ? null : FileOf(AuditPath, "AuditPath"),
    };

    private X509Certificate2 ReadCertificate(string file)
    {
        var path = FileOf(file, "CACertificate");
        try
        {
            // The file is read separately, because the platform's cryptography names neither the file nor the problem.
            return new X509Certificate2(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            var problem = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                CryptographicException => "contains no certificate in PEM or DER format",
                _ => $"can't be read: {failure.Message}",
            };
            throw FilePath.Invalid($"-CACertificate: the file {Messages.Clean(path)} {Redactor.Redact(problem)}", Uri, failure);
        }
    }

    private string FileOf(string path, string parameter) => FilePath.Resolve(SessionState.Path, path, parameter, Uri);

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
