using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the queries about calls (queues.md 4).</summary>
internal static class CallDataResults
{
    /// <summary>The detail of the failure if a reply contains something else than calls.</summary>
    public const string NoCalls = "the reply contains no calls";

    /// <summary>
    /// Reads calls: an object or an array, because the table and the samples differ. A reply without a result, and an empty object, mean
    /// that there is no call. Null: the result is something else.
    /// </summary>
    /// <param name="json">The result.</param>
    /// <param name="agentId">The agent of the calls.</param>
    /// <param name="state">The state of an answered call.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="now">The current time.</param>
    public static IReadOnlyList<AgwCall>? Calls(byte[]? json, int agentId, AgwCallState state, Uri gateway, DateTimeOffset now)
    {
        using var document = JsonText.Parse(json);
        if (document is null)
        {
            return json is null || json.Length == 0 ? [] : null;
        }

        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Object => [.. Call(root, agentId, state, gateway, now)],
            JsonValueKind.Array => [.. root.EnumerateArray().SelectMany(item => Call(item, agentId, state, gateway, now))],
            JsonValueKind.Null => [],
            _ => null,
        };
    }

    /// <summary>Reads the IDs of calls; null: the result is no list.</summary>
    public static IReadOnlyList<string>? CallIds(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document?.RootElement is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(JsonText.Text).Where(id => Limits.CallId(id) is null).Select(id => id!).Distinct()]
            : null;
    }

    /// <summary>Reads one call; none if it has ended.</summary>
    private static AgwCall[] Call(JsonElement item, int agentId, AgwCallState state, Uri gateway, DateTimeOffset now)
    {
        var hasEnded = JsonText.Time(item, "endtime") is not null;
        if (hasEnded || JsonText.Text(item, "callid") is not { } callId || Limits.CallId(callId) is not null)
        {
            return [];
        }

        var began = JsonText.Time(item, "begintime");
        var isWaiting = began is null && JsonText.Field(item, "begintime") is not null;
        return
        [
            new AgwCall
            {
                AgentId = agentId,
                CallId = callId,
                State = isWaiting ? AgwCallState.Ringing : state,
                CallType = (CallType?)JsonText.Small(item, "callfeature"),
                Caller = JsonText.Text(item, "caller"),
                Called = JsonText.Text(item, "called"),
                Queue = JsonText.Text(item, "callskill"),
                QueueId = JsonText.Small(item, "callskillid"),
                CallData = JsonText.Text(item, "calldata"),
                StartedAt = began,
                Duration = began is { } start && now > start ? now - start : began is null ? null : TimeSpan.Zero,
                Gateway = gateway,
            },
        ];
    }
}
