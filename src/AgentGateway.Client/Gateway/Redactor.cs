using System.Text.RegularExpressions;

namespace AgentGateway;

/// <summary>Takes secrets out of text on its way to a person or a file: GUIDs, passwords, cookies, service tokens. The one place that knows how they look.</summary>
public static class Redactor
{
    private const string Mask = "***";

    // A UUID with the name of an instance, with or without JSESSIONID= (session.md 3), whatever stands before it.
    private static readonly Regex Guids = new(
        @"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(\.[A-Za-z0-9_-]+)?", RegexOptions.CultureInvariant);

    private static readonly Regex Fields = new(
        @"(""(?:password|oldPassword|newPassword|serviceToken|service_token|guid)""\s*:\s*)(""(?:[^""\\]|\\.)*(?:""|$)|[^,}\s]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Headers = new(
        @"\b((?:Set-)?(?:GUID|Cookie)|service_token|Authorization|Proxy-Authorization)(\s*[:=]\s*)[^\r\n]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Tokens = new(@"\b(JSESSIONID=)[^;\s""]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

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
        return Guids.Replace(text, Mask);
    }
}
