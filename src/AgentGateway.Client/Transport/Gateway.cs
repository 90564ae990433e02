using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;

namespace AgentGateway;

/// <summary>
/// A CC-Gateway: its address, its TLS settings, and its connections. It sends requests and reads their replies; a session interprets
/// them. Thread-safe; sessions share it.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "A token source without a timer holds nothing, and exchanges may still ask it.")]
public sealed partial class Gateway : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly CertificateCheck _certificates;
    private readonly Deadlines _deadlines;
    private readonly CallWindow _window;
    private readonly ExchangeTrace? _trace;
    private readonly AuditTrail _audit;
    private readonly CancellationTokenSource _closing = new();
    private readonly string _origin;

    /// <summary>Creates a gateway. It doesn't connect yet.</summary>
    /// <param name="options">The address and the transport settings.</param>
    /// <exception cref="GatewayException">
    /// An option is not valid, two options contradict each other, or the trace or the audit file can't be written.
    /// </exception>
    public Gateway(GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Check();
        _origin = Options.Address.GetLeftPart(UriPartial.Authority);
        Authority = Options.Address.Authority;
        _certificates = new CertificateCheck(Options);
        _deadlines = new Deadlines(_closing.Token);
        _window = new CallWindow(Options);
        PollHold = new PollHold(Options);
        _trace = Options.TracePath is { } path ? new ExchangeTrace(path, Options.Clock) : null;
        _http = new HttpMessageInvoker(HttpStack.CreateHandler(Options, _certificates));

        // Last, because nobody would release the file if a later step failed.
        var file = Options.AuditPath is { } audit ? AuditFile.Open(audit, Options.AuditFileSize, Options.AuditTimeout) : null;
        _audit = new AuditTrail(file, Address, Clock);
    }

    /// <summary>The address and the transport settings.</summary>
    public GatewayOptions Options { get; }

    /// <summary>The address.</summary>
    public Uri Address => Options.Address;

    /// <summary>The host and port for messages; a <see cref="Uri"/> creates the text again each time.</summary>
    internal string Authority { get; }

    internal TimeProvider Clock => Options.Clock;

    /// <summary>The timeouts of its polls.</summary>
    internal PollHold PollHold { get; }

    /// <summary>The overloads, and the limits of concurrent calls that followed.</summary>
    internal WindowLog WindowLog => _window.Log;

    internal bool IsClosed => _closing.IsCancellationRequested;

    /// <summary>Closes the connections and cancels the exchanges in progress. Its sessions then fail.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _window.Dispose();
        _http.Dispose();
        _trace?.Dispose();
        _audit.Dispose();
    }

    // Pooled, because each of a million calls would allocate the state of this method.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ExchangeResult> SendOnceAsync(
        ExchangeRequest request, ExchangeSecrets secrets, CancellationToken cancellationToken)
    {
        if (_trace?.Prepare() is { } problem)
        {
            var context = ContextOf(request);
            return new ExchangeResult(GatewayException.For(FailureKind.InvalidArgument, context, problem), null);
        }

        var content = new CallContent(request.Call.Body, request.Gate);
        using var message = HttpStack.CreateRequest(
            request.Operation, request.Call.AddressFor(_origin, request.AgentId), content);
        secrets.AddTo(message.Headers);

        var started = Clock.GetTimestamp();
        Deadlines.Deadline deadline = default;
        HttpResponseMessage? response = null;
        string? newGuid = null;
        int? place = null;
        try
        {
            if (!request.Operation.IsPoll && !request.HasTurn)
            {
                place = await _window.EnterAsync(cancellationToken).ConfigureAwait(false);
                started = Clock.GetTimestamp();
            }

            if (request.Precondition is { } precondition)
            {
                if (await precondition.FindObstacleAsync(cancellationToken).ConfigureAwait(false) is { } obstacle)
                {
                    return ExchangeResult.NotSent(obstacle);
                }

                started = Clock.GetTimestamp();
            }

            deadline = _deadlines.Start(request.Timeout, cancellationToken);
            response = await _http.SendAsync(message, deadline.Token).ConfigureAwait(false);
            newGuid = SetGuid.Read(response.Headers, isOfGateway: response.IsSuccessStatusCode);
            if (newGuid is not null)
            {
                secrets.TakeGuid(newGuid, request.Operation);
            }

            var isFile = request.File is not null && FileReply.IsFile(response);
            if (isFile)
            {
                // A file may take minutes. It has no deadline, and it must not take a place from other calls.
                deadline.Suspend();
                Leave(ref place);
            }

            var exchanged = await ReadReplyAsync(request, secrets, response, newGuid, isFile, deadline.Token).ConfigureAwait(false);
            if (newGuid is null && exchanged.NewGuid is { } late)
            {
                secrets.TakeGuid(late, request.Operation);
            }

            if (place is { } overloadsBefore && Overload.Read(exchanged) is { } overload)
            {
                _window.Shrink(overloadsBefore, overload);
            }

            Trace(request, secrets, exchanged, started);
            return exchanged;
        }
        catch (Exception exception)
        {
            var isCancelled = cancellationToken.IsCancellationRequested;
            if (isCancelled && (!content.WasSent || request.Operation.IsRead))
            {
                // Regardless of the exception, nothing has failed and nothing has changed.
                cancellationToken.ThrowIfCancellationRequested();
            }

            var known = Known(request.Call, secrets, newGuid, null);
            var silence = Silence(isCancelled, request);
            var context = ContextOf(request);
            var failure = TransportFailure.Explain(
                exception, request.Operation, context, _certificates, content.WasSent, silence, known);
            var exchanged = new ExchangeResult(failure, newGuid) { IsBodyLost = response is { IsSuccessStatusCode: true } };
            Trace(request, secrets, exchanged, started);
            return exchanged;
        }
        finally
        {
            response?.Dispose();
            deadline.Dispose();
            Leave(ref place);
        }
    }

    private void Leave(ref int? place)
    {
        if (place is not null)
        {
            place = null;
            _window.Leave();
        }
    }

    private async ValueTask<ExchangeResult> ReadAsync(
        ExchangeRequest request,
        ExchangeSecrets secrets,
        HttpResponseMessage response,
        string? newGuid,
        CancellationToken cancellationToken)
    {
        var call = request.Call;
        var status = (int)response.StatusCode;
        var retryAfter = Overload.Pause(response.Headers, Clock);
        var (reply, problem) = await BodyReader.ReadAsync(
            response.Content, call.Operation, cancellationToken).ConfigureAwait(false);
        if (reply is not null && (response.IsSuccessStatusCode || !reply.IsSuccess))
        {
            var cookies = call.Operation.NeedsGuid ? null : Cookies(response.Headers);
            newGuid ??= SetGuid.Read(response.Headers, isOfGateway: true);
            var bodyGuid = SetGuid.InBody(call.Operation, reply.Result);
            reply = reply.WithStatus(status);
            reply = reply.HasWords ? reply.Without(Known(call, secrets, newGuid, cookies, bodyGuid)) : reply;
            if (!ReplyMeaning.IsDoubtful(reply))
            {
                return ExchangeResult.Of(reply, newGuid, cookies, retryAfter, bodyGuid);
            }

            var kind = ReplyMeaning.Of(status, call.Operation, saysSuccess: false);
            var doubt = GatewayException.ForDoubtfulCode(kind, ContextOf(request), reply.Facts);
            return new ExchangeResult(doubt, newGuid) { RetryAfter = retryAfter };
        }

        var detail = response.IsSuccessStatusCode ? problem : StatusDetail(status);
        var facts = new FailureFacts { HttpStatus = status };
        var meaning = ReplyMeaning.Of(status, call.Operation, saysSuccess: reply is not null);
        var failure = GatewayException.For(meaning, ContextOf(request), detail, variant: "HTTP", facts: facts);
        return new ExchangeResult(failure, newGuid) { RetryAfter = retryAfter, IsBodyLost = response.IsSuccessStatusCode };
    }

    // An error is about the target agent, not about the inspector who sends the call.
    private CallContext ContextOf(ExchangeRequest request) =>
        new(request.Operation.Name, request.Call.TargetAgentId ?? request.AgentId, Address);

    private KnownSecrets Known(
        OperationCall call, ExchangeSecrets secrets, string? newGuid, IReadOnlyList<string>? newCookies, string? bodyGuid = null) =>
        secrets.Known(call, newGuid, newCookies, Options.ProxyCredential?.Password, bodyGuid);

    private void Trace(ExchangeRequest request, ExchangeSecrets secrets, ExchangeResult exchanged, long started) =>
        _trace?.Write(
            request.Call,
            request.AgentId,
            exchanged,
            Known(request.Call, secrets, exchanged.NewGuid, exchanged.Cookies, exchanged.BodyGuid),
            Clock.GetElapsedTime(started));

    private static string StatusDetail(int status) =>
        status is >= 300 and < 400 ? $"HTTP {status}, a redirect, which the client does not follow" : $"HTTP {status}";

    /// <summary>Returns why no reply arrived.</summary>
    private string Silence(bool isCancelled, ExchangeRequest request)
    {
        if (isCancelled)
        {
            return "canceled before the reply arrived";
        }

        return IsClosed
            ? "the client closed the connection to the gateway"
            : string.Format(
                CultureInfo.InvariantCulture,
                request.File?.HasBegun == true ? "no data for {0:0.###} s" : "no answer within {0:0.###} s",
                request.Timeout.TotalSeconds);
    }

    private List<string>? Cookies(HttpResponseHeaders headers) =>
        headers.TryGetValues("Set-Cookie", out var values) ? SessionCookies.Parse(values, Clock.GetUtcNow()) : null;
}
