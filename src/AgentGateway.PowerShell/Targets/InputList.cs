using System.Collections;
using System.Xml;

namespace AgentGateway;

/// <summary>Distinguishes a list of inputs from a single input that can be enumerated.</summary>
internal static class InputList
{
    /// <summary>Returns the inputs in a list; null if the value is one input.</summary>
    public static object?[]? Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        return value is not IEnumerable list || IsOneInput(value) ? null : [.. list.Cast<object?>()];
    }

    /// <summary>Returns whether the value has no properties to read.</summary>
    public static bool IsPlain(object? value) => value switch
    {
        null or string or ValueType or DBNull => true,
        IList { Count: 0 } => !PropertyNames.IsOn(value),
        _ => IsOfNetwork(value),
    };

    /// <summary>Returns whether the value is a text, a table, or an XML element, or has the properties of a target itself.</summary>
    private static bool IsOneInput(object value) =>
        value is string or IDictionary or IDictionary<string, object?> or XmlNode || (value is not Array && PropertyNames.IsOn(value));

    // The types whose property Address is not that of a participant.
    private static bool IsOfNetwork(object value) => value.GetType().Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true;
}
