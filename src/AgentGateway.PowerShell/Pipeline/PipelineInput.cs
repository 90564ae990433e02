using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// The hidden parameter that takes the object from the pipeline. A cmdlet has it only if its target is on the command line, because
/// PowerShell binds only the properties of the object then, and each further parameter from the pipeline makes the others slower.
/// </summary>
public sealed class PipelineInput
{
    /// <summary>The object from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public object? PipelineObject { get; set; }
}
