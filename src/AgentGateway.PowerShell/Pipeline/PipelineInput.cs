using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// The hidden parameter that receives the object from the pipeline. A cmdlet has it only if its target is on the command line,
/// because PowerShell would then bind only the properties of the object. Each additional pipeline parameter makes binding slower.
/// </summary>
public sealed class PipelineInput
{
    /// <summary>The object from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public object? PipelineObject { get; set; }
}
