using System.Management.Automation;

namespace AgentGateway;

/// <summary>Picks events by the wildcards of -EventType.</summary>
internal sealed class EventFilter
{
    private readonly WildcardPattern[]? _patterns;

    public EventFilter(string[]? eventTypes) =>
        _patterns = eventTypes?.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToArray();

    public bool IsWanted(AgentEvent received) => _patterns is null || Array.Exists(_patterns, pattern => pattern.IsMatch(received.EventType));
}
