namespace AgentGateway;

/// <summary>Formats texts of the gateway for the module's views. The objects themselves keep the original text.</summary>
public static class ViewText
{
    /// <summary>Returns the text as one line, without control and format characters.</summary>
    /// <param name="value">A text, or an object that has one.</param>
    public static string Line(object? value) => PlainText.OneLine(value?.ToString());
}
