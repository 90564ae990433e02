namespace AgentGateway;

/// <summary>Formats texts of the gateway for the module's views. The objects themselves keep the original text.</summary>
public static class ViewText
{
    /// <summary>The text as one line, without control and format characters.</summary>
    public static ViewProperty<string, string> Line { get; } = new(PlainText.OneLine);
}
