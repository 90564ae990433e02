namespace AgentGateway;

/// <summary>A connection that was not made.</summary>
/// <param name="stage">How far it had come.</param>
/// <param name="message">Why.</param>
/// <param name="cause">What the platform said.</param>
internal sealed class TransportException(TransportStage stage, string message, Exception? cause = null) : HttpRequestException(message, cause)
{
    /// <summary>How far it had come.</summary>
    public TransportStage Stage { get; } = stage;
}
