using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation that an event completes. The cmdlet can wait for the event.</summary>
public abstract class WaitingOperationCommand : OperationCommand
{
    /// <summary>Indicates that the cmdlet waits for the event that completes the operation.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Specifies how long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal override TimeSpan? Timeout => Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : null;
}
