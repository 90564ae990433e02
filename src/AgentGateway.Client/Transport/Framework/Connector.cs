using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace AgentGateway;

/// <summary>
/// Opens connections to a gateway: name resolution, TCP, proxy, and TLS, within one connection timeout. It sends no part of a request.
/// </summary>
/// <param name="options">The address and the transport settings of the gateway.</param>
/// <param name="certificates">Checks the gateway's certificate.</param>
/// <param name="log">Records how the connection is opened; null: nothing is recorded.</param>
internal sealed class Connector(GatewayOptions options, CertificateCheck certificates, ConnectionLog? log = null)
{
    private readonly ProxyTunnel _tunnel = new(options, log);

    /// <exception cref="TransportException">No connection could be opened.</exception>
    /// <exception cref="OperationCanceledException">The caller has canceled.</exception>
    public async Task<Http11Connection> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectionTimeout);
        try
        {
            return await ConnectWithinAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TransportException(
                TransportStage.Connect,
                string.Format(CultureInfo.InvariantCulture, "no connection within {0:0.###} s", options.ConnectionTimeout.TotalSeconds));
        }
    }

    private async Task<Http11Connection> ConnectWithinAsync(CancellationToken cancellationToken)
    {
        var connection = await _tunnel.FindProxyAsync(cancellationToken).ConfigureAwait(false) is { } proxy
            ? await _tunnel.OpenAsync(proxy, cancellationToken).ConfigureAwait(false)
            : await OpenSocketAsync(options.Address, log, cancellationToken).ConfigureAwait(false);
        if (options.Address.Scheme == Uri.UriSchemeHttp)
        {
            return connection;
        }

        try
        {
            using (connection.AbortOn(cancellationToken))
            {
                await connection.SecureAsync(SecureAsync).ConfigureAwait(false);
            }

            return connection;
        }
        catch (Exception exception)
        {
            var failure = Explain(exception, connection);
            connection.Dispose();
            throw failure;
        }
    }

    /// <summary>Opens a TCP connection to the first address of a host that accepts one.</summary>
    /// <exception cref="TransportException">There is none.</exception>
    internal static async Task<Http11Connection> OpenSocketAsync(Uri target, ConnectionLog? log, CancellationToken cancellationToken)
    {
        Exception? last = null;
        var addresses = await FindAddressesAsync(target.IdnHost, cancellationToken).ConfigureAwait(false);
        log?.Resolved(addresses);
        foreach (var address in addresses)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var socket = await ConnectSocketAsync(address, target.Port, cancellationToken).ConfigureAwait(false);
                log?.Opened(address);
                return new Http11Connection(socket);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                last = exception;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new TransportException(TransportStage.Connect, last?.Message ?? "the name has no address", last);
    }

    private static async Task<Socket> ConnectSocketAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using (cancellationToken.Register(socket.Close))
            {
                await Task.Factory.FromAsync(socket.BeginConnect, socket.EndConnect, address, port, null).ConfigureAwait(false);
            }

            return socket;
        }
        catch (Exception)
        {
            socket.Close();
            throw;
        }
    }

    private static async Task<IPAddress[]> FindAddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        // A DNS query can't be canceled, so its result is ignored.
        var lookUp = Dns.GetHostAddressesAsync(host);
        try
        {
            await Polyfill.WaitAsync(lookUp, cancellationToken).ConfigureAwait(false);
            return await lookUp.ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new TransportException(TransportStage.Connect, exception.Message, exception);
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secured = new SslStream(
            stream, leaveInnerStreamOpen: false, (_, shown, chain, errors) => certificates.Accept(shown, chain, errors), Select());

        // TLS 1.2 is specified explicitly, because SslProtocols.None, the system default, is refused in a process whose host was built for
        // an older .NET Framework.
        await secured.AuthenticateAsClientAsync(
            options.Address.IdnHost, null, SslProtocols.Tls12, checkCertificateRevocation: false).ConfigureAwait(false);
        log?.Secured(secured.SslProtocol.ToString());
        return secured;
    }

    private LocalCertificateSelectionCallback? Select() =>
        options.ClientCertificate is { } certificate ? (_, _, _, _, _) => certificate : null;

    /// <summary>Distinguishes a refused handshake from a lost connection.</summary>
    private static TransportException Explain(Exception exception, Http11Connection connection)
    {
        var isLost = exception.InnerException is SocketException || (exception is IOException && connection.IsAtEnd);
        var cause = isLost || exception is AuthenticationException ? exception : new AuthenticationException(exception.Message, exception);
        return new TransportException(TransportStage.Tls, cause.Message, cause);
    }
}
