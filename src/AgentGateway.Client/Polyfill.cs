// Everything that differs between .NET (PowerShell 7) and .NET Framework 4.7.2 (Windows PowerShell 5.1), and nothing else.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

#if NETFRAMEWORK
using System.Runtime.CompilerServices;
#else
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text.Unicode;
#endif

namespace AgentGateway
{
    internal static class Polyfill
    {
#if NETFRAMEWORK
        private static readonly Random Numbers = new();

        private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static HttpMessageHandler CreateHandler(GatewayOptions options, CertificateCheck certificates) => new Http11Handler(options, certificates);

        public static HttpRequestMessage CreateRequest(Operation operation, string address, CallContent content) => new(operation.Method, address) { Content = content };

        public static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return content.ReadAsStreamAsync();
        }

        public static Task<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken);

        public static TransportStage Stage(Exception exception) => (exception as TransportException)?.Stage ?? TransportStage.Exchange;

        // The transport of this build has texts of its own, and refuses such a head.
        public static string? ProtocolProblem(Exception _) => null;

        public static bool HasTwoLengths(HttpContent _) => false;

        public static string Sha256Hex(byte[] data)
        {
            using var hash = SHA256.Create();
            return BitConverter.ToString(hash.ComputeHash(data)).Replace("-", "");
        }

        public static X509Chain ChainTo(X509Certificate2 authority)
        {
            // .NET Framework can't turn downloads off, but it can stop waiting for them.
            var chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.UrlRetrievalTimeout = TimeSpan.FromMilliseconds(1);
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
            _ = chain.ChainPolicy.ExtraStore.Add(authority);
            return chain;
        }

        public static double NextDouble()
        {
            lock (Numbers)
            {
                return Numbers.NextDouble();
            }
        }

        public static Task CancelAsync(CancellationTokenSource source)
        {
            source.Cancel();
            return Task.CompletedTask;
        }

        public static bool TryReset(CancellationTokenSource _) => false;

        public static async Task WaitAsync(Task task, CancellationToken cancellationToken)
        {
            if (!task.IsCompleted)
            {
                var stop = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = cancellationToken.Register(() => stop.TrySetCanceled(cancellationToken));
                task = await Task.WhenAny(task, stop.Task).ConfigureAwait(false);
            }

            await task.ConfigureAwait(false);
        }

        public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) => clock.Delay(delay, cancellationToken);

        /// <summary>ASCII characters and no NUL.</summary>
        public static bool IsAscii(ReadOnlySpan<byte> text)
        {
            foreach (var unit in text)
            {
                if (unit is 0 or > 127)
                {
                    return false;
                }
            }

            return true;
        }

        public static bool IsUtf8(ReadOnlySpan<byte> text)
        {
            try
            {
                _ = StrictUtf8.GetCharCount(text.ToArray());
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        public static Encoding GetEncoding(string name, DecoderFallback unreadable) => Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable);
#else
        public static HttpMessageHandler CreateHandler(GatewayOptions options, CertificateCheck certificates)
        {
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // Plain http is for this machine only; a proxy would read the password.
                UseProxy = !options.NoProxy && options.Address.Scheme == Uri.UriSchemeHttps,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = options.ConnectionTimeout,
                MaxConnectionsPerServer = int.MaxValue,
                EnableMultipleHttp2Connections = true,
                ActivityHeadersPropagator = null,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
                MaxResponseHeadersLength = 64,

                // A shared connection that has died silently would take all its polls along, one timeout after the other.
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
                // Offline: its issuer is not downloaded either.
                handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
            }

            // The default check goes through the callback too, so that its reason can be told.
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) => certificates.Accept(shown, chain, errors);
            return handler;
        }

        // The address is made of numbers and fixed words, so there is nothing in it to be put into another form.
        private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

        public static HttpRequestMessage CreateRequest(Operation operation, string address, CallContent content) =>
            new(operation.Method, new Uri(address, AsItIs))
            {
                Content = content,
                // A shared connection spares thousands of polls one each, but takes all its calls along when it is lost: for what may be repeated.
                Version = operation.IsRead ? HttpVersion.Version20 : HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            };

        public static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);

        public static ValueTask<int> ReadAsync(Stream stream, byte[] buffer, int offset, CancellationToken cancellationToken) =>
            stream.ReadAsync(buffer.AsMemory(offset), cancellationToken);

        public static TransportStage Stage(Exception exception) =>
            exception is OperationCanceledException { InnerException: TimeoutException } ? TransportStage.Connect
            : exception is not HttpRequestException failure ? TransportStage.Exchange
            : failure.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => TransportStage.Connect,
                HttpRequestError.SecureConnectionError => TransportStage.Tls,
                _ => TransportStage.Exchange,
            };

        /// <summary>Our words for what does not keep to HTTP: those of .NET quote the bytes that came. Null: it is something else.</summary>
        public static string? ProtocolProblem(Exception? exception)
        {
            for (; exception is not null; exception = exception.InnerException)
            {
                var error = exception switch
                {
                    HttpProtocolException => default,
                    HttpIOException reading => reading.HttpRequestError,
                    HttpRequestException sending => sending.HttpRequestError,
                    _ => default,
                };
                var problem = error switch
                {
                    HttpRequestError.InvalidResponse => "what came is no reply of HTTP",
                    HttpRequestError.ResponseEnded => "the connection was closed before the reply was complete",
                    HttpRequestError.ConfigurationLimitExceeded => "the head of the reply is too long",
                    HttpRequestError.UserAuthenticationError => "the sign-in to the proxy failed",
                    _ => null,
                };
                if (problem is not null)
                {
                    return problem;
                }
            }

            return null;
        }

        public static bool HasTwoLengths(HttpContent content) =>
            content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)
            && (lengths.Count > 1 || lengths.ToString().Contains(',', StringComparison.Ordinal))
            && lengths.SelectMany(length => length.Split(',')).Select(length => length.Trim()).Distinct(StringComparer.Ordinal).Skip(1).Any();

        public static string Sha256Hex(byte[] data) => Convert.ToHexString(SHA256.HashData(data));

        public static X509Chain ChainTo(X509Certificate2 authority)
        {
            var chain = new X509Chain { ChainPolicy = NewChainPolicy() };
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            _ = chain.ChainPolicy.CustomTrustStore.Add(authority);
            return chain;
        }

        /// <summary>Nothing is downloaded to check a certificate: the address would come from whoever shows it.</summary>
        private static X509ChainPolicy NewChainPolicy() => new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };

        public static double NextDouble() => Random.Shared.NextDouble();

        public static Task CancelAsync(CancellationTokenSource source) => source.CancelAsync();

        public static bool TryReset(CancellationTokenSource source) => source.TryReset();

        public static Task WaitAsync(Task task, CancellationToken cancellationToken) => task.WaitAsync(cancellationToken);

        public static Task DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, clock, cancellationToken);

        /// <summary>ASCII characters and no NUL.</summary>
        public static bool IsAscii(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)1, (byte)127) < 0;

        public static bool IsUtf8(ReadOnlySpan<byte> text) => Utf8.IsValid(text);

        // The code pages belong to .NET, but an application has to register them; a module must not do that to its host.
        public static Encoding GetEncoding(string name, DecoderFallback unreadable) =>
            CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable)
            ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, unreadable);
#endif

        /// <summary>Waits for a task, but no longer than a while. False: the while has passed, or the task said so.</summary>
        public static async Task<bool> WaitAsync(Task<bool> task, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(task, DelayAsync(clock, patience, enough.Token)).ConfigureAwait(false);
            await CancelAsync(enough).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return first == task && await task.ConfigureAwait(false);
        }
    }

#if NETFRAMEWORK
    /// <summary>The checks of .NET that .NET Framework lacks.</summary>
    internal static class FrameworkPolyfill
    {
        extension(ArgumentNullException)
        {
            public static void ThrowIfNull(object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
            {
                if (argument is null)
                {
                    throw new ArgumentNullException(name);
                }
            }
        }

        extension(ObjectDisposedException)
        {
            public static void ThrowIf(bool condition, object instance)
            {
                if (condition)
                {
                    throw new ObjectDisposedException(instance.GetType().FullName);
                }
            }
        }

        public static bool Contains(this string text, string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;
    }
#endif
}
