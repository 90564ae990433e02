using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Reads the frame of a reply, tolerantly (decision 0009): <c>retcode</c> as number or string, <c>message</c> or <c>msg</c>,
/// <c>result</c> absent, null, <c>""</c>, text, number, boolean, object or array, unknown fields, a byte order mark, GBK, an event with or without its frame.
/// </summary>
internal static class ReplyReader
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>The deepest JSON that is read.</summary>
    public const int DeepestJson = 64;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = DeepestJson, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a reply. Returns null, and why, where the bytes are not one.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="wantsResult">Keeps <c>result</c> and <c>event</c> for their reader.</param>
    /// <param name="problem">Why it is no reply.</param>
    /// <param name="charset">The charset of <c>Content-Type</c>; it matters only where the bytes are not ASCII.</param>
    /// <param name="isPoll">It answers a poll, so it may be an event without a frame.</param>
    public static Reply? Read(ReadOnlySpan<byte> body, bool wantsResult, out string? problem, string? charset = null, bool isPoll = false)
    {
        body = body.StartsWith(ByteOrderMark) ? ReplyText.Normalize(body.Slice(ByteOrderMark.Length), charset: null) : ReplyText.Normalize(body, charset);

        try
        {
            return ReadFrame(body, wantsResult, isPoll, out problem);
        }
        catch (JsonException failure)
        {
            problem = string.Format(CultureInfo.InvariantCulture, "not JSON at byte {0}", failure.BytePositionInLine ?? 0);
            return null;
        }
    }

    private static Reply? ReadFrame(ReadOnlySpan<byte> body, bool wantsResult, bool isPoll, out string? problem)
    {
        var reader = new Utf8JsonReader(body, ReaderOptions);
        if (body.IsEmpty || !reader.Read())
        {
            problem = "an empty body";
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            problem = "JSON that is not an object";
            return null;
        }

        var code = default(ReturnCodeField);
        string? message = null;
        (int Start, int Length) result = default;
        (int Start, int Length) @event = default;
        var isBareEvent = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            _ = reader.Read();
            switch (name)
            {
                case Field.RetCode:
                    code = code.With(Scalar(ref reader));
                    break;
                case Field.Message:
                    message = Scalar(ref reader);
                    break;
                case Field.Result:
                    result = Slice(ref reader);
                    break;
                case Field.Event:
                    @event = Slice(ref reader);
                    break;
                default:
                    isBareEvent |= name == Field.EventType;
                    reader.Skip();
                    break;
            }
        }

        // Anything after the closing brace makes this read throw.
        _ = reader.Read();
        problem = code.Problem;
        if (problem is not null)
        {
            return null;
        }

        if (isPoll && isBareEvent && !code.IsThere)
        {
            return new Reply { RetCode = RetCodes.Success, HttpStatus = 200, Event = body.ToArray() };
        }

        if (code.Value is not { } retCode)
        {
            problem = "JSON without a retcode";
            return null;
        }

        if (retCode == RetCodes.Success && !wantsResult)
        {
            return message is null or "success" ? Reply.PlainSuccess : new Reply { RetCode = RetCodes.Success, Message = message, HttpStatus = 200 };
        }

        var resultJson = body.Slice(result.Start, result.Length);
        return new Reply
        {
            RetCode = retCode,
            Message = message ?? "",
            HttpStatus = 200,
            Result = wantsResult && SaysSomething(resultJson) ? resultJson.ToArray() : null,
            Event = wantsResult && @event.Length > 0 && IsStructure(body.Slice(@event.Start, @event.Length)) ? body.Slice(@event.Start, @event.Length).ToArray() : null,
            ErrorReason = retCode == RetCodes.Success ? null : ErrorReason(resultJson),
        };
    }

    private static Field Name(ref Utf8JsonReader reader) =>
        Is(ref reader, "retcode"u8) || Is(ref reader, "retCode"u8) ? Field.RetCode
        : Is(ref reader, "message"u8) || Is(ref reader, "msg"u8) ? Field.Message
        : Is(ref reader, "result"u8) ? Field.Result
        : Is(ref reader, "event"u8) || Is(ref reader, "eventList"u8) ? Field.Event
        : Is(ref reader, "eventType"u8) ? Field.EventType
        : Field.Other;

    private static string? Scalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Is(ref reader, "0"u8) ? RetCodes.Success : Is(ref reader, "success"u8) ? "success" : Text(ref reader);
            case JsonTokenType.Number:
                return Number(ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    // -0 is no 0: somebody has calculated it.
    private static string? Number(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var number) && (number != 0 || reader.ValueSpan.SequenceEqual("0"u8))
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    // Text in another encoding, or half of a letter, is no text; what stands beside it counts all the same.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        try
        {
            return reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static (int Start, int Length) Slice(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed - start);
    }

    /// <summary>Gateways write null and <c>""</c> where there is no result.</summary>
    private static bool SaysSomething(ReadOnlySpan<byte> json) => !json.IsEmpty && json[0] != (byte)'n' && !json.SequenceEqual("\"\""u8);

    private static bool IsStructure(ReadOnlySpan<byte> json) => !json.IsEmpty && json[0] is (byte)'{' or (byte)'[';

    private static int? ErrorReason(ReadOnlySpan<byte> result)
    {
        if (result.IsEmpty || result[0] != (byte)'{')
        {
            return null;
        }

        var reader = new Utf8JsonReader(result, ReaderOptions);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && Is(ref reader, "errorReason"u8))
            {
                _ = reader.Read();
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number
                    : reader.TokenType == JsonTokenType.String && int.TryParse(Text(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
                    : null;
            }
        }

        return null;
    }

    private enum Field
    {
        Other,
        RetCode,
        Message,
        Result,
        Event,
        EventType,
    }
}
