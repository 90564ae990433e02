using System.Net;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// The known secrets of one exchange. They are removed from text for people (SECURITY.md, "Secrets in text"), never from data. Any text is
/// read once for each secret.
/// </summary>
internal sealed class KnownSecrets
{
    // A secret of at least this length is found anywhere in a text; a shorter one only as a word.
    private const int ShortestAnywhere = 8;

    // The number of characters that identify a long secret, even if the text is truncated after them.
    private const int MaxKeyLength = 16;

    private readonly List<string> _keys = [];
    private readonly List<string> _passwords = [];
    private readonly PasswordPrint? _print;

    /// <param name="guids">The GUIDs of the session: the current one, the previous one, and a new one in the reply.</param>
    /// <param name="cookies">Cookies as <c>name=value</c>.</param>
    /// <param name="passwords">The passwords that the request carries; null: none.</param>
    /// <param name="print">The fingerprint of the password that the session was signed in with; null: none.</param>
    /// <param name="proxyPassword">The password for the proxy; null: none.</param>
    public KnownSecrets(
        IEnumerable<string?> guids,
        IEnumerable<string> cookies,
        IReadOnlyList<string>? passwords = null,
        PasswordPrint? print = null,
        string? proxyPassword = null)
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

        foreach (var password in passwords ?? [])
        {
            _passwords.AddRange(Spellings(password));
            _print ??= PasswordPrint.Of(password);
        }

        _print ??= print;
    }

    /// <summary>
    /// Returns the gateway's message as one harmless line. If it contains the password of the request, the whole message is replaced.
    /// </summary>
    /// <param name="words">A message or a code, unchanged.</param>
    public string Words(string? words)
    {
        var line = PlainText.OneLine(words);
        return _passwords.Exists(password => Contains(words ?? "", password) || Contains(line, password)) ? Redactor.Mask : Hide(line);
    }

    /// <summary>Returns any other text, or a value of the data, as one harmless line.</summary>
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

    /// <summary>The secret unchanged, and as it is written in JSON, a URL, or HTML.</summary>
    private static IEnumerable<string> Spellings(string? password)
    {
        if (string.IsNullOrEmpty(password))
        {
            return [];
        }

        // The secret as it is sent: half of a surrogate pair becomes another character.
        var sent = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password));
        return new[]
        {
            sent, JsonEncodedText.Encode(sent).ToString(), JsonEncodedText.Encode(sent, JsonText.WireEncoder).ToString(),
            Uri.EscapeDataString(sent), WebUtility.UrlEncode(sent), WebUtility.HtmlEncode(sent),
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

            // The rest of a secret that begins with the key.
            while (key.Length == MaxKeyLength && end < text.Length
                && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '.' or '_' or '%' or '+' or '/' or '='))
            {
                end++;
            }

            clean ??= new StringBuilder(text.Length);
            _ = clean.Append(text, copied, at - copied).Append(Redactor.Mask);
            at = copied = end;
        }

        return clean?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    /// <summary>
    /// Whether no character of the same kind is directly before or after it. Scripts without spaces between words have no such boundaries,
    /// so each of their characters is a word.
    /// </summary>
    private static bool IsWord(string text, int start, int end) =>
        (start == 0 || IsBoundary(text[start - 1], text[start])) && (end == text.Length || IsBoundary(text[end - 1], text[end]));

    private static bool IsBoundary(char before, char after) =>
        !(char.IsDigit(before) && char.IsDigit(after)) && !(IsCased(before) && IsCased(after));

    private static bool IsCased(char character) =>
        char.IsLetter(character) && char.GetUnicodeCategory(character) != System.Globalization.UnicodeCategory.OtherLetter;

    private void AddGuid(string? guid)
    {
        if (guid is { Length: > 0 })
        {
            AddKey(guid);
            AddKey(guid.Replace("-", ""));
        }
    }

    /// <summary>
    /// The value of a cookie. A value that is too short to be a secret by itself, such as the number of a server, is combined with its
    /// name.
    /// </summary>
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
        var key = secret.Length > MaxKeyLength ? secret.Substring(0, MaxKeyLength) : secret;
        // A GUID of hyphens only is empty without them.
        if (key.Length > 0 && !_keys.Contains(key))
        {
            _keys.Add(key);
        }
    }
}
