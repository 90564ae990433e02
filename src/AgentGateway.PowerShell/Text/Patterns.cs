using System.Management.Automation;

namespace AgentGateway;

/// <summary>Checks wildcard patterns before they are used. PowerShell reports a malformed pattern only at its first match.</summary>
internal static class Patterns
{
    /// <summary>Why a text is no wildcard pattern; null: it is one.</summary>
    public static string? Problem(string pattern)
    {
        try
        {
            _ = new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch("");
            return null;
        }
        catch (WildcardPatternException)
        {
            return $"'{Messages.Clean(pattern)}' is no wildcard pattern: [ begins a set of characters and has no ] that ends it. "
                + "To mean the bracket itself, write `[.";
        }
    }
}
