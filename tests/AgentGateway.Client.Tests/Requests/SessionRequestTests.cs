using System.Globalization;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the requests that keep and end a session (session.md 5 and 7, polling.md 2).</summary>
public sealed class SessionRequestTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private Bench Bench => shared.Bench;

    [Fact]
    public async Task Signing_out_is_a_DELETE_of_logout()
    {
        var session = await Bench.SignInAsync();

        await session.SignOutAsync(new SignOutRequest());

        AssertRequest(session, "logout", "DELETE", "onlineagent/{0}/logout");
    }

    [Fact]
    public async Task Signing_out_by_force_is_a_DELETE_of_forcelogout()
    {
        var session = await Bench.SignInAsync();

        await session.SignOutAsync(new SignOutRequest { Force = true });

        AssertRequest(session, "forceLogout", "DELETE", "onlineagent/{0}/forcelogout");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(255, true)]
    public async Task Signing_out_with_a_reason_puts_it_into_the_path(int reason, bool force)
    {
        var session = await Bench.SignInAsync();

        await session.SignOutAsync(new SignOutRequest { Reason = reason, Force = force });

        AssertRequest(session, "forceLogoutWithReason", "DELETE", $"onlineagent/{{0}}/forcelogoutwithreason/{reason}");
    }

    [Fact]
    public async Task Requesting_a_new_GUID_is_a_PUT_of_updateGuid()
    {
        var session = await Bench.SignInAsync();

        await session.UpdateGuidAsync();

        AssertRequest(session, "updateGuid", "PUT", "onlineagent/{0}/updateGuid");
    }

    [Fact]
    public async Task A_poll_is_a_GET_of_agentevent()
    {
        var session = await Bench.SignInAsync();
        await Eventually.TrueAsync(() => Bench.Seen(session.AgentId!.Value, "getAgentEvent").Length > 0, "a poll");

        var seen = Bench.Seen(session.AgentId!.Value, "getAgentEvent")[0];

        AssertRequest(session, seen, "GET", "agentevent/{0}");
    }

    private void AssertRequest(AgwSession session, string operation, string method, string path) =>
        AssertRequest(session, Assert.Single(Bench.Seen(session.AgentId!.Value, operation)), method, path);

    private static void AssertRequest(AgwSession session, SeenRequest seen, string method, string path)
    {
        Assert.Equal(method, seen.Method);
        Assert.Equal(
            "/agentgateway/resource/" + string.Format(CultureInfo.InvariantCulture, path, session.AgentId), seen.Path + seen.Query);
        Assert.Equal("application/json; charset=UTF-8", seen.ContentType);
        Assert.Equal("current", seen.GuidMatched);
        Assert.Equal("", seen.Body);
    }
}
