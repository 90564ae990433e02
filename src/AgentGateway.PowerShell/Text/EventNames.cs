using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Checks the names of events that users type. Gateways send more events than the reference documents, so an unknown name only causes a
/// warning. A name that differs from a documented one by a typing error is refused, because the event would never arrive.
/// </summary>
internal static class EventNames
{
    // One typing error is an additional letter, a missing letter, or two swapped letters.
    private const int MaxTypingErrors = 2;
    private const int MinCommonLength = 4;

    /// <summary>Returns why a name or pattern is refused; null: it is accepted.</summary>
    public static string? Problem(string typed)
    {
        if (WildcardPattern.ContainsWildcardCharacters(typed))
        {
            return Patterns.Problem(typed);
        }

        if (IsKnown(typed) || Nearest(typed) is not { } near)
        {
            return null;
        }

        var shown = Messages.Clean(typed);
        return $"'{shown}' is not a documented event. Did you mean {near}? To wait for it anyway, add a wildcard: {shown}*.";
    }

    /// <summary>Returns the warning about a name that may be a mistake; null: none.</summary>
    public static string? Warning(string typed)
    {
        if (WildcardPattern.ContainsWildcardCharacters(typed) || IsKnown(typed) || IsOfAnotherFamily(typed))
        {
            return null;
        }

        var (family, rest) = Split(typed);
        var (meant, common) = EventTypes.Known.Keys
            .Where(known => Split(known).Family.Equals(family, StringComparison.OrdinalIgnoreCase))
            .Select(known => (Name: known, Length: CommonLength(rest, Split(known).Event)))
            .OrderByDescending(candidate => candidate.Length)
            .FirstOrDefault();
        var hint = common >= MinCommonLength ? $"Did you mean {meant}?" : "The Tab key completes the documented ones.";
        return $"'{Messages.Clean(typed)}' is not a documented event, so it may never arrive. {hint}";
    }

    private static string? Nearest(string typed) => EventTypes.Known.Keys
        .Select(known => (Name: known, Distance: Spelling.Distance(typed, known, MaxTypingErrors)))
        .Where(candidate => candidate.Distance <= MaxTypingErrors)
        .OrderBy(candidate => candidate.Distance)
        .FirstOrDefault().Name;

    private static bool IsKnown(string name) => EventTypes.Known.ContainsKey(name);

    /// <summary>
    /// Returns whether the event belongs to a family that the reference doesn't document, such as the voice calls of AgentEvent_Talking.
    /// Gateways also send such events.
    /// </summary>
    private static bool IsOfAnotherFamily(string name)
    {
        var (family, rest) = Split(name);
        return rest.Length > 0
            && family.StartsWith("Agent", StringComparison.OrdinalIgnoreCase)
            && !EventTypes.Known.Keys.Any(known => Split(known).Family.Equals(family, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Family, string Event) Split(string name)
    {
        var end = name.IndexOf('_');
        return end < 0 ? ("", name) : (name.Substring(0, end), name.Substring(end + 1));
    }

    /// <summary>Returns the length of the longest text that two names have in common.</summary>
    private static int CommonLength(string one, string other)
    {
        var longest = 0;
        for (var start = 0; start < one.Length; start++)
        {
            while (start + longest < one.Length && other.Contains(one.Substring(start, longest + 1), StringComparison.OrdinalIgnoreCase))
            {
                longest++;
            }
        }

        return longest;
    }
}
