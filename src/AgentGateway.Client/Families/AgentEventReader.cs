using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Reads events in every form that gateways send: with or without an outer object, with or without content, with numbers as numbers or
/// strings, and unknown events (events.md 1.3).
/// </summary>
internal static class AgentEventReader
{
    private static readonly Dictionary<string, EventDescription> Typed = ApiFamilies.All
        .SelectMany(static family => family.Events)
        .Where(static known => known.ReadContent is not null)
        .ToDictionary(static known => known.Name, StringComparer.Ordinal);

    // An event with credentials must not be shown because its name is written differently.
    private static readonly EventDescription[] WithCredentials = [.. Typed.Values.Where(static known => known.HoldsCredentials)];

    /// <summary>Reads the events in the JSON of a poll: one object, or an array of them (polling.md 4). Other JSON is skipped.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="agentId">The agent of the events that don't contain one.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="receivedAt">When the JSON was received.</param>
    public static IReadOnlyList<AgentEvent> Read(byte[] json, int agentId, Uri gateway, DateTimeOffset receivedAt)
    {
        using var document = JsonText.Parse(json);
        if (document is null)
        {
            return [];
        }

        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            return [.. root.EnumerateArray().Select(item => ReadOne(item, agentId, gateway, receivedAt)).OfType<AgentEvent>()];
        }

        return ReadOne(root, agentId, gateway, receivedAt) is { } single ? [single] : [];
    }

    private static AgentEvent? ReadOne(JsonElement item, int agentId, Uri gateway, DateTimeOffset receivedAt)
    {
        // One sample of the reference has a blank before the type (media.md 1.5).
        if (JsonText.Text(item, "eventType")?.Trim() is not { Length: > 0 } type)
        {
            return null;
        }

        var content = JsonText.Field(item, "content") ?? default;
        var known = Typed.TryGetValue(type, out var description)
            ? description
            : Array.Find(WithCredentials, other => string.Equals(other.Name, type, StringComparison.OrdinalIgnoreCase));
        return new AgentEvent
        {
            EventType = type,
            AgentId = JsonText.AgentOr(item, "workNo", agentId),
            Gateway = gateway,
            GeneratedAt = JsonText.Time(item, "eventGenTime"),
            ReceivedAt = receivedAt,

            // Content without its own reader is often a call ID.
            Content = known is null ? JsonText.Text(content) : At(gateway, known.ReadContent!(content)),
            Raw = known?.HoldsCredentials == true ? SecretJson.Mask(item) : JsonText.Raw(item),
        };
    }

    // The agent of a notice isn't that of the event, so its content is passed on without the event.
    private static object At(Uri gateway, object content) =>
        content is InspectionNotice notice ? notice with { Gateway = gateway } : content;
}
