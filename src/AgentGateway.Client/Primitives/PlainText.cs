using System.Globalization;
using System.Text;

namespace AgentGateway;

/// <summary>Makes foreign text harmless for a console. A console acts on control characters, and format characters change how a line reads.</summary>
internal static class PlainText
{
    // What Unicode shows for a character that cannot be shown.
    private const char Replacement = '\uFFFD';

    private static readonly char[] LineEnds = ['\r', '\n', '\u2028', '\u2029'];

    /// <summary>The text as one line: control, format and separator characters, and halves of letters, become blanks.</summary>
    /// <param name="text">Any text; null gives an empty one.</param>
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

    /// <summary>A text of the data as it came, but that a character which a console would act on becomes U+FFFD. Padding with NUL is no text.</summary>
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

    /// <summary>JSON with the same values, in which the characters that a console would act on are written as escapes.</summary>
    /// <param name="json">Valid JSON; comments, which JSON does not have, are left out.</param>
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
                    // An escaped quotation mark does not end the text.
                    safe?.Append(json[i + 1]);
                    i++;
                }
            }

            i += length - 1;
        }

        return safe?.ToString() ?? json;
    }

    /// <summary>The beginning of a text, without half of a letter at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters to keep.</param>
    public static string Shorten(string text, int longest) =>
        text.Length <= longest ? text
        : text.Remove(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest) + "…";

    private static int EndOfComment(string json, int at)
    {
        if (json[at] != '/' || at + 1 == json.Length || json[at + 1] is not ('*' or '/'))
        {
            return at;
        }

        var isLine = json[at + 1] == '/';
        var end = isLine ? json.IndexOfAny(LineEnds, at) : json.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return end < 0 ? json.Length : isLine ? end : end + 2;
    }

    // Between the texts of JSON there are only blanks and line ends to replace.
    private static void Escape(StringBuilder safe, string json, int at, int length, bool isInText)
    {
        for (var i = at; i < at + length; i++)
        {
            _ = isInText ? safe.Append("\\u").Append(((int)json[i]).ToString("x4", CultureInfo.InvariantCulture)) : safe.Append(' ');
        }
    }

    private static bool IsWild(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
