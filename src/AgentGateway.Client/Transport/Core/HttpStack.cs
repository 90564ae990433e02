using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>The HTTP, TLS and certificate policy of the build for .NET, on <see cref="SocketsHttpHandler"/>.</summary>
internal static class HttpStack
{
    // The path consists of numbers and fixed words, so it doesn't need canonicalization.
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Creates the handler that sends the requests of a gateway.</summary>
    /// <param name="options">The address and the transport settings of the gateway.</param>
    /// <param name="certificates">Checks the gateway's certificate.</param>
    /// <param name="log">Records how the connection is opened; null: nothing is recorded.</param>
    public static HttpMessageHandler CreateHandler(GatewayOptions options, CertificateCheck certificates, ConnectionLog? log = null)
    {
        if (options.Address.Scheme == Uri.UriSchemeHttps)
        {
            _ = MachineTrust.Reading;
        }

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Plain http is only for this machine, because a proxy could read the password.
            UseProxy = !options.NoProxy && options.Address.Scheme == Uri.UriSchemeHttps,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectionTimeout,
            MaxConnectionsPerServer = int.MaxValue,
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            MaxResponseHeadersLength = 64,

            // All polls of a shared connection that is dead without notice would time out, one after the other.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            KeepAlivePingDelay = options.KeepAliveInterval,
            KeepAlivePingTimeout = options.KeepAliveInterval,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                CertificateChainPolicy = NewChainPolicy(),
            },
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredential };
        }

        if (options.ClientCertificate is { } certificate)
        {
            // Offline, so that its issuer is not downloaded either.
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(
                certificate, additionalCertificates: null, offline: true);
        }

        // The default check also uses the callback, so that the error contains the reason.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) => certificates.Accept(shown, chain, errors);
        if (log is not null)
        {
            handler.ConnectCallback = (connection, cancellationToken) =>
                ConnectAsync(connection.DnsEndPoint, options.Address, log, cancellationToken);
            handler.PlaintextStreamFilter = (connection, _) =>
            {
                if (connection.PlaintextStream is SslStream tls)
                {
                    log.Secured(tls.SslProtocol.ToString());
                }

                return ValueTask.FromResult(connection.PlaintextStream);
            };
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Uri gateway, ConnectionLog log, CancellationToken cancellationToken)
    {
        log.Begin(gateway, target.Host, target.Port);
        var addresses = IPAddress.TryParse(target.Host, out var known)
            ? [known]
            : await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        log.Resolved(addresses);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[i], target.Port, cancellationToken).ConfigureAwait(false);
                log.Opened(addresses[i]);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception failure)
            {
                socket.Dispose();
                if (failure is not SocketException || i == addresses.Length - 1)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Creates a request. Reads may share an HTTP/2 connection; writes use HTTP/1.1.</summary>
    public static HttpRequestMessage CreateRequest(Operation operation, string address, CallContent content) =>
        new(operation.Method, new Uri(address, AsItIs))
        {
            Content = content,
            // With a shared connection, thousands of polls don't need one each. If it is lost, all of its calls fail, so only calls that
            // can be retried use it. A file has its own connection, so that it never delays the polls.
            Version = operation is { IsRead: true, ReturnsFile: false } ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };

    /// <summary>Returns the stage that an exchange had reached when it failed.</summary>
    public static TransportStage StageOf(Exception exception)
    {
        if (exception is OperationCanceledException { InnerException: TimeoutException })
        {
            return TransportStage.Connect;
        }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => TransportStage.Connect,
            HttpRequestError.ConnectionError => TransportStage.Connect,
            HttpRequestError.ProxyTunnelError => TransportStage.Connect,
            HttpRequestError.SecureConnectionError => TransportStage.Tls,
            _ => TransportStage.Exchange,
        };
    }

    /// <summary>
    /// Returns a text for a reply that violates HTTP, because the messages of .NET quote the received bytes; null: the failure is another
    /// one.
    /// </summary>
    public static string? ProtocolProblem(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (ProblemOf(ErrorOf(exception)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Returns why the length of a body is ambiguous or no length, which .NET ignores; null: it isn't, or there is none.</summary>
    public static string? LengthProblem(HttpContent content)
    {
        // .NET has parsed the length of nearly every reply.
        if (!content.Headers.NonValidated.TryGetValues("Content-Length", out var values)
            || (values.Count == 1 && content.Headers.ContentLength is not null))
        {
            return null;
        }

        string[] lengths =
            [.. values.SelectMany(value => value.Split(',')).Select(length => length.Trim()).Distinct(StringComparer.Ordinal)];
        return lengths.Length > 1 ? "two different lengths of the body"
            : long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null
            : "a length of the body that is no number";
    }

    /// <summary>Creates a chain that trusts only one certificate authority.</summary>
    public static X509Chain ChainTo(X509Certificate2 authority)
    {
        var chain = new X509Chain { ChainPolicy = NewChainPolicy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        _ = chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain;
    }

    private static HttpRequestError? ErrorOf(Exception exception) => exception switch
    {
        HttpProtocolException => null,
        HttpIOException reading => reading.HttpRequestError,
        HttpRequestException sending => sending.HttpRequestError,
        _ => null,
    };

    private static string? ProblemOf(HttpRequestError? error) => error switch
    {
        HttpRequestError.InvalidResponse => "the reply is not HTTP",
        HttpRequestError.ResponseEnded => "the connection was closed before the reply was complete",
        HttpRequestError.ConfigurationLimitExceeded => "the reply headers are too long",
        HttpRequestError.UserAuthenticationError => "the sign-in to the proxy failed",
        _ => null,
    };

    /// <summary>Nothing is downloaded to check a certificate, because the server could choose the address.</summary>
    private static X509ChainPolicy NewChainPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
