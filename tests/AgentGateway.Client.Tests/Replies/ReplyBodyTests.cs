namespace AgentGateway.Client.Tests;

/// <summary>The body of a reply: the declared charset and the declared length are used.</summary>
public sealed class ReplyBodyTests
{
    // In UTF-8, the bytes of this character are C3 BE. In GBK, they are another character.
    [Theory]
    [InlineData("GBK", "镁")]
    [InlineData("UTF-8", "þ")]
    public async Task The_charset_of_the_header_decides_how_a_message_is_read(string charset, string message)
    {
        const string Body = """{"retcode":"101-001","message":"þ"}""";
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal)
                ? FakeGateway.Http(Body).Replace("charset=UTF-8", $"charset={charset}", StringComparison.Ordinal)
                : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(message, failure.GatewayMessage);
    }

    [Fact]
    public async Task A_body_that_is_declared_as_too_large_is_not_read()
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal)
                ? "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n{" + FakeGateway.Cut
                : null);
        var session = await fake.AttachAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(AgentCalls.SayFree, 101).AsTask());

        Assert.Equal(FailureKind.OutcomeUnknown, failure.Kind);
        Assert.Contains("a body of more than 1 MiB", failure.Message, StringComparison.Ordinal);
    }
}
