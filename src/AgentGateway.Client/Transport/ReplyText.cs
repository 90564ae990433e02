using System.Text;

namespace AgentGateway;

/// <summary>
/// Converts the bytes of a reply to valid UTF-8 without padding. Gateways also send GBK, pad texts with NUL characters, and cut characters
/// in half. Unreadable parts become U+FFFD, so that no event is lost because of one text.
/// </summary>
internal static class ReplyText
{
    private const string Unreadable = "\uFFFD";

    private const char ByteOrderMark = '\uFEFF';

    // \uXXXX
    private const int UnitLength = 6;

    private static ReadOnlySpan<byte> UnicodeEscape => "\\u"u8;

    /// <summary>
    /// Returns whether the bytes have the same meaning in every possible charset, so the name of the charset doesn't matter.
    /// </summary>
    /// <param name="body">The received bytes.</param>
    public static bool IsAscii(ReadOnlySpan<byte> body) => Polyfill.IsAscii(body);

    /// <summary>Returns the same JSON in valid UTF-8. Bytes that need no change are returned without a copy.</summary>
    /// <param name="body">The received bytes, without a byte order mark.</param>
    /// <param name="charset">The charset of <c>Content-Type</c>, or null.</param>
    public static ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> body, string? charset)
    {
        var text = IsAscii(body) ? body : ToUtf8(body, charset);
        while (!text.IsEmpty && text[text.Length - 1] == 0)
        {
            text = text.Slice(0, text.Length - 1);
        }

        return NeedsRepair(text) ? RepairEscapes(text) : text;
    }

    private static bool NeedsRepair(ReadOnlySpan<byte> json) =>
        json.IndexOf(UnicodeEscape) >= 0 && (json.IndexOf("\\u0000"u8) >= 0 || json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0);

    // Any bytes are valid in a single-byte charset, and servlet containers declare ISO-8859-1 by default. Therefore, bytes that are valid
    // UTF-8 are read as UTF-8.
    private static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> body, string? charset)
    {
        var declared = Find(charset);
        if (declared is null or { IsSingleByte: true } && Polyfill.IsUtf8(body))
        {
            return body;
        }

        return Encoding.UTF8.GetBytes((declared ?? Chinese.Encoding).GetString(body.ToArray()).TrimStart(ByteOrderMark));
    }

    /// <summary>Returns the encoding of a charset; null for UTF-8, for none, and for unknown ones.</summary>
    private static Encoding? Find(string? charset)
    {
        var name = charset?.Trim(' ', '"', '\'');
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        try
        {
            var encoding = Polyfill.GetEncoding(name!, new DecoderReplacementFallback(Unreadable));
            return encoding.CodePage switch
            {
                CodePage.Utf8 or CodePage.Ascii => null,

                // GB18030 contains all of them, and never reads a quotation mark as the second half of a character.
                CodePage.Gbk or CodePage.Gb2312 or CodePage.EucCn => Chinese.Encoding,
                _ => encoding,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Drops NUL characters at the end of texts, and replaces halves of surrogate pairs.</summary>
    private static ReadOnlySpan<byte> RepairEscapes(ReadOnlySpan<byte> json)
    {
        var repaired = new byte[json.Length];
        var length = 0;
        for (var at = 0; at < json.Length;)
        {
            var count = 1;
            var isReadable = true;
            if (json[at] == (byte)'\\')
            {
                count = Escape(json, at, out isReadable);
                if (EndOfPadding(json, at) is var end && end > at)
                {
                    at = end;
                    continue;
                }
            }

            var source = isReadable ? json.Slice(at, count) : "\\ufffd"u8;
            source.CopyTo(repaired.AsSpan(length));
            length += source.Length;
            at += count;
        }

        return repaired.AsSpan(0, length);
    }

    /// <summary>Returns the length of the escape at a position. Both halves of a surrogate pair count as one escape.</summary>
    private static int Escape(ReadOnlySpan<byte> json, int at, out bool isReadable)
    {
        isReadable = true;
        if (Unit(json, at) is not { } unit)
        {
            return Math.Min(2, json.Length - at);
        }

        if (char.IsHighSurrogate(unit) && Unit(json, at + UnitLength) is { } next && char.IsLowSurrogate(next))
        {
            return 2 * UnitLength;
        }

        isReadable = !char.IsSurrogate(unit);
        return UnitLength;
    }

    /// <summary>Returns the position after the NUL characters at the end of a text; the same position if there are none.</summary>
    private static int EndOfPadding(ReadOnlySpan<byte> json, int at)
    {
        var end = at;
        while (Unit(json, end) is '\0')
        {
            end += UnitLength;
        }

        return end < json.Length && json[end] == (byte)'"' ? end : at;
    }

    /// <summary>The UTF-16 code unit of <c>\uXXXX</c>, or null if there is no such escape.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at + UnitLength > json.Length || !json.Slice(at).StartsWith(UnicodeEscape))
        {
            return null;
        }

        var unit = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            var value = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (value < 0)
            {
                return null;
            }

            unit = (unit << 4) | value;
        }

        return (char)unit;
    }

    private static class CodePage
    {
        public const int Gbk = 936;
        public const int Ascii = 20127;
        public const int Gb2312 = 20936;
        public const int EucCn = 51936;
        public const int Utf8 = 65001;
    }

    /// <summary>Loaded with the first reply that needs it.</summary>
    private static class Chinese
    {
        public static readonly Encoding Encoding = Create();

        private static Encoding Create()
        {
            try
            {
                return Polyfill.GetEncoding("GB18030", new DecoderReplacementFallback(Unreadable));
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                // A runtime without it can still read everything except Chinese texts.
                return System.Text.Encoding.UTF8;
            }
        }
    }
}
