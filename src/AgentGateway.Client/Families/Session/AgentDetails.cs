using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the details of agents in the replies of the agentgroup family (queues.md 3).</summary>
internal static class AgentDetails
{
    /// <summary>The problem of a reply without a list of agents, for the error.</summary>
    public const string NoList = "the reply contains no list of agents";

    // The time of the sign-in of an agent that is not signed in (supervision.md 3).
    private const long NoTime = 4_294_967_295_000;

    /// <summary>Reads one agent; null: the object contains no status.</summary>
    public static AgentStatus? Read(JsonElement item, int agentId, Uri gateway, DateTimeOffset readAt) =>
        JsonText.Small(item, "status") is not { } state ? null : new AgentStatus
        {
            AgentId = JsonText.AgentOr(item, "workno", agentId),
            State = SessionResults.State(state),
            Name = JsonText.Text(item, "name"),
            PhoneNumber = JsonText.Text(item, "phonenumber"),
            VdnId = JsonText.Small(item, "vdnid"),
            Skills = Skills(item),
            StateSince = readAt - TimeInState(item),
            TimeInState = TimeInState(item),
            SignedInAt = JsonText.Number(item, "logindate") == NoTime ? null : JsonText.Time(item, "logindate"),
            Gateway = gateway,
        };

    /// <summary>Reads the agents of a queue; null: the reply contains no list.</summary>
    public static IReadOnlyList<AgentStatus>? ReadList(byte[]? json, Uri gateway, DateTimeOffset readAt)
    {
        using var document = JsonText.Parse(json);
        return document?.RootElement.ValueKind == JsonValueKind.Array ? Merge(Agents(document.RootElement, gateway, readAt)) : null;
    }

    /// <summary>Reads the agents of all queues, each of them once; null: the reply contains no list.</summary>
    public static IReadOnlyList<AgentStatus>? ReadGroups(byte[]? json, Uri gateway, DateTimeOffset readAt)
    {
        using var document = JsonText.Parse(json);
        return document?.RootElement.ValueKind == JsonValueKind.Array
            ? Merge(document.RootElement.EnumerateArray()
                .SelectMany(group => Agents(JsonText.Field(group, "agent") ?? default, gateway, readAt)))
            : null;
    }

    private static IEnumerable<AgentStatus> Agents(JsonElement list, Uri gateway, DateTimeOffset readAt) =>
        (list.ValueKind == JsonValueKind.Object ? [list] : JsonText.Items(list))
            .Select(item => Read(item, 0, gateway, readAt))
            .OfType<AgentStatus>()
            .Where(agent => agent.AgentId > 0);

    private static AgentStatus[] Merge(IEnumerable<AgentStatus> agents) =>
        [.. agents.GroupBy(agent => agent.AgentId, (_, same) => same.First())];

    private static TimeSpan? TimeInState(JsonElement item) =>
        JsonText.Number(item, "currentstatetime") is { } seconds and >= 0 and < uint.MaxValue
            ? TimeSpan.FromSeconds((double)seconds)
            : null;

    /// <summary>Reads the queues of an agent. No sample shows their form, so numbers, texts and objects are read.</summary>
    private static int[]? Skills(JsonElement item) => JsonText.Field(item, "skilllist") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(Skill).Where(id => id is > 0 and <= int.MaxValue).Select(id => (int)id!.Value)]
        : null;

    private static long? Skill(JsonElement item) => item.ValueKind == JsonValueKind.Object
        ? JsonText.Number(item, "id") ?? JsonText.Number(item, "skillId")
        : JsonText.Number(item);
}
