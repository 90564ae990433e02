using System.Globalization;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads fields whose declared type and sent type differ: a number that comes as a string, a boolean that comes as a string, and none at all.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ReplyReader.DeepestJson, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly char[] Padding = [' ', '\t', '\r', '\n', '\0'];

    /// <summary>The document, or null where there is none or it is none.</summary>
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
            // The name of some other field is half of a letter.
            return element.EnumerateObject().Where(field => IsNamed(field, name)).Select(field => (JsonElement?)field.Value).LastOrDefault();
        }
    }

    public static string? Text(JsonElement element, string name) => Field(element, name) is not { } value ? null : Text(value);

    /// <summary>A text of the data as it came; control characters in it become U+FFFD.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Letters(value) is { } letters ? PlainText.Data(letters) : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>The element as JSON, as it came; what a console would act on is written as escapes.</summary>
    public static string Raw(JsonElement element)
    {
        try
        {
            return PlainText.Json(element.GetRawText());
        }
        catch (InvalidOperationException)
        {
            // Text that is no UTF-8.
            return "{}";
        }
    }

    /// <summary>A text exactly as it came, because it is sent back.</summary>
    public static string? Secret(JsonElement element, string name) => Field(element, name) is { ValueKind: JsonValueKind.String } value ? Letters(value) : null;

    public static long? Number(JsonElement element, string name) => Field(element, name) is not { } value ? null : Number(value);

    public static long? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.String && long.TryParse(Token(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
        : null;

    public static bool? Truth(JsonElement element, string name) => Field(element, name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => bool.TryParse(Token(value), out var truth) ? truth : null,
        _ => null,
    };

    /// <summary>Milliseconds since 1970, in local time.</summary>
    public static DateTimeOffset? Time(JsonElement element, string name) =>
        Number(element, name) is { } milliseconds && milliseconds is > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToLocalTime() : null;

    /// <summary>A number that fits an enumeration of the API, or null.</summary>
    public static int? Small(JsonElement element, string name) => Number(element, name) is { } number && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>The agent that a field names; the given one where it is missing, null or empty; 0: none that there can be.</summary>
    public static int AgentOr(JsonElement element, string name, int agentId) =>
        Field(element, name) is not { ValueKind: not JsonValueKind.Null } value
            || (value.ValueKind == JsonValueKind.String && Token(value) is "") ? agentId
        : Number(value) is { } number and >= 0 and <= int.MaxValue ? (int)number
        : 0;

    public static IEnumerable<JsonElement> Items(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The letters of a text, without the padding of a fixed length.</summary>
    private static string? Token(JsonElement value) => Letters(value)?.Trim(Padding);

    /// <summary>A text exactly as it came; null: it is none.</summary>
    public static string? Letters(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Text that is no UTF-8, or half of a surrogate pair.
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
}
