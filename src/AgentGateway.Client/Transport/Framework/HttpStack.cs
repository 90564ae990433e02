using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>The HTTP, TLS and certificate policy of the build for .NET Framework, on <see cref="Http11Handler"/>.</summary>
internal static class HttpStack
{
    /// <summary>Creates the handler that sends the requests of a gateway.</summary>
    /// <param name="options">The address and the transport settings of the gateway.</param>
    /// <param name="certificates">Checks the gateway's certificate.</param>
    /// <param name="log">Records how the connection is opened; null: nothing is recorded.</param>
    public static HttpMessageHandler CreateHandler(GatewayOptions options, CertificateCheck certificates, ConnectionLog? log = null) =>
        new Http11Handler(options, certificates, log);

    /// <summary>Creates a request; all of them use HTTP/1.1.</summary>
    public static HttpRequestMessage CreateRequest(Operation operation, string address, CallContent content) =>
        new(operation.Method, address) { Content = content };

    /// <summary>Returns the stage that an exchange had reached when it failed.</summary>
    public static TransportStage StageOf(Exception exception) => (exception as TransportException)?.Stage ?? TransportStage.Exchange;

    /// <summary>Returns null, because the transport of this build has its own messages, which quote nothing.</summary>
    public static string? ProtocolProblem(Exception _) => null;

    /// <summary>Returns null, because the transport of this build refuses such a head.</summary>
    public static string? LengthProblem(HttpContent _) => null;

    /// <summary>Creates a chain that trusts only one certificate authority.</summary>
    public static X509Chain ChainTo(X509Certificate2 authority)
    {
        // .NET Framework can't disable downloads, but it can stop waiting for them.
        var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.UrlRetrievalTimeout = TimeSpan.FromMilliseconds(1);
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        _ = chain.ChainPolicy.ExtraStore.Add(authority);
        return chain;
    }
}
