using System.Management.Automation;

namespace AgentGateway.PowerShell.Tests;

/// <summary>A cmdlet that violates every rule, to test the rules. It is never run.</summary>
[Cmdlet("Kill", "calls", ConfirmImpact = ConfirmImpact.High)]
internal sealed class NoncompliantCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "One")]
    [Alias("ev")]
    public object? Anything { get; set; }

    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "One")]
    public bool loud { get; set; }

    [Parameter(ParameterSetName = "Two")]
    public SupervisionMode Mode { get; set; }

    [Parameter(ParameterSetName = "Two")]
    public string? Password { get; set; }
}
