using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>The messages of .NET about an invalid reply quote its bytes. The messages of this client don't.</summary>
public sealed class QuotedBytesTests
{
    private const string Echo = "0a1b2c3daaaabbbbcccc0123456789ab";

    public static TheoryData<string> Broken =>
    [
        $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Echo}zz\r\n",
        $"HTTP/1.1 {Echo} OK\r\n\r\n",
        $"{Echo}\r\n\r\n",
        $"HTTP/1.1 200 OK\r\n{Echo}\r\n\r\n",
        $"HTTP/1.1 200 OK\r\nGuid {Echo}: x\r\n\r\n",
        $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345{Echo}\r\n",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_reply_is_not_quoted(string reply)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? reply + FakeGateway.Cut : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.DoesNotContain(Echo[..8], failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            string.Join(" ", Echo[..4].Select(letter => ((int)letter).ToString("X2", System.Globalization.CultureInfo.InvariantCulture))),
            failure.ToString(),
            StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(Echo))[..12],
            failure.ToString().Replace(" ", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("()", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 {0}\r\nProxy-Authenticate: {0} realm=x\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 {0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 502 {0}\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_proxy_that_repeats_its_password_is_not_quoted(string reply)
    {
        var credential = Convert.ToBase64String("clerk:Pr0xy-Word-123"u8);
        await using var proxy = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, reply, credential));
            }
        });
        using var gateway = new Gateway(
            new GatewayOptions
            {
                Address = new Uri("https://gw.example:8043"),
                Proxy = proxy.Address,
                ProxyCredential = new NetworkCredential("clerk", "Pr0xy-Word-123"),
                MaximumRetryCount = 0,
            });
        var session = await AgwSession.AttachAsync(gateway, "first");

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
        Assert.DoesNotContain(credential[..8], failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_gateways_text_after_the_word_password_is_kept()
    {
        await using var fake = new FakeGateway(
            line => line.StartsWith("PUT", StringComparison.Ordinal)
                ? FakeGateway.Http("""{"retcode":"100-004","message":"account of branch 7"}""")
                : null);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => fake.SignInAsync());
        var around = GatewayException.For(FailureKind.ConferenceUnknown, default, null, failure);

        Assert.Contains("password: \"account of branch 7\"", failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, around.InnerException);
    }
}
