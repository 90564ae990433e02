namespace AgentGateway.Client.Tests;

/// <summary>
/// Connections are reused, and a gateway can close one at any time. HTTP stacks resend a request that was lost on a reused connection, but
/// a write must not be resent.
/// </summary>
public sealed class ReusedConnectionTests
{
    private static readonly Dictionary<string, OperationCall> Calls = new()
    {
        ["POST without a body"] = ConferenceCalls.Release,
        ["POST with a body"] = ConferenceCalls.Prolong(5),
        ["PUT without a body"] = PlaybackCalls.StartScreenRecording,
        ["DELETE"] = PlaybackCalls.Stop,
        ["GET"] = AgentCalls.Status,
    };

    public static TheoryData<string, string> WritesAndCuts
    {
        get
        {
            var matrix = new TheoryData<string, string>();
            foreach (var call in Calls.Keys.Where(name => name != "GET"))
            {
                var answers = new[] { "", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\n"
                    + "Content-Length: 40\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"retcode\":" };
                foreach (var answer in answers)
                {
                    matrix.Add(call, answer);
                }
            }

            return matrix;
        }
    }

    [Theory]
    [MemberData(nameof(WritesAndCuts))]
    public async Task A_write_arrives_exactly_once_when_its_connection_is_closed_after_it(string name, string answer)
    {
        using var certificate = Certificates.For();
        await using var server = new RawServer(certificate, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            _ = await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        using var gateway = NewGateway(server, certificate);
        Assert.NotNull((await ExchangeAsync(gateway, Calls[name])).Reply);

        var exchanged = await ExchangeAsync(gateway, Calls[name]);

        Assert.Equal(FailureKind.OutcomeUnknown, exchanged.Failure!.Kind);
        Assert.Equal((1, 2), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task A_read_on_a_used_connection_that_is_cut_fails_so_that_the_session_repeats_it()
    {
        using var certificate = Certificates.For();
        await using var server = new RawServer(certificate, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            _ = await connection.ReadRequestAsync();
        });
        using var gateway = NewGateway(server, certificate);
        _ = await ExchangeAsync(gateway, Calls["GET"]);

        var exchanged = await ExchangeAsync(gateway, Calls["GET"]);

        Assert.Equal(FailureKind.BadReply, exchanged.Failure!.Kind);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task An_idle_connection_that_the_gateway_closed_makes_no_call_fail()
    {
        using var certificate = Certificates.For();
        var closed = new TaskCompletionSource();
        await using var server = new RawServer(certificate, async connection =>
        {
            _ = await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            if (connection.Number == 1)
            {
                connection.Cut();
                closed.SetResult();
            }
            else
            {
                _ = await connection.ReadRequestAsync();
            }
        });
        using var gateway = NewGateway(server, certificate);
        _ = await ExchangeAsync(gateway, ConferenceCalls.Release);
        await closed.Task.WithinTimeout();
        await Task.Delay(50);

        var exchanged = await ExchangeAsync(gateway, ConferenceCalls.Release);

        Assert.True(exchanged.Reply?.IsSuccess, exchanged.Failure?.Message);
        Assert.Equal((2, 2), (server.Connections, server.Requests));
    }

    [Fact]
    public async Task A_call_without_a_body_sends_its_length_and_its_content_type()
    {
        using var certificate = Certificates.For();
        var requests = new List<string?>();
        await using var server = new RawServer(certificate, async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                requests.Add(request);
                await connection.AnswerAsync();
            }
        });
        using var gateway = NewGateway(server, certificate);

        foreach (var call in Calls.Values)
        {
            _ = await ExchangeAsync(gateway, call);
        }

        Assert.Equal(Calls.Count, requests.Count);
        Assert.All(requests, request =>
        {
            Assert.Contains("\r\nContent-Type: application/json; charset=UTF-8\r\n", request, StringComparison.Ordinal);
            Assert.Contains("\r\nGuid: abc\r\n", request, StringComparison.Ordinal);
            Assert.DoesNotContain("Expect:", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("User-Agent", request, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Contains("\r\nContent-Length: 0\r\n", requests[0], StringComparison.Ordinal);
    }

    private static Gateway NewGateway(RawServer server, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        new(new GatewayOptions { Address = server.Address, CertificateThumbprint = Certificates.Pin(certificate), NoProxy = true });

    private static Task<ExchangeResult> ExchangeAsync(Gateway gateway, OperationCall call) =>
        gateway.ExchangeAsync(
            new ExchangeRequest(call, 101, TimeSpan.FromSeconds(10)), new ExchangeSecrets("abc", null), CancellationToken.None)
            .AsTask().WithinTimeout();
}
