using System.Globalization;
using System.Net;
using System.Text;

namespace AgentGateway;

/// <summary>
/// A tunnel through a proxy, with CONNECT. The proxy learns host and port of the gateway, and its own password where it asks for it.
/// </summary>
/// <param name="options">How the gateway is reached.</param>
/// <param name="log">Is told how a connection is opened; null: nobody asks.</param>
internal sealed class ProxyTunnel(GatewayOptions options, ConnectionLog? log = null)
{
    private const int AuthenticationRequired = 407;

    private static readonly string[] KnownSchemes = ["Basic", "Digest", "NTLM", "Negotiate", "Kerberos", "Bearer"];

    private readonly string _authority = RequestHead.Authority(options.Address, withPort: true);

    // Learned from the first refusal, so that later tunnels cost one connection instead of two.
    private volatile bool _wantsPassword;

    /// <summary>
    /// The proxy that leads to the gateway; null: there is none on the way. Plain http is for this machine only, so it never takes one.
    /// </summary>
    public async Task<Uri?> FindProxyAsync(CancellationToken cancellationToken)
    {
        if (options.NoProxy || options.Address.Scheme == Uri.UriSchemeHttp)
        {
            return null;
        }

        if (options.Proxy is not null)
        {
            return options.Proxy;
        }

        if (WebRequest.DefaultWebProxy is not { } system)
        {
            return null;
        }

        // It may have to fetch and run a configuration script.
        var search = Task.Run(() => system.IsBypassed(options.Address) ? null : system.GetProxy(options.Address), cancellationToken);
        await Polyfill.WaitAsync(search, cancellationToken).ConfigureAwait(false);
        return await search.ConfigureAwait(false) is { } found && found != options.Address ? found : null;
    }

    /// <summary>Opens a tunnel to the gateway.</summary>
    /// <exception cref="TransportException">The proxy is not there, or refuses.</exception>
    public async Task<Http11Connection> OpenAsync(Uri proxy, CancellationToken cancellationToken)
    {
        var name = Name(proxy);
        if (proxy.Scheme != Uri.UriSchemeHttp)
        {
            throw new TransportException(
                TransportStage.Connect, $"the proxy {name} is not an http proxy, and Windows PowerShell uses no other");
        }

        var credential = Credential(proxy);
        var isGiven = _wantsPassword && credential is not null;
        log?.Begin(options.Address, proxy.IdnHost, proxy.Port);
        while (true)
        {
            var connection = await Connector.OpenSocketAsync(proxy, log, cancellationToken).ConfigureAwait(false);
            try
            {
                var answer = await AskAsync(connection, isGiven ? credential : null, cancellationToken).ConfigureAwait(false);
                if (answer.Status is >= 200 and < 300)
                {
                    return connection;
                }

                connection.Dispose();
                if (answer.Status != AuthenticationRequired || isGiven || credential is null || !TakesBasic(answer))
                {
                    throw new TransportException(TransportStage.Connect, Refusal(name, answer));
                }

                isGiven = _wantsPassword = true;
            }
            catch (Exception exception) when (exception is not TransportException)
            {
                connection.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                throw new TransportException(TransportStage.Connect, $"the proxy {name} opened no tunnel: {exception.Message}", exception);
            }
        }
    }

    private async Task<ResponseHead> AskAsync(
        Http11Connection connection, NetworkCredential? credential, CancellationToken cancellationToken)
    {
        var head = new StringBuilder($"CONNECT {_authority} HTTP/1.1\r\nHost: {_authority}\r\n");
        if (credential is not null)
        {
            var user = credential.Domain.Length > 0 ? $"{credential.Domain}\\{credential.UserName}" : credential.UserName;
            _ = head.Append("Proxy-Authorization: Basic ")
                .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{credential.Password}")))
                .Append("\r\n");
        }

        using (connection.AbortOn(cancellationToken))
        {
            await connection.SendAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), content: null).ConfigureAwait(false);
            return await ResponseHead.ReadFinalAsync(connection).ConfigureAwait(false);
        }
    }

    private NetworkCredential? Credential(Uri proxy) =>
        options.Proxy is not null ? options.ProxyCredential : WebRequest.DefaultWebProxy?.Credentials?.GetCredential(proxy, "Basic");

    private static bool TakesBasic(ResponseHead answer) => Schemes(answer).Contains("Basic", StringComparer.OrdinalIgnoreCase);

    private static string[] Schemes(ResponseHead answer) =>
        [
            .. answer.Headers
                .Where(header => string.Equals(header.Key, "Proxy-Authenticate", StringComparison.OrdinalIgnoreCase))
                .Select(header => header.Value.Split(' ', ',')[0]),
        ];

    private static string Refusal(string name, ResponseHead answer)
    {
        var refusal = string.Format(CultureInfo.InvariantCulture, "the proxy {0} refused the tunnel with HTTP {1}", name, answer.Status);
        return answer.Status == AuthenticationRequired && !TakesBasic(answer)
            ? $"{refusal}; it asks for {string.Join(", ", Schemes(answer).Select(Known))}, and Windows PowerShell answers only Basic"
            : refusal;
    }

    // A proxy may write anything there, such as what it was sent.
    private static string Known(string scheme) =>
        Array.Find(KnownSchemes, known => string.Equals(known, scheme, StringComparison.OrdinalIgnoreCase)) ?? "something else";

    /// <summary>The proxy as it is told in errors: a password in the address of the system's proxy stays there.</summary>
    private static string Name(Uri proxy) => $"{proxy.Scheme}://{(proxy.UserInfo.Length > 0 ? "***@" : "")}{RequestHead.Authority(proxy)}";
}
