using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the operations of the session family.</summary>
internal static class SessionResults
{
    /// <summary>Reads the state of an agent: an array according to the table of the reference, an object according to its sample.</summary>
    public static AgentStatus? Status(byte[]? json, int agentId, Uri gateway)
    {
        using var document = JsonText.Parse(json);
        var item = Entry(document);
        return JsonText.Small(item, "agentState") is not { } state ? null : new AgentStatus
        {
            AgentId = agentId,
            State = State(state),
            IsWorking = JsonText.Truth(item, "isWorking"),
            Gateway = gateway,
        };
    }

    /// <summary>The details of another agent (supervision.md 3).</summary>
    /// <param name="json">The result.</param>
    /// <param name="agentId">The agent that was queried.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="readAt">The time of the reply, in local time.</param>
    public static AgentStatus? Details(byte[]? json, int agentId, Uri gateway, DateTimeOffset readAt)
    {
        using var document = JsonText.Parse(json);
        return AgentDetails.Read(Entry(document), agentId, gateway, readAt);
    }

    /// <summary>Reads the GUID from the body of updateGuid.</summary>
    public static string? Guid(byte[]? json)
    {
        using var document = JsonText.Parse(json);
        return document is null ? null : JsonText.Secret(document.RootElement, "guid");
    }

    /// <summary>Reads the only entry: an array according to the table of the reference, an object according to its sample.</summary>
    private static JsonElement Entry(JsonDocument? document)
    {
        var root = document?.RootElement ?? default;
        return root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0] : root;
    }

    /// <summary>Reads a state with the numbers of the gateway.</summary>
    public static AgentState State(int number) => number is >= 0 and <= (int)AgentState.PreRest ? (AgentState)number : AgentState.Unknown;
}
