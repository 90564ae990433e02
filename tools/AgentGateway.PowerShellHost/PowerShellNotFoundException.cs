namespace AgentGateway.PowerShellHost;

/// <summary>There is no suitable PowerShell. The message says why, and how to get one.</summary>
public sealed class PowerShellNotFoundException : Exception
{
    /// <inheritdoc/>
    public PowerShellNotFoundException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PowerShellNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
