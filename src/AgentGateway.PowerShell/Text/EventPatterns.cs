using System.Management.Automation;

namespace AgentGateway;

/// <summary>Events that complete an operation, as wildcard patterns.</summary>
internal static class EventPatterns
{
    /// <summary>Creates the completion of an operation.</summary>
    /// <param name="succeeds">The patterns of the events that mean success, unless their content states a failure.</param>
    /// <param name="fails">The patterns of the events that mean failure.</param>
    public static Completion Completion(string[] succeeds, string[] fails)
    {
        var patterns = succeeds.Concat(fails).Distinct(StringComparer.Ordinal).ToDictionary(
            static text => text,
            static text => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant),
            StringComparer.Ordinal);
        return new Completion(succeeds, fails)
        {
            MatchesAny = (names, eventType) => names.Any(name => patterns[name].IsMatch(eventType)),
        };
    }
}
