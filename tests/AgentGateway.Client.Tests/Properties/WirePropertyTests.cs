using FsCheck.Fluent;

namespace AgentGateway.Client.Tests;

/// <summary>A call has exactly one outcome, regardless of the received bytes.</summary>
public sealed class WirePropertyTests
{
    private static readonly string[] Answers =
    [
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nSet-GUID: JSESSIONID=next.AgentGateway0\r\n"
            + "Set-Cookie: a=b; Path=/\r\nContent-Length: 15\r\n\r\n{\"retcode\":\"0\"}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{\"retcode\":\"0\"}\r\n0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.0 200 OK\r\n\r\n{\"message\":\"\",\"retcode\":\"100-006\",\"result\":\"\"}",
        "HTTP/1.1 204 No Content\r\n\r\n",
    ];

    [Fact]
    public async Task Any_reply_gives_a_result_or_a_declared_failure_and_a_write_is_never_sent_twice()
    {
        const int Count = 400;
        var answers = new Queue<byte[]>(Mutation.OfBytes(Answers).Sample(Count));
        await using var server = new RawServer(null, async connection =>
        {
            if (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(answers.Dequeue());
            }
        });
        using var gateway = new Gateway(
            new GatewayOptions { Address = server.Address, NoProxy = true, OperationTimeout = TimeSpan.FromSeconds(5) });
        var kinds = new HashSet<FailureKind?>();

        for (var turn = 0; answers.Count > 0; turn++)
        {
            // A request on a connection that the server has closed takes no answer.
            Assert.True(turn < 10 * Count, "The server takes no requests.");
            var seen = server.Requests;
            var session = await AgwSession.AttachAsync(gateway, "abc");
            var outcome = await session.TryInvokeAsync(AgentCalls.SayFree, 101, null, CancellationToken.None).AsTask().WithinTimeout();
            kinds.Add(outcome.Failure?.Kind);
            Assert.True(outcome.Value is null != outcome.Failure is null);
            Assert.InRange(server.Requests, seen + (outcome.Value is null ? 0 : 1), seen + 1);
            Assert.Null(Limits.SessionGuid(Secrets.Of(session)));
        }

        Assert.Empty(
            kinds.Except([null, FailureKind.BadReply, FailureKind.OutcomeUnknown, FailureKind.NotSignedIn, FailureKind.GatewayError]));
    }
}
