using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Commands;

/// <content>How the gateway is reached. The names are those of Invoke-RestMethod; all of it goes for this gateway only.</content>
public sealed partial class ConnectAgwSessionCommand
{
    private const string FileSystem = "FileSystem";

    private readonly HashSet<Gateway> _borrowed = [];

    /// <summary>Gives up the check of the gateway's certificate.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The SHA-256 of the only certificate that is accepted: 64 hexadecimal digits.</summary>
    [Parameter]
    [ValidateThumbprint]
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
    [ProxyCredential]
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

    /// <summary>How long one poll may take at first, in seconds. Where the gateway holds polls longer, the session learns that.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollTimeoutSeconds { get; set; } = 30;

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
    };

    private X509Certificate2 ReadCertificate(string file)
    {
        var path = FileOf(file, "CACertificate");
        try
        {
            // Read apart from the decoding: the platform's cryptography names neither the file nor what is wrong with it.
            return new X509Certificate2(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            var problem = failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "does not exist",
                CryptographicException => "holds no certificate, in PEM or DER",
                _ => $"can't be read: {failure.Message}",
            };
            throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, Uri), $"-CACertificate: the file {Messages.Clean(path)} {Redactor.Redact(problem)}", failure);
        }
    }

    /// <summary>The file that a path of PowerShell means.</summary>
    /// <exception cref="GatewayException">It is not in the file system: <c>Env:/x</c> would become the file x in the current folder.</exception>
    private string FileOf(string path, string parameter)
    {
        try
        {
            var file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return string.Equals(provider.Name, FileSystem, StringComparison.OrdinalIgnoreCase) ? file
                : throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, Uri), $"-{parameter} is a path of the provider {provider.Name}, not of the file system");
        }
        catch (Exception failure) when (failure is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSArgumentException or NotSupportedException or ProviderInvocationException)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, null, Uri), $"-{parameter}: {Messages.Clean(failure.Message)}", failure);
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
        else if (disposing && !HasBegun)
        {
            LeaveNoDefault();
        }

        if (_borrowed.Count > 0)
        {
            _late.LetEnd(Sessions, [.. _borrowed]);
            _borrowed.Clear();
        }
    }
}
