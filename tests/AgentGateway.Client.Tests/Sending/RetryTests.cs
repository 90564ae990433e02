using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AgentGateway.Client.Tests;

/// <summary>Which calls are sent again, how often, and after which pause (decision 0006).</summary>
public sealed class RetryTests
{
    private const string Busy = """{"message":"","retcode":"000-004","result":""}""";
    private const string RefusedGuid = """{"message":"","retcode":"000-003","result":""}""";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    // A pause lasts between half of the interval and all of it.
    private static readonly TimeSpan MinPause = Interval / 2 - TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_call_is_sent_with_at_most_two_GUIDs_even_if_each_refusal_contains_another_one()
    {
        var replies = 0;
        await using var fake = new FakeGateway(line => IsSayFree(line) && ++replies < 6 ? NewGuid(replies) : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(("000-003", 2), (failure.RetCode, fake.Count("sayfree")));
    }

    [Fact]
    public async Task Sending_a_call_with_a_new_GUID_does_not_count_as_one_of_its_retries()
    {
        var replies = 0;
        await using var fake = new FakeGateway(
            line => !IsSayFree(line) ? null : ++replies switch { 1 => NewGuid(1), 2 => FakeGateway.Http(Busy), _ => null },
            options => options with { MaximumRetryCount = 1 });
        var session = await fake.AttachAsync();

        var result = await session.InvokeAsync(AgentCalls.SayFree, 101);

        Assert.Equal(("0", 3), (result.RetCode, fake.Count("sayfree")));
    }

    [Fact]
    public async Task A_change_whose_connection_could_not_be_opened_is_tried_again_after_a_pause()
    {
        using var gateway = new Gateway(new GatewayOptions
        {
            Address = FreeAddress(),
            NoProxy = true,
            MaximumRetryCount = 1,
            RetryInterval = Interval,
        });
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");
        var started = Stopwatch.GetTimestamp();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.True(Stopwatch.GetElapsedTime(started) >= MinPause);
    }

    [Fact]
    public async Task A_query_is_not_repeated_if_the_gateway_does_not_speak_TLS()
    {
        await using var server = new RawServer(null, connection => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"));
        using var gateway = new Gateway(new GatewayOptions
        {
            Address = new UriBuilder(server.Address) { Scheme = Uri.UriSchemeHttps }.Uri,
            NoProxy = true,
            MaximumRetryCount = 2,
            RetryInterval = TimeSpan.FromMilliseconds(5),
        });
        var session = await AgwSession.AttachAsync(gateway, "first.AgentGateway0");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.Status, 101).AsTask());

        Assert.Equal((FailureKind.TlsFailed, 1), (failure.Kind, server.Connections));
    }

    [Fact]
    public async Task A_call_whose_precondition_could_not_be_checked_is_not_tried_again()
    {
        await using var fake = new FakeGateway(_ => null, options => options with { MaximumRetryCount = 2 });
        var session = await fake.AttachAsync();
        var check = new UnreachableCheck(fake.Client);

        var result = await session.SendAsync(
            new ExchangeRequest(AgentCalls.SayFree, 101, TimeSpan.FromSeconds(10)) { Precondition = check },
            TestContext.Current.CancellationToken);

        Assert.Equal((FailureKind.ConnectFailed, 1), (result.Failure!.Kind, check.Count));
        Assert.Empty(fake.Requests);
    }

    [Fact]
    public async Task During_a_switch_over_the_known_conference_is_no_longer_certain()
    {
        await using var fake = new FakeGateway(line => IsSayFree(line) ? FakeGateway.Http(Busy) : null);
        var session = await fake.SignInAsync();
        Assert.True(session.Conferences.Current.IsCertain);

        _ = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree).AsTask());

        Assert.False(session.Conferences.Current.IsCertain);
        await session.DetachAsync();
    }

    private static bool IsSayFree(string line) => line.Contains("/sayfree", StringComparison.OrdinalIgnoreCase);

    private static string NewGuid(int number) =>
        FakeGateway.Http(RefusedGuid, headers: $"Set-GUID: JSESSIONID=new{number}.AgentGateway0\r\n");

    /// <summary>An address at which nothing listens.</summary>
    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new UriBuilder("http", "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port).Uri;
    }

    private sealed class UnreachableCheck(Gateway gateway) : IPrecondition
    {
        public int Count { get; private set; }

        public ValueTask<GatewayException?> FindObstacleAsync(CancellationToken cancellationToken)
        {
            Count++;
            var context = new CallContext("queryConf", 101, gateway.Address);
            return ValueTask.FromResult<GatewayException?>(GatewayException.For(FailureKind.ConnectFailed, context));
        }
    }
}
