namespace AgentGateway;

/// <summary>A connection that could not be opened.</summary>
/// <param name="stage">The stage that it had reached.</param>
/// <param name="message">Why.</param>
/// <param name="cause">The exception of the platform.</param>
internal sealed class TransportException(
    TransportStage stage, string message, Exception? cause = null) : HttpRequestException(message, cause)
{
    /// <summary>The stage that it had reached.</summary>
    public TransportStage Stage { get; } = stage;
}
