using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Reads fields whose sent type differs from the declared one: numbers and booleans that arrive as strings, and missing fields.
/// </summary>
internal static class JsonText
{
    /// <summary>The maximum depth of JSON that is read.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options =
        new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly char[] Padding = [' ', '\t', '\r', '\n', '\0'];

    /// <summary>
    /// The encoder of requests. It doesn't escape letters, because the samples of the reference contain no \u escapes and nothing is put
    /// into a web page.
    /// </summary>
    public static JavaScriptEncoder WireEncoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Parses a document; null if it is empty or not valid.</summary>
    public static JsonDocument? Parse(byte[]? json)
    {
        if (json is null || json.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Field(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            // The name of another field contains half of a surrogate pair.
            return element.EnumerateObject()
                .Where(field => IsNamed(field, name))
                .Select(field => (JsonElement?)field.Value)
                .LastOrDefault();
        }
    }

    public static string? Text(JsonElement element, string name) => Field(element, name) is not { } value ? null : Text(value);

    /// <summary>Returns a text of the data. Only control characters are replaced, by U+FFFD.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Letters(value) is { } letters ? PlainText.Data(letters) : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>
    /// Returns the element as JSON, unchanged except that characters that would control a console are written as escapes.
    /// </summary>
    public static string Raw(JsonElement element)
    {
        try
        {
            return PlainText.Json(element.GetRawText());
        }
        catch (InvalidOperationException)
        {
            // The text is not valid UTF-8.
            return "{}";
        }
    }

    /// <summary>Returns a text unchanged, because it is sent back.</summary>
    public static string? Secret(JsonElement element, string name) =>
        Field(element, name) is { ValueKind: JsonValueKind.String } value ? Letters(value) : null;

    public static long? Number(JsonElement element, string name) => Field(element, name) is not { } value ? null : Number(value);

    public static long? Number(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return value.TryGetInt64(out var number) ? number : null;
            case JsonValueKind.String:
                return long.TryParse(Token(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number : null;
            default:
                return null;
        }
    }

    public static bool? Truth(JsonElement element, string name) => Field(element, name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => bool.TryParse(Token(value), out var truth) ? truth : null,
        _ => null,
    };

    /// <summary>Converts milliseconds since 1970 to local time.</summary>
    public static DateTimeOffset? Time(JsonElement element, string name) =>
        Number(element, name) is { } milliseconds && milliseconds is > 0 and < 253_402_300_799_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToLocalTime()
            : null;

    /// <summary>Reads a number in the range of an enumeration of the API, or null.</summary>
    public static int? Small(JsonElement element, string name) =>
        Number(element, name) is { } number && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Returns the value of a field that is neither empty nor such a number, as text; otherwise null.</summary>
    public static string? UnreadSmall(JsonElement element, string name) =>
        Field(element, name) is not { ValueKind: not JsonValueKind.Null } value || Small(element, name) is not null || Token(value) is ""
            ? null
            : Text(value) ?? value.ValueKind.ToString();

    /// <summary>
    /// Reads an agent ID; the given one if the field is missing, null or empty; 0 if the field is not a possible agent ID.
    /// </summary>
    public static int AgentOr(JsonElement element, string name, int agentId)
    {
        if (Field(element, name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return agentId;
        }

        if (value.ValueKind == JsonValueKind.String && Token(value) is "")
        {
            return agentId;
        }

        return Number(value) is { } number and >= 0 and <= int.MaxValue ? (int)number : 0;
    }

    public static IEnumerable<JsonElement> Items(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The characters of a text, without the padding to a fixed length.</summary>
    private static string? Token(JsonElement value) => Letters(value)?.Trim(Padding);

    /// <summary>Reads a text unchanged; null: the value isn't a text.</summary>
    public static string? Letters(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The text is not valid UTF-8, or contains half of a surrogate pair.
            return null;
        }
    }

    private static bool IsNamed(JsonProperty field, string name)
    {
        try
        {
            return field.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads the ID of a call, whose spelling varies (voicecall.md 4); null: it is missing or empty.</summary>
    public static string? CallId(JsonElement content) =>
        (Text(content, "callid") ?? Text(content, "callId")) is { Length: > 0 } callId ? callId : null;
}
