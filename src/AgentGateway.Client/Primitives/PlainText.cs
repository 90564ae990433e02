using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <summary>
/// Makes text of other programs harmless for a console. Control characters control the console, and format characters change how a line is
/// displayed.
/// </summary>
internal static class PlainText
{
    /// <summary>The replacement character of Unicode, for characters that would control a console or that can't be read.</summary>
    public const char Replacement = '\uFFFD';

    private static readonly char[] LineEnds = ['\r', '\n', '\u2028', '\u2029'];

    /// <summary>
    /// Returns the text as one line. Control, format and separator characters, and halves of surrogate pairs, become spaces.
    /// </summary>
    /// <param name="text">Any text; null returns an empty text.</param>
    public static string OneLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? line = null;
        for (var i = 0; i < text!.Length; i++)
        {
            var isPair = char.IsSurrogatePair(text, i);
            if (IsWild(text, i))
            {
                line ??= new StringBuilder(text);
                line[i] = ' ';
                if (isPair)
                {
                    line[i + 1] = ' ';
                }
            }

            i += isPair ? 1 : 0;
        }

        return (line?.ToString() ?? text).Trim();
    }

    /// <summary>
    /// Returns a text of the data in which characters that would control a console become U+FFFD. NUL characters at the end are padding and
    /// are removed.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Data(string text)
    {
        text = text.TrimEnd('\0');
        StringBuilder? data = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029')
            {
                data ??= new StringBuilder(text);
                data[i] = Replacement;
            }
        }

        return data?.ToString() ?? text;
    }

    /// <summary>Returns JSON with the same values, in which characters that would control a console are written as escapes.</summary>
    /// <param name="json">Valid JSON. Comments, which are an extension of JSON, are omitted.</param>
    public static string Json(string json)
    {
        StringBuilder? safe = null;
        var isInText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (!isInText && EndOfComment(json, i) is var end && end > i)
            {
                safe = (safe ?? new StringBuilder(json, 0, i, json.Length)).Append(' ');
                i = end - 1;
                continue;
            }

            var length = char.IsSurrogatePair(json, i) ? 2 : 1;
            if (IsWild(json, i))
            {
                safe ??= new StringBuilder(json, 0, i, json.Length + 16);
                Escape(safe, json, i, length, isInText);
            }
            else
            {
                safe?.Append(json, i, length);
                if (json[i] == '"')
                {
                    isInText = !isInText;
                }
                else if (isInText && json[i] == '\\' && i + 1 < json.Length && json[i + 1] is '"' or '\\')
                {
                    // An escaped quotation mark doesn't end the text.
                    safe?.Append(json[i + 1]);
                    i++;
                }
            }

            i += length - 1;
        }

        return safe?.ToString() ?? json;
    }

    /// <summary>Returns the beginning of a text, without half of a surrogate pair at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The number of characters to keep.</param>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        return text.Remove(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength) + "…";
    }

    private static int EndOfComment(string json, int at)
    {
        if (json[at] != '/' || at + 1 == json.Length || json[at + 1] is not ('*' or '/'))
        {
            return at;
        }

        var isLine = json[at + 1] == '/';
        var end = isLine ? json.IndexOfAny(LineEnds, at) : json.IndexOf("*/", at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return json.Length;
        }

        return isLine ? end : end + 2;
    }

    // Between the texts of JSON, only spaces and line ends need to be replaced.
    private static void Escape(StringBuilder safe, string json, int at, int length, bool isInText)
    {
        for (var i = at; i < at + length; i++)
        {
            _ = isInText ? safe.Append("\\u").Append(((int)json[i]).ToString("x4", CultureInfo.InvariantCulture)) : safe.Append(' ');
        }
    }

    private static bool IsWild(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate;
}
