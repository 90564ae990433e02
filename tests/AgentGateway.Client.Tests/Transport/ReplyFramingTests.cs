namespace AgentGateway.Client.Tests;

/// <summary>Tests where a reply starts and ends, and which connections are reused after it (RFC 9112).</summary>
public sealed class ReplyFramingTests
{
    private const string Success = """{"message":"success","retcode":"0","result":{}}""";

    public static TheoryData<string, string, bool> Replies => new()
    {
        { "a length", $"HTTP/1.1 200 OK\r\nContent-Length: 47\r\n\r\n{Success}", true },
        { "a status without a reason", $"HTTP/1.1 200\r\nContent-Length: 47\r\n\r\n{Success}", true },
        { "a length, twice the same", $"HTTP/1.1 200 OK\r\nContent-Length: 47\r\nContent-Length: 47\r\n\r\n{Success}", true },
        { "one chunk", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2F\r\n{Success}\r\n0\r\n\r\n", true },
        { "chunks with extensions, and a trailer", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n00a;x=1\r\n{Success[..10]}\r\n"
            + $"25 ; y\r\n{Success[10..]}\r\n000\r\nX-Trailer: 1\r\n\r\n", true },
        { "interim replies before it", $"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n"
            + $"Content-Length: 47\r\n\r\n{Success}", true },
        { "a folded header", $"HTTP/1.1 200 OK\r\nX-Note: one\r\n  two\r\nContent-Length: 47\r\n\r\n{Success}", true },
        { "lines that end with a line feed alone", $"HTTP/1.1 200 OK\nContent-Length: 47\n\n{Success}", true },
        { "the end of the connection", $"HTTP/1.1 200 OK\r\n\r\n{Success}", false },
        { "a length, and a connection that is closed after it", $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 47\r\n\r\n"
            + $"{Success}", false },
        { "bytes after its end", $"HTTP/1.1 200 OK\r\nContent-Length: 47\r\n\r\n{Success}HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n"
            + $"{{\"retcode\":\"999-999\"    }}", false },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task A_reply_is_read_only_to_its_end(string name, string reply, bool isKept)
    {
        await using var server = new RawServer(null, connection => AnswerAsync(connection, reply, isKept));
        using var gateway = NewGateway(server);

        for (var call = 0; call < 3; call++)
        {
            var exchanged = await ExchangeAsync(gateway, ConferenceCalls.Release);
            Assert.True(exchanged.Reply?.IsSuccess, $"{name}: {exchanged.Failure?.Message ?? exchanged.Reply?.RetCode}");
        }

        Assert.Equal((isKept ? 1 : 3, 3), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task A_reply_that_arrives_byte_by_byte_is_read()
    {
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                foreach (var letter in $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2f\r\n{Success}\r\n0\r\n\r\n")
                {
                    await connection.WriteAsync(letter.ToString());
                }
            }
        });
        using var gateway = NewGateway(server);

        Assert.True((await ExchangeAsync(gateway, AgentCalls.Status)).Reply?.IsSuccess);
        Assert.True((await ExchangeAsync(gateway, AgentCalls.Status)).Reply?.IsSuccess);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 47\r\n\r\n" + Success)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n" + Success)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2F\r\n" + Success)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" + Success)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4711\r\n\r\n" + Success)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    [InlineData("")]
    public async Task An_incomplete_reply_leaves_the_outcome_of_a_write_unknown_and_closes_the_connection(string reply)
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync(reply);
        });
        using var gateway = NewGateway(server);

        for (var call = 0; call < 2; call++)
        {
            var failure = (await ExchangeAsync(gateway, ConferenceCalls.Release)).Failure;
            Assert.Equal(FailureKind.OutcomeUnknown, failure?.Kind);
        }

        Assert.Equal((2, 2), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task A_head_without_an_end_is_read_only_to_the_limit()
    {
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n");
            while (true)
            {
                await connection.WriteAsync("X-Filler: " + new string('x', 1000) + "\r\n");
            }
        });
        using var gateway = NewGateway(server);

        var failure = (await ExchangeAsync(gateway, AgentCalls.Status)).Failure;

        Assert.Equal(FailureKind.BadReply, failure?.Kind);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read_and_its_connection_is_closed()
    {
        var closed = new TaskCompletionSource();
        await using var server = new RawServer(null, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            try
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                while (true)
                {
                    await connection.WriteAsync("1000\r\n" + new string(' ', 4096) + "\r\n");
                }
            }
            catch (IOException)
            {
                closed.SetResult();
            }
        });
        using var gateway = NewGateway(server);

        var failure = (await ExchangeAsync(gateway, AgentCalls.Status)).Failure;

        Assert.Equal(FailureKind.BadReply, failure?.Kind);
        Assert.Contains("more than 1 MiB", failure!.Message, StringComparison.Ordinal);
        await closed.Task.WithinTimeout();
    }

    private static async Task AnswerAsync(RawConnection connection, string reply, bool isKept)
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.WriteAsync(reply);
            if (!isKept && !reply.EndsWith("    }", StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static Gateway NewGateway(RawServer server) => new(new GatewayOptions { Address = server.Address, NoProxy = true });

    private static Task<ExchangeResult> ExchangeAsync(Gateway gateway, OperationCall call) =>
        gateway.ExchangeAsync(new ExchangeRequest(call, 101, TimeSpan.FromSeconds(10)), ExchangeSecrets.None, CancellationToken.None)
            .AsTask().WithinTimeout();
}
