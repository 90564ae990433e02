using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AgentGateway.Client.Framework;

/// <summary>
/// Tests the net472 client against a simulator of another process. Only the transport differs from .NET, so only it is tested.
/// </summary>
public sealed class FrameworkLegTests : IDisposable
{
    private readonly Gateway _gateway;
    private readonly NetworkCredential _credential = new("agents", Environment.GetEnvironmentVariable("AGW_TEST_PASSWORD"));

    public FrameworkLegTests() => _gateway = new Gateway(Options());

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task An_agent_signs_in_asks_for_its_state_and_signs_out()
    {
        var session = await SignInAsync(101);
        Assert.Equal(SessionState.SignedIn, session.State);
        Assert.Equal(AgentState.Idle, (await session.GetStatusAsync()).State);
        await session.SignOutAsync(new SignOutRequest { Force = true });
        Assert.Equal(SessionState.SignedOut, session.State);
    }

    [Fact]
    public async Task A_conference_is_granted_and_ended_and_both_are_waited_for()
    {
        var session = await SignInAsync(102);
        var granted = await session.InvokeAsync(
            ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: TimeSpan.FromSeconds(10));
        Assert.Contains(granted.Events, received => received.EventType == "AgentConf_RequestSuccess");
        var ended = await session.InvokeAsync(ConferenceCalls.Release, wait: TimeSpan.FromSeconds(10));
        Assert.Equal("0", ended.RetCode);
        await session.SignOutAsync(new SignOutRequest { Force = true });
    }

    [Fact]
    public async Task A_refusal_has_its_kind_and_its_code()
    {
        var session = await SignInAsync(103);
        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await session.InvokeAsync(ConferenceCalls.StopVoice));
        Assert.Equal(FailureKind.ConferenceNotFound, failure.Kind);
        Assert.Equal("101-001", failure.RetCode);
        await session.SignOutAsync(new SignOutRequest { Force = true });
    }

    [Fact]
    public async Task Many_calls_are_under_way_at_once()
    {
        var session = await SignInAsync(104);
        var states = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => session.GetStatusAsync()));
        Assert.All(states, status => Assert.Equal(104, status.AgentId));
        await session.SignOutAsync(new SignOutRequest { Force = true });
    }

    [Fact]
    public async Task A_certificate_that_is_not_the_pinned_one_is_refused()
    {
        using var pinned = new Gateway(Options() with { CACertificate = null, CertificateThumbprint = new string('0', 64) });
        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(pinned, new SignInRequest { AgentId = 105, Credential = _credential }));
        Assert.Equal(FailureKind.TlsFailed, failure.Kind);
    }

    [Fact]
    public async Task An_unreachable_gateway_is_a_ConnectFailed()
    {
        using var nobody = new Gateway(Options() with { Address = new Uri("https://127.0.0.1:1/"), MaximumRetryCount = 0 });
        var failure = await Assert.ThrowsAsync<GatewayException>(
            () => AgwSession.SignInAsync(nobody, new SignInRequest { AgentId = 105, Credential = _credential }));
        Assert.Equal(FailureKind.ConnectFailed, failure.Kind);
    }

    private static GatewayOptions Options() => new()
    {
        Address = new Uri(Variable("AGW_TEST_GATEWAY")),
        CACertificate = new X509Certificate2(Variable("AGW_TEST_CERTIFICATE")),
        RetryInterval = TimeSpan.FromMilliseconds(10),
        // Mono needs some time for a hundred concurrent handshakes.
        ConnectionTimeout = TimeSpan.FromMinutes(1),
    };

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException(
            $"{name} is not set; AgentGateway.Client.Tests sets it.");

    private Task<AgwSession> SignInAsync(int agentId) =>
        AgwSession.SignInAsync(_gateway, new SignInRequest { AgentId = agentId, Credential = _credential });
}
