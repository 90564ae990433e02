using System.Globalization;
using System.Net;
using System.Text;

namespace AgentGateway;

/// <summary>
/// A tunnel through a proxy, with CONNECT. The proxy receives the host and the port of the gateway, and its own password if it requests it.
/// </summary>
/// <param name="options">The address and the transport settings of the gateway.</param>
/// <param name="log">Records how the connection is opened; null: nothing is recorded.</param>
internal sealed class ProxyTunnel(GatewayOptions options, ConnectionLog? log = null)
{
    private const int AuthenticationRequired = 407;

    private static readonly string[] KnownSchemes = ["Basic", "Digest", "NTLM", "Negotiate", "Kerberos", "Bearer"];

    private readonly string _authority = RequestHead.Authority(options.Address, withPort: true);

    // Set after the first refusal, so that later tunnels need one connection instead of two.
    private volatile bool _wantsPassword;

    /// <summary>Returns the proxy for the gateway; null: none. Plain http is only for this machine, so it never uses a proxy.</summary>
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

        // The system may download and run a configuration script.
        var search = Task.Run(() => system.IsBypassed(options.Address) ? null : system.GetProxy(options.Address), cancellationToken);
        await Polyfill.WaitAsync(search, cancellationToken).ConfigureAwait(false);
        return await search.ConfigureAwait(false) is { } found && found != options.Address ? found : null;
    }

    /// <summary>Opens a tunnel to the gateway.</summary>
    /// <exception cref="TransportException">The proxy can't be reached, or refuses.</exception>
    public async Task<Http11Connection> OpenAsync(Uri proxy, CancellationToken cancellationToken)
    {
        var name = Name(proxy);
        if (proxy.Scheme != Uri.UriSchemeHttp)
        {
            throw new TransportException(
                TransportStage.Connect, $"the proxy {name} isn't an HTTP proxy, and Windows PowerShell supports no other");
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
                throw new TransportException(
                    TransportStage.Connect, $"the proxy {name} didn't open a tunnel: {exception.Message}", exception);
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
            ? $"{refusal}; it requires {string.Join(", ", Schemes(answer).Select(Known))}, but Windows PowerShell supports only Basic"
            : refusal;
    }

    // A proxy can write anything there, even parts of the request.
    private static string Known(string scheme) =>
        Array.Find(KnownSchemes, known => string.Equals(known, scheme, StringComparison.OrdinalIgnoreCase)) ?? "something else";

    /// <summary>Returns the proxy for errors, without a password in the address of the system's proxy.</summary>
    private static string Name(Uri proxy) => $"{proxy.Scheme}://{(proxy.UserInfo.Length > 0 ? "***@" : "")}{RequestHead.Authority(proxy)}";
}
