using System.Net.Sockets;
using System.Security.Authentication;

namespace AgentGateway;

/// <summary>Determines what a network failure means for a call: whether anything was sent, and whether the call may be repeated.</summary>
internal static class TransportFailure
{
    public static GatewayException Explain(
        Exception exception,
        Operation operation,
        CallContext call,
        CertificateCheck certificates,
        bool wasSent,
        string silence,
        KnownSecrets secrets)
    {
        var cause = CauseOf(exception, secrets);
        switch (HttpStack.StageOf(exception))
        {
            case TransportStage.Tls when certificates.Refusal is null && SpeaksNoTls(exception):
                return GatewayException.For(FailureKind.TlsFailed, call, Innermost(exception, secrets), cause, variant: "NoTls");
            case TransportStage.Tls when !IsLostConnection(exception):
                return certificates.Refusal is { } refusal
                    ? GatewayException.For(FailureKind.TlsFailed, call, refusal, cause)
                    : GatewayException.For(FailureKind.TlsFailed, call, Innermost(exception, secrets), cause, variant: "Handshake");
            case TransportStage.Tls or TransportStage.Connect:
                return GatewayException.For(FailureKind.ConnectFailed, call, Innermost(exception, secrets), cause);
        }

        var detail = exception is OperationCanceledException or ObjectDisposedException ? silence : Innermost(exception, secrets);

        // If the connection never accepted the request, nothing has changed, regardless of the failure.
        if (!wasSent)
        {
            return GatewayException.For(FailureKind.ConnectFailed, call, detail, cause);
        }

        if (!operation.IsRead)
        {
            return GatewayException.For(FailureKind.OutcomeUnknown, call, detail, cause);
        }

        var kind = exception is OperationCanceledException ? FailureKind.OperationTimeout : FailureKind.BadReply;
        return GatewayException.For(kind, call, detail, cause);
    }

    /// <summary>Returns the message of the platform for a failed request that contained no secret.</summary>
    internal static string Reason(Exception exception) =>
        HttpStack.ProtocolProblem(exception) ?? Messages.Clean(Deepest(exception).Message);

    /// <summary>Neither side refused the handshake. The connection was lost during it.</summary>
    private static bool IsLostConnection(Exception exception)
    {
        var isLost = false;
        for (var part = exception.InnerException; part is not null; part = part.InnerException)
        {
            if (part is AuthenticationException)
            {
                return false;
            }

            isLost |= part is IOException or SocketException;
        }

        return isLost;
    }

    /// <summary>
    /// Whether the server doesn't speak TLS, so that the stream could not read its reply. If TLS was refused, by an alert or by the
    /// platform, the exception of the platform is inside.
    /// </summary>
    internal static bool SpeaksNoTls(Exception exception)
    {
        Exception? outer = null;
        while (exception.InnerException is { } inner)
        {
            (outer, exception) = (exception, inner);
        }

        // .NET Framework throws an IOException, which the connector wraps.
        return exception is AuthenticationException || (exception is IOException && outer is AuthenticationException);
    }

    /// <summary>Returns the inner exception of a failure, unless it quotes bytes of the reply.</summary>
    private static Exception? CauseOf(Exception exception, KnownSecrets secrets) =>
        HttpStack.ProtocolProblem(exception) is { } problem
            ? new IOException($"{exception.GetType().Name}: {problem}")
            : GatewayException.Harmless(exception, secrets);

    private static string Innermost(Exception exception, KnownSecrets secrets)
    {
        if (HttpStack.ProtocolProblem(exception) is { } problem)
        {
            return problem;
        }

        return Messages.Clean(Deepest(exception).Message, secrets);
    }

    private static Exception Deepest(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}

/// <summary>The stage that an exchange had reached.</summary>
internal enum TransportStage
{
    /// <summary>Name resolution, proxy, or TCP: nothing was sent.</summary>
    Connect,

    /// <summary>The TLS handshake: nothing was sent.</summary>
    Tls,

    /// <summary>The connection was open.</summary>
    Exchange,
}
