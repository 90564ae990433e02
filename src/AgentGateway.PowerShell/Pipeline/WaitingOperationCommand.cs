using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation that is finished only when its event has come, and that can wait for it.</summary>
public abstract class WaitingAgentCommand : AgentCommand
{
    /// <summary>Waits until the gateway's event says that the operation is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal override TimeSpan? Timeout => Wait ? TimeSpan.FromSeconds(TimeoutSeconds) : null;
}
