namespace AgentGateway.Client.Tests;

/// <summary>An operation that a session refuses, or that the gateway refuses, says which agent and which reason is meant.</summary>
public sealed class RefusalTests
{
    private const string NotSignedIn = """{"message":"","retcode":"100-006","result":""}""";

    [Fact]
    public async Task A_session_that_has_ended_refuses_with_its_reason_and_names_the_calling_agent_if_the_target_is_another_one()
    {
        await using var fake = new FakeGateway(_ => null);
        var session = await fake.AttachAsync();
        await session.DetachAsync();

        var own = await RefuseAsync(session, AgentCalls.SayFree);
        var other = await RefuseAsync(session, InspectorCalls.Idle(102));

        Assert.Equal((FailureKind.NotSignedIn, null), (own.Kind, own.Variant));
        Assert.Contains("the session was signed out", own.Message, StringComparison.Ordinal);
        Assert.Equal((FailureKind.NotSignedIn, FailureVariants.Caller), (other.Kind, other.Variant));
    }

    [Fact]
    public async Task If_the_gateway_says_that_the_calling_agent_is_not_signed_in_the_target_is_not_blamed()
    {
        await using var fake = new FakeGateway(
            line => line.Contains("/agentstatus", StringComparison.Ordinal) ? null : FakeGateway.Http(NotSignedIn));
        var session = await fake.AttachAsync();

        var own = await RefuseAsync(session, AgentCalls.SayFree);
        var other = await RefuseAsync(session, InspectorCalls.Idle(102));

        Assert.Equal((FailureKind.NotSignedIn, false), (own.Kind, own.Variant == FailureVariants.Caller));
        Assert.Equal((FailureKind.NotSignedIn, FailureVariants.Caller), (other.Kind, other.Variant));
    }

    [Fact]
    public async Task A_wait_is_refused_with_the_reason_that_prevents_it()
    {
        await using var fake = new FakeGateway(_ => null);
        var shared = await fake.AttachAsync();
        var polling = await fake.SignInAsync();

        var withoutEnd = await RefuseAsync(polling, AgentCalls.Status, TimeSpan.FromSeconds(1));
        var tooLong = await RefuseAsync(polling, ConferenceCalls.Release, TimeSpan.FromDays(100));
        var withoutPoller = await RefuseAsync(shared, ConferenceCalls.Release, TimeSpan.FromSeconds(1));

        Assert.Contains("no event reports the end of this operation", withoutEnd.Message, StringComparison.Ordinal);
        Assert.Contains("a timeout must be between 0 and 2147483 seconds", tooLong.Message, StringComparison.Ordinal);
        Assert.Equal(
            (null, null, FailureVariants.NoPolling), (withoutEnd.Variant, tooLong.Variant, withoutPoller.Variant));
        Assert.Equal(0, fake.Count("POST"));
        await polling.DetachAsync();
    }

    private static async Task<GatewayException> RefuseAsync(AgwSession session, OperationCall call, TimeSpan? wait = null) =>
        await Assert.ThrowsAsync<GatewayException>(
            () => session.InvokeAsync(call, session.AgentId ?? 101, wait, TestContext.Current.CancellationToken).AsTask());
}
