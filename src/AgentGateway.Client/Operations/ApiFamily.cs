using System.Text.Json;

namespace AgentGateway;

/// <summary>One family of the API: its operations and its events.</summary>
/// <param name="Operations">The operations, in the order of the reference.</param>
/// <param name="Events">The events that belong to the family.</param>
internal sealed record ApiFamily(IReadOnlyList<Operation> Operations, IReadOnlyList<EventDescription> Events);

/// <summary>One event of the API.</summary>
/// <param name="Name">The name.</param>
/// <param name="Meaning">The meaning of the event, in one sentence; null for an event that the reference doesn't document.</param>
/// <param name="ReadContent">Reads the typed content; null if the content is only a text or empty.</param>
internal sealed record EventDescription(string Name, string? Meaning, Func<JsonElement, object>? ReadContent = null)
{
    /// <summary>The content contains credentials, which are masked in the event as received.</summary>
    public bool HoldsCredentials { get; init; }
}
