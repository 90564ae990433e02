using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Reads the frame of a reply, tolerantly (decision 0009): <c>retcode</c> as number or string, <c>message</c> or <c>msg</c>,
/// <c>result</c> absent, null, <c>""</c>, text, number, boolean, object or array, unknown fields, a byte order mark, GBK, an event with or
/// without its frame.
/// </summary>
internal static class ReplyReader
{
    /// <summary>The maximum size of a body, in bytes.</summary>
    public const int MaxBodySize = 1024 * 1024;

    private static readonly JsonReaderOptions ReaderOptions =
        new() { MaxDepth = JsonText.MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a reply. Returns null and the problem if the bytes are not a reply.</summary>
    /// <param name="body">The received bytes.</param>
    /// <param name="wantsResult">Indicates that <c>result</c> and <c>event</c> are kept for their reader.</param>
    /// <param name="problem">Why it isn't a reply.</param>
    /// <param name="charset">The charset of <c>Content-Type</c>; it is used only if the bytes are not ASCII.</param>
    /// <param name="isPoll">Indicates that the request was a poll, so the reply may be an event without a frame.</param>
    public static Reply? Read(
        ReadOnlySpan<byte> body, bool wantsResult, out string? problem, string? charset = null, bool isPoll = false)
    {
        body = body.StartsWith(ByteOrderMark)
            ? ReplyText.Normalize(body.Slice(ByteOrderMark.Length), charset: null)
            : ReplyText.Normalize(body, charset);

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

        // This read throws if anything follows the closing brace.
        _ = reader.Read();
        problem = code.Problem;
        if (problem is not null)
        {
            return null;
        }

        if (isPoll && isBareEvent && !code.IsPresent)
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
            return message is null or "success"
                ? Reply.PlainSuccess
                : new Reply { RetCode = RetCodes.Success, Message = message, HttpStatus = 200 };
        }

        var resultJson = body.Slice(result.Start, result.Length);
        return new Reply
        {
            RetCode = retCode,
            Message = message ?? "",
            HttpStatus = 200,
            Result = wantsResult && SaysSomething(resultJson) ? resultJson.ToArray() : null,
            Event = wantsResult && @event.Length > 0 && IsStructure(body.Slice(@event.Start, @event.Length))
                ? body.Slice(@event.Start, @event.Length).ToArray()
                : null,
            ErrorReason = retCode == RetCodes.Success ? null : ErrorReason(resultJson),
        };
    }

    private static Field Name(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, "retcode"u8) || Is(ref reader, "retCode"u8))
        {
            return Field.RetCode;
        }

        if (Is(ref reader, "message"u8) || Is(ref reader, "msg"u8))
        {
            return Field.Message;
        }

        if (Is(ref reader, "result"u8))
        {
            return Field.Result;
        }

        if (Is(ref reader, "event"u8) || Is(ref reader, "eventList"u8))
        {
            return Field.Event;
        }

        return Is(ref reader, "eventType"u8) ? Field.EventType : Field.Other;
    }

    private static string? Scalar(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                if (Is(ref reader, "0"u8))
                {
                    return RetCodes.Success;
                }

                return Is(ref reader, "success"u8) ? "success" : Text(ref reader);
            case JsonTokenType.Number:
                return WholeNumber(ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    // -0 is not the code 0. It is the result of a calculation.
    private static string? WholeNumber(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var number) && (number != 0 || reader.ValueSpan.SequenceEqual("0"u8))
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    // Text in another encoding, or with half of a surrogate pair, is ignored. The other fields are still used.
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

    /// <summary>Gateways send null or <c>""</c> if there is no result.</summary>
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
                return Number(ref reader);
            }
        }

        return null;
    }

    private static int? Number(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) ? number : null;
            case JsonTokenType.String:
                return int.TryParse(Text(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
                    ? number
                    : null;
            default:
                return null;
        }
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
