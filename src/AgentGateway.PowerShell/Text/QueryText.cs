using System.Collections;

namespace AgentGateway;

/// <summary>Reads the parameters of a query from a dictionary.</summary>
internal static class QueryText
{
    /// <summary>Returns the parameters as texts, not encoded.</summary>
    /// <exception cref="GatewayException">A value has no text.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Parameters(IDictionary? query) =>
        query is null ? [] : [.. query.Cast<DictionaryEntry>().Select(static field => Parameter(field.Key, field.Value))];

    private static KeyValuePair<string, string> Parameter(object? name, object? value)
    {
        var key = WireText.Of(name) ?? throw Unsupported("A name", name);
        return new KeyValuePair<string, string>(key, WireText.Of(value) ?? throw Unsupported($"The value of {Messages.Clean(key)}", value));
    }

    private static GatewayException Unsupported(string part, object? value) => GatewayException.For(
        FailureKind.InvalidArgument,
        default,
        $"{part} in a query must be a text, a number, or a boolean. {InputValue.Describe(value)} is none of them.");
}
