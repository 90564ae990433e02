using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway;

/// <summary>
/// Tests each step of the connection to a gateway. It sends one query without a GUID, which a gateway refuses, over a separate
/// connection with the same TLS and proxy settings as a session. It needs no password.
/// </summary>
public static class GatewayProbe
{
    private const int DaysToWarn = 30;

    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>Tests a gateway. The first step that fails is the last one.</summary>
    /// <param name="options">The address and the transport settings.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <exception cref="GatewayException">An option is not valid, or two options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The caller has canceled.</exception>
    public static async Task<IReadOnlyList<ProbeStep>> RunAsync(GatewayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Check();
        var log = new ConnectionLog(options.Clock);
        var certificates = new CertificateCheck(options, log);
        var steps = new ProbeSteps(options.Address, log);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = options.ConnectionTimeout + options.OperationTimeout;
        limit.CancelAfter(timeout);
        using var http = new HttpMessageInvoker(HttpStack.CreateHandler(options, certificates, log));
        var call = AgentCalls.Status;
        var origin = options.Address.GetLeftPart(UriPartial.Authority);
        using var request = HttpStack.CreateRequest(
            call.Operation, call.AddressFor(origin, Limits.MinAgentId), new CallContent(call.Body));
        try
        {
            using var response = await http.SendAsync(request, limit.Token).ConfigureAwait(false);
            var now = options.Clock.GetUtcNow();
            AddConnection(steps, options, log, certificates.Reason);
            steps.Add(ProbeStage.Http, HttpDetail(response));
            var body = await BodyReader.ReadAsync(response.Content, call.Operation, limit.Token).ConfigureAwait(false);
            if (AddGateway(steps, (int)response.StatusCode, body.Reply, body.Problem))
            {
                AddClock(steps, response.Headers.Date, now);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var silence = limit.IsCancellationRequested
                ? string.Format(CultureInfo.InvariantCulture, "no answer within {0:0.###} s", timeout.TotalSeconds)
                : null;
            AddFailure(steps, options, log, certificates, exception, silence);
        }
        finally
        {
            log.Certificate?.Dispose();
        }

        return steps.All;
    }

    /// <summary>Adds the steps of a successful connection.</summary>
    private static void AddConnection(ProbeSteps steps, GatewayOptions options, ConnectionLog log, string? doubt)
    {
        AddName(steps, options, log);
        steps.Add(ProbeStage.Connection, ConnectionDetail(options, log));
        if (options.Address.Scheme == Uri.UriSchemeHttps)
        {
            AddTls(steps, log, doubt);
        }
    }

    private static void AddName(ProbeSteps steps, GatewayOptions options, ConnectionLog log)
    {
        var isAddress = log.Proxy is null && IPAddress.TryParse(options.Address.IdnHost, out _);
        _ = steps.Add(
            ProbeStage.NameResolution,
            isAddress
                ? $"{options.Address.IdnHost} is an IP address, so no name is resolved"
                : $"{log.Proxy ?? options.Address.IdnHost}: {string.Join(", ", log.Addresses ?? [])}");
    }

    private static string ConnectionDetail(GatewayOptions options, ConnectionLog log) => log.Proxy is { } proxy
        ? $"{options.Address.Authority} through the proxy {proxy}"
        : $"{log.Connected}, port {options.Address.Port}";

    private static void AddTls(ProbeSteps steps, ConnectionLog log, string? doubt)
    {
        var advice = doubt is null ? ExpiryAdvice(log) : "NotChecked";
        var detail = $"{log.Tls}; {CertificateDetail(log.Certificate)}";
        var addition = doubt is null ? "" : $"; the certificate isn't checked; a check would refuse it: {doubt}";
        steps.Add(ProbeStage.Tls, detail + addition, advice, thumbprint: Thumbprint(log));
    }

    private static string? ExpiryAdvice(ConnectionLog log) =>
        log.Certificate is { } certificate && certificate.NotAfter - DateTime.Now < TimeSpan.FromDays(DaysToWarn) ? "Expires" : null;

    private static string? Thumbprint(ConnectionLog log) => log.Certificate is null ? null : CertificateCheck.Thumbprint(log.Certificate);

    private static string CertificateDetail(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return "no certificate";
        }

        var names = certificate.Extensions["2.5.29.17"]?.Format(multiLine: false);
        return string.Format(
            CultureInfo.InvariantCulture,
            "{0}; names {1}; issued by {2}; valid until {3:yyyy-MM-dd}; SHA-256 {4}",
            Messages.Clean(certificate.Subject),
            string.IsNullOrEmpty(names) ? "none" : Messages.Clean(names),
            Messages.Clean(certificate.Issuer),
            certificate.NotAfter,
            CertificateCheck.Thumbprint(certificate));
    }

    private static string HttpDetail(HttpResponseMessage response)
    {
        var server = response.Headers.TryGetValues("Server", out var values) ? $", server {Messages.Clean(string.Join(" ", values))}" : "";
        return string.Format(CultureInfo.InvariantCulture, "HTTP {0}{1}", (int)response.StatusCode, server);
    }

    /// <summary>Adds the step for the gateway. A gateway refuses a call without a GUID with a documented code.</summary>
    private static bool AddGateway(ProbeSteps steps, int status, Reply? reply, string? problem)
    {
        if (reply is { IsSuccess: false } && RetCodes.IsKnown(reply.RetCode))
        {
            return steps.Add(
                ProbeStage.Gateway,
                $"refuses a call without a GUID, as an agent gateway does: {reply.RetCode}, {RetCodes.Find(reply.RetCode).Meaning}");
        }

        var detail = reply switch
        {
            { IsSuccess: true } => "accepts a call without a GUID, which an agent gateway refuses",
            not null => $"refuses a call without a GUID with {Messages.Clean(reply.RetCode)}, which isn't a code of an agent gateway",
            null => $"the reply doesn't come from an agent gateway: {problem}",
        };
        return steps.Fail(ProbeStage.Gateway, detail, status >= 500 ? "ServerError" : "NotAGateway");
    }

    private static void AddClock(ProbeSteps steps, DateTimeOffset? date, DateTimeOffset now)
    {
        if (date is not { } theirs)
        {
            _ = steps.Add(ProbeStage.Clock, "the reply has no date");
            return;
        }

        // The date has no fractions of a second.
        var difference = theirs - now;
        var seconds = Math.Round(difference.TotalSeconds);
        var detail = Math.Abs(seconds) <= 1
            ? "the same time as this machine"
            : string.Format(
                CultureInfo.InvariantCulture, "{0:0} s {1} this machine", Math.Abs(seconds), seconds > 0 ? "ahead of" : "behind");
        _ = difference.Duration() < MaxClockDifference
            ? steps.Add(ProbeStage.Clock, detail)
            : steps.Fail(ProbeStage.Clock, detail, "Clock");
    }

    private static void AddFailure(
        ProbeSteps steps, GatewayOptions options, ConnectionLog log, CertificateCheck certificates, Exception exception, string? silence)
    {
        var reason = silence ?? TransportFailure.Reason(exception);
        if (log.Addresses is null && log.Connected is null && log.Tls is null)
        {
            _ = steps.Fail(ProbeStage.NameResolution, $"{log.Proxy ?? options.Address.IdnHost}: {reason}", "Name");
            return;
        }

        var isHttps = options.Address.Scheme == Uri.UriSchemeHttps;
        var stage = HttpStack.StageOf(exception);
        if (steps.All.Count > 0)
        {
            _ = steps.Fail(ProbeStage.Gateway, reason, "NoHttp");
            return;
        }

        AddName(steps, options, log);
        if (log.Connected is null || (log.Proxy is not null && stage == TransportStage.Connect && log.Certificate is null))
        {
            var detail = log.Proxy is { } proxy ? $"proxy {proxy}: {reason}" : $"port {options.Address.Port}: {reason}";
            _ = steps.Fail(ProbeStage.Connection, detail, log.Proxy is null ? "Connection" : "Proxy");
            return;
        }

        _ = steps.Add(ProbeStage.Connection, ConnectionDetail(options, log));
        if (isHttps && log.Tls is null)
        {
            AddTlsFailure(steps, options, log, certificates, exception, reason);
            return;
        }

        if (isHttps)
        {
            AddTls(steps, log, certificates.Reason);
        }

        _ = steps.Fail(ProbeStage.Http, reason, "NoHttp");
    }

    private static void AddTlsFailure(
        ProbeSteps steps, GatewayOptions options, ConnectionLog log, CertificateCheck certificates, Exception exception, string reason)
    {
        if (certificates.Reason is { } problem)
        {
            var detail = $"the certificate is not trusted: {problem}; {CertificateDetail(log.Certificate)}";
            var advice = options.CertificateThumbprint is null ? "NotTrusted" : "NotPinned";
            _ = steps.Fail(ProbeStage.Tls, detail, advice, Thumbprint(log));
            return;
        }

        if (log.Certificate is null && log.Now.Ticks >= options.ConnectionTimeout.Ticks / 10 * 9)
        {
            var silence = string.Format(
                CultureInfo.InvariantCulture, "no reply to the handshake within {0:0.###} s", options.ConnectionTimeout.TotalSeconds);
            _ = steps.Fail(ProbeStage.Tls, silence, "NoHttp");
            return;
        }

        var isPlain = TransportFailure.SpeaksNoTls(exception);
        _ = steps.Fail(ProbeStage.Tls, isPlain ? $"the port does not speak TLS: {reason}" : reason, isPlain ? "NoTls" : "Handshake");
    }
}
