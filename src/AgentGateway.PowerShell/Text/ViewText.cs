namespace AgentGateway;

/// <summary>Texts of the gateway as the module's views show them. The objects themselves keep the text as it came.</summary>
public static class ViewText
{
    /// <summary>The text as one line, without control and format characters.</summary>
    /// <param name="value">A text, or an object that has one.</param>
    public static string Line(object? value) => PlainText.OneLine(value?.ToString());
}
