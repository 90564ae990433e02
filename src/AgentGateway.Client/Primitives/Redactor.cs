using System.Text;

namespace AgentGateway;

/// <summary>
/// Masks secrets by their position in a text: the value after the name of a secret field or header, and the password in a URL. Any text is
/// read once. <see cref="KnownSecrets"/> masks the values that are known to be secret.
/// </summary>
internal static class Redactor
{
    internal const string Mask = "***";

    // The names are in lower case, without hyphens and underscores. The value of a header ends with its line.
    private static readonly HashSet<string> Headers = new(StringComparer.Ordinal)
    {
        "guid", "setguid", "cookie", "setcookie", "authorization", "proxyauthorization", "servicetoken",
    };

    // The endings of the names of other secrets, such as oldPassword.
    private static readonly string[] Endings = ["password", "passwd", "pwd", "jsessionid", "signature", "appid"];

    private static readonly int MaxNameLength = Headers.Concat(Endings).Max(name => name.Length) + 16;

    /// <summary>Returns the text without the values of secret fields and headers.</summary>
    /// <param name="text">Any text; null returns an empty text.</param>
    public static string Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? clean = null;
        var copied = 0;
        for (var at = 0; at < text!.Length;)
        {
            var end = EndOfName(text, at);
            var secret = end > at ? SecretAfter(text, at, end) : PasswordInUrl(text, at);
            if (secret.Mask is null)
            {
                at = Math.Max(end, at + 1);
                continue;
            }

            clean ??= new StringBuilder(text.Length);
            _ = clean.Append(text, copied, secret.Start - copied).Append(secret.Mask);
            at = copied = secret.End;
        }

        return clean?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <summary>Returns whether a field of this name is secret, regardless of its value.</summary>
    /// <param name="name">The name of a field or header.</param>
    internal static bool IsSecretName(string name) => IsSecretName(name, 0, name.Length, out _);

    private static bool IsSecretName(string text, int start, int end, out bool isHeader)
    {
        isHeader = false;
        if (end - start > MaxNameLength)
        {
            return false;
        }

        var name = text.Substring(start, end - start).Replace("-", "").Replace("_", "").ToLowerInvariant();
        isHeader = Headers.Contains(name);
        return isHeader || Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal));
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && text[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_')
        {
            at++;
        }

        return at;
    }

    /// <summary>Masks the value after <c>name:</c>, <c>name=</c> or <c>"name":</c> if the name is that of a secret.</summary>
    private static Secret SecretAfter(string text, int start, int end)
    {
        if (!IsSecretName(text, start, end, out var isHeader))
        {
            return default;
        }

        var at = Skip(text, end, static character => character is '"' or '\'' or '\\');
        var isQuotedName = at > end;
        at = Skip(text, at, char.IsWhiteSpace);
        var separator = SeparatorLength(text, at);
        if (separator == 0)
        {
            return default;
        }

        var value = Skip(text, at + separator, char.IsWhiteSpace);
        if (value == text.Length)
        {
            return default;
        }

        if (isHeader && !isQuotedName)
        {
            return new Secret(value, EndOf(text, value, static character => character is '\r' or '\n'), Mask);
        }

        var quote = text[value] == '\\' && value + 1 < text.Length ? value + 1 : value;
        if (text[quote] is '"' or '\'')
        {
            var mark = text.Substring(value, quote + 1 - value);
            return new Secret(value, EndOfQuote(text, quote), mark + Mask + mark);
        }

        return isQuotedName
            ? new Secret(
                value,
                EndOf(text, value, static character => character is ',' or '}' or ']' || char.IsWhiteSpace(character)),
                $"\"{Mask}\"")
            : new Secret(
                value, EndOf(text, value, static character => character is ';' or '&' or ',' or '"' || char.IsWhiteSpace(character)), Mask);
    }

    /// <summary>Returns the length of a colon or an equals sign, which is encoded in the query of a URL; 0: there is none.</summary>
    private static int SeparatorLength(string text, int at) =>
        at == text.Length ? 0
        : text[at] is ':' or '=' ? 1
        : string.Compare(text, at, "%3A", 0, 3, StringComparison.OrdinalIgnoreCase) == 0
            || string.Compare(text, at, "%3D", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 ? 3
        : 0;

    /// <summary>
    /// Masks the user and the password in <c>http://user:password@host</c>. A user alone, as in <c>sip://70001@host</c>, is not secret.
    /// </summary>
    private static Secret PasswordInUrl(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "://", 0, 3) != 0)
        {
            return default;
        }

        var (colon, last) = (-1, -1);
        for (var i = at + 3; i < text.Length && text[i] is not ('/' or '"' or '\'') && !char.IsWhiteSpace(text[i]); i++)
        {
            colon = colon < 0 && text[i] == ':' ? i : colon;
            last = text[i] == '@' ? i : last;
        }

        return colon >= 0 && last > colon ? new Secret(at + 3, last, Mask) : default;
    }

    /// <summary>Returns the position after the closing quotation mark, or the end of the text if there is none.</summary>
    private static int EndOfQuote(string text, int quote)
    {
        var isEscaped = quote > 0 && text[quote - 1] == '\\';
        for (var at = quote + 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                // In JSON within JSON, the closing quotation mark is itself escaped.
                if (isEscaped && at + 1 < text.Length && text[at + 1] == text[quote])
                {
                    return at + 2;
                }

                at++;
            }
            else if (text[at] == text[quote])
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    private static int Skip(string text, int at, Func<char, bool> isSkipped)
    {
        while (at < text.Length && isSkipped(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int EndOf(string text, int at, Func<char, bool> ends) => Skip(text, at, character => !ends(character));

    private readonly record struct Secret(int Start, int End, string? Mask);
}
