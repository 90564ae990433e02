using System.Text;
using System.Text.RegularExpressions;

namespace AgentGateway.Simulator;

/// <summary>Replaces the secrets in the body of a request.</summary>
internal static partial class Redaction
{
    public static string Body(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? "" : Secrets().Replace(Encoding.UTF8.GetString(body), "$1\"***\"");

    [GeneratedRegex(
        """("(?:password|oldPassword|newPassword|serviceToken)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^,}\s]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();
}
