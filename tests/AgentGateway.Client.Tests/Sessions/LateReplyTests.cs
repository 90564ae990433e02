using System.Globalization;

namespace AgentGateway.Client.Tests;

/// <summary>A reply that arrives out of order does not restore an old GUID (session.md 3).</summary>
public sealed class LateReplyTests
{
    [Fact]
    public async Task A_late_reply_does_not_restore_a_GUID_that_was_replaced_several_times_since()
    {
        var late = new TaskCompletionSource();
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var used = SentRequest.GuidOf(request);
                if (request.Contains("/work ", StringComparison.Ordinal))
                {
                    await late.Task;
                    await connection.AnswerAsync(headers: "Set-GUID: JSESSIONID=g1\r\n");
                }
                else
                {
                    await connection.AnswerAsync(
                        headers: $"Set-GUID: JSESSIONID=g{int.Parse(used[1..], CultureInfo.InvariantCulture) + 1}\r\n");
                }
            }
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var session = await AgwSession.AttachAsync(gateway, "g0");

        var slow = session.InvokeAsync(AgentCalls.SayWork, 101).AsTask();
        await Eventually.TrueAsync(() => server.Requests == 1, "the slow call at the gateway");
        for (var i = 0; i < 3; i++)
        {
            _ = await session.InvokeAsync(AgentCalls.SayFree, 101);
        }

        late.SetResult();
        _ = await slow.WithinTimeout();

        Assert.Equal("g3", Secrets.Of(session));
    }

    [Fact]
    public async Task A_late_reply_with_an_unknown_GUID_does_not_replace_a_newer_one_but_is_used_if_that_one_is_refused()
    {
        var (late, calls) = (new TaskCompletionSource(), new List<string>());
        await using var server = new RawServer(null, async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var used = SentRequest.GuidOf(request);
                if (request.Contains("/work ", StringComparison.Ordinal))
                {
                    await late.Task;
                    await connection.AnswerAsync(headers: "Set-GUID: JSESSIONID=late\r\n");
                    continue;
                }

                calls.Add(used);
                await (calls.Count switch
                {
                    1 => connection.AnswerAsync(headers: "Set-GUID: JSESSIONID=newer\r\n"),
                    3 => connection.AnswerAsync("""{"message":"","retcode":"000-003","result":""}"""),
                    _ => connection.AnswerAsync(),
                });
            }
        });
        using var gateway = new Gateway(new GatewayOptions { Address = server.Address, NoProxy = true });
        var session = await AgwSession.AttachAsync(gateway, "first");

        var slow = session.InvokeAsync(AgentCalls.SayWork, 101).AsTask();
        await Eventually.TrueAsync(() => server.Requests == 1, "the slow call at the gateway");
        _ = await session.InvokeAsync(AgentCalls.SayFree, 101);
        late.SetResult();
        _ = await slow.WithinTimeout();
        Assert.Equal("newer", Secrets.Of(session));

        _ = await session.InvokeAsync(AgentCalls.SayFree, 101);
        _ = await session.InvokeAsync(AgentCalls.SayFree, 101);

        Assert.Equal(["first", "newer", "newer", "late"], calls);
        Assert.Equal("late", Secrets.Of(session));
    }
}
