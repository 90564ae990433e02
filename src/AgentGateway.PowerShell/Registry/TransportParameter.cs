using System.Text.Json.Nodes;

namespace AgentGateway;

/// <summary>One transport parameter of Connect-AgwSession that a registration can contain.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Field">The name of the field in the file.</param>
/// <param name="Type">The form of the value.</param>
/// <param name="Apply">Sets the value in the options of a gateway.</param>
internal sealed record TransportParameter(
    string Name, string Field, TransportValue Type, Func<GatewayOptions, object, GatewayOptions> Apply)
{
    /// <summary>
    /// The parameters that answer the same question, such as which certificate is trusted. If one of them is on the command line, the
    /// registered ones of the group don't apply.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The smallest and the largest number.</summary>
    public (int Min, int Max) Range { get; init; }

    /// <summary>Returns the problem of a text; null: it has none.</summary>
    public Func<string, string?>? Problem { get; init; }

    /// <summary>Reads the value of the field.</summary>
    /// <exception cref="FormatException">The value has another form.</exception>
    public object Read(JsonNode? node)
    {
        var value = node as JsonValue;
        switch (Type)
        {
            case TransportValue.Flag when value?.TryGetValue(out bool flag) == true:
                return flag;
            case TransportValue.Number when value?.TryGetValue(out int number) == true && number >= Range.Min && number <= Range.Max:
                return number;
            case TransportValue.Number:
                throw new FormatException($"is not a whole number from {Range.Min} to {Range.Max}");
            case TransportValue.Text or TransportValue.File or TransportValue.Proxy
                when value?.TryGetValue(out string? text) == true && text.Length > 0:
                return Problem?.Invoke(text) is { } problem ? throw new FormatException($"is not valid: {problem}") : text;
            default:
                throw new FormatException(Type == TransportValue.Flag ? "is neither true nor false" : "is not a text");
        }
    }

    /// <summary>The value as a field of the file.</summary>
    public static JsonNode Write(object value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        _ => JsonValue.Create((string)value)!,
    };
}

/// <summary>The form of the value of a transport parameter.</summary>
internal enum TransportValue
{
    /// <summary>A switch.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>The full path of a file.</summary>
    File,

    /// <summary>The address of a proxy, as text.</summary>
    Proxy,
}
