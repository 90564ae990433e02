using System.Text.RegularExpressions;

namespace AgentGateway;

/// <summary>Takes secrets out of text on its way to a person or a file: GUIDs, passwords, cookies, service tokens. The one place that knows how they look.</summary>
public static class Redactor
{
    internal const string Mask = "***";

    private const int ShortestSecret = 4;

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "oldPassword", "newPassword", "serviceToken", "service_token", "cookie", "guid", "Set-GUID", "JSESSIONID", "Authorization",
    };

    // A UUID with the name of an instance, with or without JSESSIONID= (session.md 3), whatever stands before it.
    private static readonly Regex Guids = new(
        @"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(\.[A-Za-z0-9_-]+)?", RegexOptions.CultureInvariant);

    private static readonly Regex Fields = new(
        @"(""(?:password|oldPassword|newPassword|serviceToken|service_token|cookie|guid)""\s*:\s*)(""(?:[^""\\]|\\.)*(?:""|$)|[^,}\s]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Headers = new(
        @"(?<![A-Za-z])((?:Set-)?(?:GUID|Cookie)|service_?token|Authorization|Proxy-Authorization)(\s*[:=]\s*)(?!\s*\*\*\*)[^\r\n]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Tokens = new(@"(JSESSIONID=|(?<![A-Za-z])password\s*[:=]\s*)[^;&,\s""]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // http://name:password@proxy
    private static readonly Regex Users = new(@"(?<=://)[^/\s@""']+@", RegexOptions.CultureInvariant);

    /// <summary>The text without secrets.</summary>
    /// <param name="text">Any text; null gives an empty one.</param>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        text = Fields.Replace(text!, "$1\"" + Mask + "\"");
        text = Headers.Replace(text, "$1$2" + Mask);
        text = Tokens.Replace(text, "$1" + Mask);
        text = Users.Replace(text, Mask + "@");
        return Guids.Replace(text, Mask);
    }

    /// <summary>The text without a secret that is known, and without those that look like one. Very short ones would be found everywhere.</summary>
    /// <param name="text">Any text; null gives an empty one.</param>
    /// <param name="secret">The secret, or null.</param>
    internal static string Redact(string? text, string? secret) =>
        Redact(secret is { Length: >= ShortestSecret } ? text?.Replace(secret, Mask) : text);

    /// <summary>What stands under this name is a secret, whatever it looks like.</summary>
    internal static bool IsSecretName(string name) => SecretNames.Contains(name);
}
