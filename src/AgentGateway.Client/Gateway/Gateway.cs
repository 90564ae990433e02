using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>
/// One CC-Gateway: its address, its TLS, its connections. It sends one request and reads its reply; what a reply means to a session is
/// the session's business. Thread-safe; sessions share it.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "A token source without a timer holds nothing, and exchanges may still ask it.")]
public sealed class Gateway : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly CertificateCheck _certificates;
    private readonly Deadlines _deadlines;
    private readonly ExchangeTrace? _trace;
    private readonly CancellationTokenSource _closing = new();
    private readonly string _origin;

    /// <summary>Makes a gateway. Nothing is connected yet.</summary>
    /// <param name="options">How it is reached.</param>
    /// <exception cref="GatewayException">The address is not one, or the trace cannot be written.</exception>
    public Gateway(GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options with { Address = GatewayAddress.Check(options.Address), Proxy = GatewayAddress.CheckProxy(options.Proxy) };
        _origin = Options.Address.GetLeftPart(UriPartial.Authority);
        Authority = Options.Address.Authority;
        _certificates = new CertificateCheck(Options);
        _deadlines = new Deadlines(_closing.Token);
        _trace = Options.TracePath is { } path ? ExchangeTrace.Open(path, Options.Clock) : null;
        _http = new HttpMessageInvoker(Polyfill.CreateHandler(Options, _certificates));
    }

    /// <summary>How it is reached.</summary>
    public GatewayOptions Options { get; }

    /// <summary>Its address.</summary>
    public Uri Address => Options.Address;

    /// <summary>Host and port, as people are told; a <see cref="Uri"/> makes the text anew each time.</summary>
    internal string Authority { get; }

    internal TimeProvider Clock => Options.Clock;

    internal bool IsClosed => _closing.IsCancellationRequested;

    /// <summary>Closes its connections and gives up what is under way. Its sessions fail from then on.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
        _trace?.Dispose();
    }

    /// <summary>
    /// Sends one request once, and reads its reply. A failure of the transport comes back as a value; only cancellation by the caller throws,
    /// unless a write was sent already: then its outcome is unknown, and that is worth more than an exception.
    /// </summary>
    /// <param name="call">What to send.</param>
    /// <param name="agentId">For whom.</param>
    /// <param name="secrets">The GUID and the cookies of the session.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <param name="gate">Decides at the last moment whether it is sent; null: it is.</param>
    internal async ValueTask<Exchanged> ExchangeAsync(OperationCall call, int agentId, ExchangeSecrets secrets, TimeSpan timeout, CancellationToken cancellationToken, SendGate? gate = null)
    {
        var content = new CallContent(call.Body, gate);
        using var request = Polyfill.CreateRequest(call.Operation, call.AddressFor(_origin, agentId), content);
        secrets.AddTo(request.Headers);

        using var deadline = _deadlines.Start(timeout, cancellationToken);
        var started = Clock.GetTimestamp();
        HttpResponseMessage? response = null;
        string? newGuid = null;
        try
        {
            response = await _http.SendAsync(request, deadline.Token).ConfigureAwait(false);
            newGuid = NewGuid(response.Headers);
            var exchanged = await ReadAsync(call, agentId, response, newGuid, deadline.Token).ConfigureAwait(false);
            _trace?.Write(call, agentId, exchanged, Clock.GetElapsedTime(started));
            return exchanged;
        }
        catch (Exception exception)
        {
            var isGivenUp = cancellationToken.IsCancellationRequested;
            if (isGivenUp && (!content.WasSent || call.Operation.IsRead))
            {
                // However it looks: nothing has failed, and nothing has changed.
                cancellationToken.ThrowIfCancellationRequested();
            }

            var silence = isGivenUp ? "given up here before it was answered" : IsClosed ? "the connection to the gateway was closed here" : Silence(timeout);
            var failure = TransportFailure.Explain(exception, call.Operation, new CallContext(call.Operation.Name, agentId, Address), _certificates, content.WasSent, silence);
            var exchanged = new Exchanged(failure, newGuid);
            _trace?.Write(call, agentId, exchanged, Clock.GetElapsedTime(started));
            return exchanged;
        }
        finally
        {
            response?.Dispose();
        }
    }

    private async ValueTask<Exchanged> ReadAsync(OperationCall call, int agentId, HttpResponseMessage response, string? newGuid, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var (reply, problem) = await BodyReader.ReadAsync(response.Content, call.Operation.HasResult, cancellationToken).ConfigureAwait(false);
        if (reply is not null && (response.IsSuccessStatusCode || !reply.IsSuccess))
        {
            return new Exchanged(reply.WithStatus(status).Without(call.Secret), newGuid, call.Operation.NeedsGuid ? null : Cookies(response.Headers));
        }

        var detail = response.IsSuccessStatusCode ? problem : $"HTTP {status}{(status is >= 300 and < 400 ? ", a redirect, which is not followed" : "")}";
        return new Exchanged(GatewayException.For(FailureKind.BadReply, new CallContext(call.Operation.Name, agentId, Address), detail, httpStatus: status), newGuid);
    }

    private static string Silence(TimeSpan timeout) => string.Format(CultureInfo.InvariantCulture, "no answer within {0:0.###} s", timeout.TotalSeconds);

    private static string? NewGuid(HttpResponseHeaders headers) =>
        headers.TryGetValues("Set-GUID", out var values) ? SetGuid.Parse(values.FirstOrDefault()) : null;

    private static List<string>? Cookies(HttpResponseHeaders headers) =>
        headers.TryGetValues("Set-Cookie", out var values) ? SessionCookies.Parse(values) : null;
}
