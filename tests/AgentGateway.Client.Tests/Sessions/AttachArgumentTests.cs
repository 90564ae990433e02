using System.Net;

namespace AgentGateway.Client.Tests;

/// <summary>What a caller passes in order to attach to a session is checked before anything is sent.</summary>
public sealed class AttachArgumentTests
{
    private const string Guid = "first.AgentGateway0";

    public static TheoryData<string, int?, bool, string?, string> Mistakes => new()
    {
        { "a GUID\r\nX: y", 101, false, null, "GUID" },
        { Guid, 101, false, "no cookie", "Cookies must have the form name=value" },
        { Guid, null, true, null, "Polling requires the agent of the GUID." },
        { Guid, 0, false, null, "agent ID" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_explained_and_nothing_is_sent(string guid, int? agentId, bool poll, string? cookie, string explanation)
    {
        await using var fake = new FakeGateway(_ => null);

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.AttachAsync(fake.Client, guid, agentId, poll, cookie, TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains(explanation, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(fake.Requests);
    }

    [Fact]
    public async Task A_gateway_is_required() =>
        _ = await Assert.ThrowsAsync<ArgumentNullException>(
            () => AgwSession.AttachAsync(null!, Guid, cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_cookies_of_an_attached_session_can_be_read_without_their_attributes()
    {
        await using var fake = new FakeGateway(_ => null);

        var session = await AgwSession.AttachAsync(
            fake.Client, Guid, cookie: "node=7; Path=/; zone=2", cancellationToken: TestContext.Current.CancellationToken);
        var without = await fake.AttachAsync();

        Assert.Equal("node=7; zone=2", new NetworkCredential("", session.GetCookie()).Password);
        Assert.True(session.GetCookie()!.IsReadOnly());
        Assert.Null(without.GetCookie());
    }

    [Theory]
    [InlineData("""{"agentState":2}""", "agentState 2", FailureKind.NotSignedIn)]
    [InlineData("""{}""", "the reply contains no agentState", FailureKind.BadReply)]
    public async Task A_session_whose_agent_is_not_certainly_signed_in_is_refused(string result, string explanation, FailureKind kind)
    {
        var status = FakeGateway.Http($$"""{"message":"","retcode":"0","result":{{result}}}""");
        await using var fake = new FakeGateway(line => line.EndsWith("/agentstatus", StringComparison.Ordinal) ? status : null);

        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.AttachAsync(fake.Client, Guid, 101, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(explanation, failure.Message, StringComparison.Ordinal);
    }
}
