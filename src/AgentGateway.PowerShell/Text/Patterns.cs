using System.Management.Automation;

namespace AgentGateway;

/// <summary>Checks wildcard patterns before they are used. PowerShell reports a malformed pattern only at its first match.</summary>
internal static class Patterns
{
    /// <summary>Returns why a text isn't a wildcard pattern; null: it is one.</summary>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch("");
            return null;
        }
        catch (WildcardPatternException)
        {
            return $"'{Messages.Clean(pattern)}' is not a wildcard pattern: [ begins a set of characters, but there is no ] at its end. "
                + "For the bracket itself, write `[.";
        }
    }
}
