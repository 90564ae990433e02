using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Releases calls, as an inspector.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPage.Root + "Stop-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("forceDropCall")]
public sealed class StopAgwCallCommand : InspectorCommand<string>
{
    /// <summary>The IDs of the calls, e.g. 1477393325-164, from a call event.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] CallId { get; set; } = [];

    internal override string Action => "Release the call";

    internal override string TargetName => "Call";

    internal override OperationCall CreateCall(string target) => InspectorCalls.DropCall(target);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Send(CallId);
}
