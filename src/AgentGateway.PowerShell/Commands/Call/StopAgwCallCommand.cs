using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Releases calls as an inspector.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpPage.Root + "Stop-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("forceDropCall")]
public sealed class StopAgwCallCommand : InspectorCommand
{
    /// <summary>Specifies the IDs of the calls, such as 1477393325-164 from a call event, or objects with a property CallId.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [CallIdentity]
    public CallIdentity[] CallId { get; set; } = [];

    internal override string Action => "Release the call";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in CallId)
        {
            try
            {
                var callId = input.RequireCall();
                var inspector = Resolver.SessionFor(input.Gateway, null);
                Send(new Target(inspector, inspector.AgentId), $"Call {callId}", callId.GetHashCode(), InspectorCalls.DropCall(callId));
            }
            catch (GatewayException failure)
            {
                WriteFailure(failure, input.ErrorTarget);
            }
        }
    }
}
