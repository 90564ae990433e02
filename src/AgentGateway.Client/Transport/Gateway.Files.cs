using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <content>A reply that contains a file.</content>
public sealed partial class Gateway
{
    private ValueTask<ExchangeResult> ReadReplyAsync(
        ExchangeRequest request,
        ExchangeSecrets secrets,
        HttpResponseMessage response,
        string? newGuid,
        bool isFile,
        CancellationToken cancellationToken)
    {
        if (isFile)
        {
            return ReceiveFileAsync(request, response, newGuid, cancellationToken);
        }

        return request.File is null
            ? ReadAsync(request, secrets, response, newGuid, cancellationToken)
            : ReadInsteadOfFileAsync(request, secrets, response, newGuid, cancellationToken);
    }

    /// <summary>Reads a reply that should be a file but isn't: the frame of a failure, or something else.</summary>
    private async ValueTask<ExchangeResult> ReadInsteadOfFileAsync(
        ExchangeRequest request,
        ExchangeSecrets secrets,
        HttpResponseMessage response,
        string? newGuid,
        CancellationToken cancellationToken)
    {
        var exchanged = await ReadAsync(request, secrets, response, newGuid, cancellationToken).ConfigureAwait(false);
        var isOther = exchanged.Reply is { IsSuccess: true }
            || (exchanged.Failure is { Kind: FailureKind.BadReply } && response.IsSuccessStatusCode);
        return isOther
            ? NotReceived(request, response, exchanged.NewGuid, NoFile(FileReply.Describe(response)), exchanged.Reply?.RetCode)
            : exchanged;
    }

    private async ValueTask<ExchangeResult> ReceiveFileAsync(
        ExchangeRequest request, HttpResponseMessage response, string? newGuid, CancellationToken cancellationToken)
    {
        if (FileReply.Problem(response) is { } problem)
        {
            return NotReceived(request, response, newGuid, NoFile(problem));
        }

        using var idle = new IdleTimeout(Clock, request.Timeout, cancellationToken);
        FileProblem? failed;
        try
        {
            failed = await request.File!.ReceiveAsync(response, idle).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            failed = new FileProblem(FailureKind.BadReply, FailureVariants.IncompleteFile, TransportFailure.Reason(lost)) { Cause = lost };
        }

        return failed is null
            ? new ExchangeResult(Received(request.File!.Length), newGuid, cookies: null)
            : NotReceived(request, response, newGuid, failed);
    }

    private static FileProblem NoFile(string detail) => new(FailureKind.BadReply, FailureVariants.NoFile, detail);

    private ExchangeResult NotReceived(
        ExchangeRequest request, HttpResponseMessage response, string? newGuid, FileProblem problem, string? retCode = null)
    {
        var failure = GatewayException.For(
            problem.Kind,
            ContextOf(request),
            problem.Detail,
            problem.Cause is { } cause && HttpStack.ProtocolProblem(cause) is null ? cause : null,
            problem.Variant,
            new FailureFacts { HttpStatus = (int)response.StatusCode, RetCode = retCode });
        return new ExchangeResult(failure, newGuid) { IsBodyLost = true };
    }

    /// <summary>The reply for the trace: the length of the file instead of its content.</summary>
    private static Reply Received(long length) => new()
    {
        RetCode = RetCodes.Success,
        Message = "success",
        HttpStatus = 200,
        Result = Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, "{{\"fileLength\":{0}}}", length)),
    };
}
