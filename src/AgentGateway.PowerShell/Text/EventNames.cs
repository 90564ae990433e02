using System.Management.Automation;

namespace AgentGateway;

/// <summary>
/// Judges the event names that people type. Gateways send more events than the reference documents, so a name that is not known is doubtful
/// and not wrong; one that is a slip away from a documented name is wrong, because it would be waited for in vain.
/// </summary>
internal static class EventNames
{
    // A slip of the keyboard: a letter too many, one too few, two exchanged.
    private const int Slips = 2;
    private const int ShortestCommonPart = 4;

    /// <summary>Why a name or pattern can't be meant; null: it can.</summary>
    public static string? Problem(string typed)
    {
        if (WildcardPattern.ContainsWildcardCharacters(typed))
        {
            return Patterns.Problem(typed);
        }

        var near = IsKnown(typed) ? null : EventTypes.Known.Keys.Where(known => Spelling.Distance(typed, known, Slips) <= Slips).OrderBy(known => Spelling.Distance(typed, known, Slips)).FirstOrDefault();
        return near is null ? null : $"'{Messages.Clean(typed)}' is no documented event. Did you mean {near}? To wait for it all the same, add a wildcard: {Messages.Clean(typed)}*.";
    }

    /// <summary>What is to be said of a name that may be a mistake; null: nothing.</summary>
    public static string? Doubt(string typed)
    {
        if (WildcardPattern.ContainsWildcardCharacters(typed) || IsKnown(typed) || IsOfAnotherFamily(typed))
        {
            return null;
        }

        var (family, rest) = Split(typed);
        var (meant, common) = EventTypes.Known.Keys.Where(known => Split(known).Family.Equals(family, StringComparison.OrdinalIgnoreCase))
            .Select(known => (known, CommonPart(rest, Split(known).Event)))
            .OrderByDescending(candidate => candidate.Item2).FirstOrDefault();
        var hint = common >= ShortestCommonPart ? $"Did you mean {meant}?" : "Tab completes the documented ones.";
        return $"'{Messages.Clean(typed)}' is no documented event and may never come. {hint}";
    }

    private static bool IsKnown(string name) => EventTypes.Known.ContainsKey(name);

    /// <summary>The events of voice calls and others, AgentEvent_Talking for example, are not documented here, and come all the same.</summary>
    private static bool IsOfAnotherFamily(string name)
    {
        var (family, rest) = Split(name);
        return rest.Length > 0 && family.StartsWith("Agent", StringComparison.OrdinalIgnoreCase) && !EventTypes.Known.Keys.Any(known => Split(known).Family.Equals(family, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Family, string Event) Split(string name)
    {
        var end = name.IndexOf('_');
        return end < 0 ? ("", name) : (name.Substring(0, end), name.Substring(end + 1));
    }

    /// <summary>The length of the longest text that two names have in common.</summary>
    private static int CommonPart(string one, string other)
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

/// <summary>Judges wildcard patterns before they are used: a bad one fails only at its first match, in the middle of the work.</summary>
internal static class Patterns
{
    /// <summary>Why a text is no pattern; null: it is one.</summary>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch("");
            return null;
        }
        catch (WildcardPatternException)
        {
            return $"'{Messages.Clean(pattern)}' is no wildcard pattern: [ begins a set of characters and has no ] that ends it. To mean the bracket itself, write `[.";
        }
    }
}

/// <summary>Names of events, or wildcard patterns of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateEventTypeAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (IdentityReader.Unwrap(element) is string typed && EventNames.Problem(typed) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}

/// <summary>Wildcard patterns.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateWildcardAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (IdentityReader.Unwrap(element) is string pattern && Patterns.Problem(pattern) is { } problem)
        {
            throw new ValidationMetadataException(problem);
        }
    }
}
