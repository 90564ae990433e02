using System.Net;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// The secrets that are in play in one exchange, and how they are kept out of text for people (SECURITY.md, "Secrets in text"). Data is never changed.
/// It reads each text once for each secret, whatever the text is.
/// </summary>
internal sealed class KnownSecrets
{
    // A secret of this length is found at any place; a shorter one only as a word.
    private const int ShortestAnywhere = 8;

    // So many characters identify a long secret, also where the text cuts it off.
    private const int LongestKey = 16;

    private readonly List<string> _keys = [];
    private readonly List<string> _passwords = [];
    private readonly PasswordPrint? _print;

    /// <param name="guids">The GUIDs of the session: current, previous, and a new one that the reply brought.</param>
    /// <param name="cookies">Cookies as <c>name=value</c>.</param>
    /// <param name="password">The password that the request carries; null: none.</param>
    /// <param name="print">The print of the password that the session was signed in with; null: none.</param>
    /// <param name="proxyPassword">The password for the proxy; null: none.</param>
    public KnownSecrets(IEnumerable<string?> guids, IEnumerable<string> cookies, string? password = null, PasswordPrint? print = null, string? proxyPassword = null)
    {
        foreach (var guid in guids)
        {
            AddGuid(guid);
        }

        foreach (var cookie in cookies)
        {
            AddCookie(cookie.Trim());
        }

        if (!PasswordPrint.IsGuessable(proxyPassword))
        {
            AddKey(proxyPassword!);
        }

        _passwords.AddRange(Spellings(password));
        _print = PasswordPrint.Of(password) ?? print;
    }

    /// <summary>The gateway's own words as one harmless line. All of them are replaced where they contain the password of the request.</summary>
    /// <param name="words">A message or a code, as it came.</param>
    public string Words(string? words)
    {
        var line = PlainText.OneLine(words);
        return _passwords.Exists(password => Contains(words ?? "", password) || Contains(line, password)) ? Redactor.Mask : Hide(line);
    }

    /// <summary>A text that is not the gateway's answer, or a value of its data, as one harmless line.</summary>
    /// <param name="text">Any text.</param>
    public string Hide(string? text)
    {
        var line = PlainText.OneLine(text);
        if (_print?.IsIn(line) == true)
        {
            return Redactor.Mask;
        }

        line = Redactor.Redact(line);
        foreach (var key in _keys)
        {
            line = Replace(line, key);
        }

        return line;
    }

    /// <inheritdoc/>
    public override string ToString() => Redactor.Mask;

    /// <summary>As it is, and as JSON, a URL or HTML spell it.</summary>
    private static IEnumerable<string> Spellings(string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return [];
        }

        // As it goes over the wire: half of a letter becomes another one.
        var sent = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password));
        return new[]
        {
            sent, JsonEncodedText.Encode(sent).ToString(), JsonEncodedText.Encode(sent, JsonText.WireEncoder).ToString(), Uri.EscapeDataString(sent), WebUtility.UrlEncode(sent), WebUtility.HtmlEncode(sent),
        }.Distinct(StringComparer.Ordinal);
    }

    private static bool Contains(string text, string secret)
    {
        for (var at = 0; (at = text.IndexOf(secret, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            if (secret.Length >= ShortestAnywhere || IsWord(text, at, at + secret.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static string Replace(string text, string key)
    {
        StringBuilder? clean = null;
        var copied = 0;
        for (var at = 0; (at = text.IndexOf(key, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = at + key.Length;
            if (key.Length < ShortestAnywhere && !IsWord(text, at, end))
            {
                at++;
                continue;
            }

            // The rest of a secret of which the key is the beginning.
            while (key.Length == LongestKey && end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '.' or '_' or '%' or '+' or '/' or '='))
            {
                end++;
            }

            clean ??= new StringBuilder(text.Length);
            _ = clean.Append(text, copied, at - copied).Append(Redactor.Mask);
            at = copied = end;
        }

        return clean?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <summary>Nothing of the same kind stands directly before or after it. Scripts without blanks between their words have no such boundaries, so there each letter is a word.</summary>
    private static bool IsWord(string text, int start, int end) =>
        (start == 0 || IsBoundary(text[start - 1], text[start])) && (end == text.Length || IsBoundary(text[end - 1], text[end]));

    private static bool IsBoundary(char before, char after) =>
        !(char.IsDigit(before) && char.IsDigit(after)) && !(IsCased(before) && IsCased(after));

    private static bool IsCased(char character) => char.IsLetter(character) && char.GetUnicodeCategory(character) != System.Globalization.UnicodeCategory.OtherLetter;

    private void AddGuid(string? guid)
    {
        if (guid is { Length: > 0 })
        {
            AddKey(guid);
            AddKey(guid.Replace("-", ""));
        }
    }

    /// <summary>The value, or with its name where it is too short to be a secret by itself, such as the number of a server.</summary>
    private void AddCookie(string cookie)
    {
        var value = cookie.Substring(cookie.IndexOf('=') + 1).Trim('"');
        if (cookie.Length > 0)
        {
            AddKey(value.Length >= ShortestAnywhere ? value : cookie);
        }
    }

    private void AddKey(string secret)
    {
        var key = secret.Length > LongestKey ? secret.Substring(0, LongestKey) : secret;
        if (!_keys.Contains(key))
        {
            _keys.Add(key);
        }
    }
}
