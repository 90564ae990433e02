using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Benchmarks;

/// <summary>Connects the client library to a gateway of a benchmark.</summary>
internal static class TrustedGateway
{
    public static Gateway Create(Uri address, string certificatePath) => new(Options(address, certificatePath));

    public static Gateway Create(Uri address, string certificatePath, TimeSpan operationTimeout, TimeProvider? clock = null) =>
        new(Options(address, certificatePath) with
        {
            OperationTimeout = operationTimeout,
            Clock = clock ?? TimeProvider.System,
        });

    private static GatewayOptions Options(Uri address, string certificatePath) => new()
    {
        Address = address,
        CACertificate = X509CertificateLoader.LoadCertificateFromFile(certificatePath),
        NoProxy = true,
    };
}
