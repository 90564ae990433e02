using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Selects events by the wildcards of -EventType.</summary>
/// <param name="eventTypes">The wildcards; null: every event is selected.</param>
internal sealed class EventFilter(string[]? eventTypes)
{
    private readonly WildcardPattern[]? _patterns = eventTypes?
        .Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
        .ToArray();

    /// <summary>The wildcards as text, for messages.</summary>
    public string Description => string.Join(", ", eventTypes ?? []);

    public bool Includes(AgentEvent received) =>
        _patterns is null || Array.Exists(_patterns, pattern => pattern.IsMatch(received.EventType));
}
