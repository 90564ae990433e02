using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// A load balancer routes a session by its cookies. Each session sends only the cookies that it has received (decision 0012).
/// </summary>
public sealed partial class CookieTests
{
    [Fact]
    public async Task The_cookies_of_a_sign_in_go_with_every_later_call_of_that_session_and_of_no_other()
    {
        var seen = new ConcurrentBag<(int Agent, string Path, string? Cookie)>();
        await using var server = new RawServer(null, connection => BalanceAsync(connection, seen));
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });

        var sessions = await Task.WhenAll(Enumerable.Range(101, 8).Select(agent => AgwSession.SignInAsync(gateway, Bench.Request(agent))));
        for (var round = 0; round < 3; round++)
        {
            _ = await Task.WhenAll(sessions.Select(session => session.InvokeAsync(AgentCalls.SayFree).AsTask()));
        }

        await Eventually.TrueAsync(
            () => seen.Count(request => request.Path.Contains("agentevent", StringComparison.Ordinal)) >= 8, "a poll of each");
        await Task.WhenAll(sessions.Select(session => session.SignOutAsync(new SignOutRequest())));

        Assert.All(seen, request =>
        {
            var isSignIn = request.Path.EndsWith(request.Agent.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                && !request.Path.Contains("agentevent", StringComparison.Ordinal);
            Assert.Equal(isSignIn ? null : $"loadbalance=node{request.Agent}; affinity=a{request.Agent}", request.Cookie);
        });
        Assert.True(seen.Count >= 8 * 6);
    }

    [Fact]
    public async Task Without_cookies_none_are_sent()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();

        _ = await session.InvokeAsync(AgentCalls.SayFree);

        Assert.All(bench.Seen(session.AgentId!.Value), seen => Assert.True(string.IsNullOrEmpty(seen.Cookie)));
    }

    [Fact]
    public async Task A_new_sign_in_of_the_same_agent_starts_without_the_cookies_of_the_old_one()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { SetCookie = "loadbalance=node7; Path=/; Secure; HttpOnly" });
        var first = await bench.SignInAsync();
        await first.SignOutAsync(new SignOutRequest());

        var second = await bench.SignInAsync(first.AgentId);
        _ = await second.GetStatusAsync();

        Assert.All(bench.Seen(first.AgentId!.Value, "login"), seen => Assert.True(string.IsNullOrEmpty(seen.Cookie)));
        Assert.Equal("loadbalance=node7", Assert.Single(bench.Seen(first.AgentId!.Value, "getAgentStatus")).Cookie);
    }

    [Theory]
    [InlineData("a=b; Path=/; HttpOnly", "a=b")]
    [InlineData("  a = b  ", "")]
    [InlineData("a=b=c", "a=b=c")]
    [InlineData("a=", "a=")]
    [InlineData("=b", "")]
    [InlineData("a", "")]
    [InlineData("", "")]
    [InlineData("a=b\r\nX-Evil: 1", "")]
    [InlineData("a=\u0001", "")]
    [InlineData("a=ü", "")]
    [InlineData("a=b,c", "")]
    public void Only_what_can_be_sent_back_is_kept(string header, string kept) =>
        Assert.Equal(kept, string.Join("|", SessionCookies.Parse([header], DateTimeOffset.UnixEpoch)));

    [Fact]
    public void Only_a_limited_number_of_cookies_is_kept()
    {
        Assert.Equal(16, SessionCookies.Parse(Enumerable.Range(0, 1000).Select(number => $"c{number}=x"), DateTimeOffset.UnixEpoch).Count);
        Assert.Empty(SessionCookies.Parse(["a=" + new string('x', 4096)], DateTimeOffset.UnixEpoch));
    }

    // Simulates a load balancer that sets two cookies for each agent, and tries to change them later.
    private static async Task BalanceAsync(RawConnection connection, ConcurrentBag<(int Agent, string Path, string? Cookie)> seen)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var path = request.Split(' ')[1];
            var agent = int.Parse(Agent().Match(path).Groups[1].Value, CultureInfo.InvariantCulture);
            seen.Add((agent, path, Cookie().Match(request) is { Success: true } cookie ? cookie.Groups[1].Value : null));
            if (path.Contains("agentevent", StringComparison.Ordinal))
            {
                await Task.Delay(20);
                await connection.AnswerAsync("""{"message":"","retcode":"0","event":null}""", "Set-Cookie: loadbalance=poll; Path=/\r\n");
            }
            else if (path.EndsWith(agent.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                await connection.AnswerAsync(
                    """{"message":"","retcode":"0","result":{}}""",
                    $"Set-GUID: JSESSIONID=g{agent}\r\nSet-Cookie: loadbalance=node{agent}; Path=/; HttpOnly\r\n"
                        + $"Set-Cookie: affinity=a{agent}\r\n");
            }
            else
            {
                await connection.AnswerAsync("""{"message":"","retcode":"0","result":{}}""", "Set-Cookie: loadbalance=elsewhere\r\n");
            }
        }
    }

    [GeneratedRegex(@"/(?:onlineagent|agentevent)/(\d+)")]
    private static partial Regex Agent();

    [GeneratedRegex(@"\r\nCookie: ([^\r]*)\r\n")]
    private static partial Regex Cookie();
}
