using System.Text.Json;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the GUID in the headers or the body of a reply, the error without it, and that it is also a secret in a body.</summary>
public sealed class GuidInReplyTests
{
    private const string Second = "0a1b2c3d-aaaa-bbbb-cccc-0123456789ab.AgentGateway1";

    [Fact]
    public async Task A_sign_in_without_a_GUID_has_succeeded_and_has_a_remedy()
    {
        await using var fake = new FakeGateway(
            line => line.StartsWith("PUT", StringComparison.Ordinal)
                ? FakeGateway.Http("""{"retcode":"0","result":{"workno":"101"}}""")
                : null);

        var failure = await Assert.ThrowsAsync<GatewayException>(() => fake.SignInAsync());

        Assert.Equal((FailureKind.OutcomeUnknown, "login"), (failure.Kind, failure.Operation));
        Assert.Contains("the sign-in succeeded", failure.Message, StringComparison.Ordinal);
        Assert.Contains("forced sign-in", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(1, fake.Count("PUT"));
    }

    [Fact]
    public async Task Without_a_new_GUID_the_outcome_of_the_change_is_unknown()
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/updateGuid", StringComparison.Ordinal) ? FakeGateway.Http("""{"retcode":"0","result":{}}""") : null);
        var session = await fake.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.UpdateGuidAsync());

        Assert.Equal((FailureKind.OutcomeUnknown, "updateGuid"), (failure.Kind, failure.Operation));
        Assert.Contains("forced sign-in", failure.Remedy, StringComparison.Ordinal);
        await session.DetachAsync();
    }

    [Fact]
    public async Task A_new_GUID_in_the_header_of_updateGuid_is_enough()
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/updateGuid", StringComparison.Ordinal)
                ? FakeGateway.Http("""{"retcode":"0","result":{}}""", headers: $"Set-GUID: {Second}\r\n")
                : null);
        var session = await fake.AttachAsync();

        await session.UpdateGuidAsync(101);

        Assert.Equal(Second, Secrets.Of(session));
    }

    [Fact]
    public async Task The_GUID_in_a_body_is_masked_in_messages_and_in_the_trace()
    {
        using var folder = new TemporaryFolder();
        await using var fake = new FakeGateway(
            line => line.EndsWith("/updateGuid", StringComparison.Ordinal) ? FakeGateway.Http(
                """{"message":"now *","retcode":"0","result":{"guid":"*","note":"x*"}}""".Replace("*", Second, StringComparison.Ordinal))
                : line.StartsWith("PUT", StringComparison.Ordinal)
                    ? FakeGateway.Http(
                        """{"message":"first-guid-of-all.Gw0 is yours","retcode":"0","result":{"guid":"first-guid-of-all.Gw0"}}""")
                    : null,
            options => options with { TracePath = folder.File("trace.jsonl") });
        var session = await fake.SignInAsync();
        await session.UpdateGuidAsync();
        await session.DetachAsync();
        fake.Client.Dispose();

        Assert.Equal(Second, Secrets.Of(session));
        var trace = await File.ReadAllLinesAsync(folder.File("trace.jsonl"));
        Assert.DoesNotContain(
            trace, line => line.Contains("0a1b2c3d", StringComparison.Ordinal) || line.Contains("first-guid", StringComparison.Ordinal));
        var changes = trace.Select(line => JsonDocument.Parse(line).RootElement).Where(
            line => line.GetProperty("operation").GetString() is "login" or "updateGuid").ToArray();
        Assert.Equal([true, true], changes.Select(line => line.GetProperty("guidChanged").GetBoolean()));
    }

    [Theory]
    [InlineData("502 Bad Gateway", "<html>", "Guid", false)]
    [InlineData("404 Not Found", "", "Guid", false)]
    [InlineData("302 Found", "", "Guid", false)]
    [InlineData("500 Error", """{"retcode":"100-007"}""", "Guid", true)]
    [InlineData("200 OK", """{"retcode":"0"}""", "Guid", true)]
    [InlineData("502 Bad Gateway", "<html>", "Set-GUID", true)]
    public async Task The_header_Guid_is_used_only_in_a_reply_of_the_gateway(string status, string body, string header, bool isTaken)
    {
        await using var fake = new FakeGateway(
            line => line.EndsWith("/sayfree", StringComparison.Ordinal) ? FakeGateway.Http(body, status, $"{header}: {Second}\r\n") : null);
        var session = await fake.AttachAsync();

        _ = await session.TryInvokeAsync(AgentCalls.SayFree, 101, null, CancellationToken.None);

        Assert.Equal(isTaken ? Second : "first.AgentGateway0", Secrets.Of(session));
    }
}
