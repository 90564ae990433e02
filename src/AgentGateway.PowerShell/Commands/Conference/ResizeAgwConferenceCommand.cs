using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Makes room for more participants in a conference, or for fewer. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Resize, "AgwConference", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Resize-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("modifyConfResource")]
public sealed class ResizeAgwConferenceCommand : ConferenceCommand
{
    /// <summary>So many places more, 2 to 118.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(2, 118)]
    public int? Add { get; set; }

    /// <summary>So many places fewer, 2 to 118.</summary>
    [Parameter]
    [ValidateRange(2, 118)]
    public int? Subtract { get; set; }

    internal override string Action => Add is null ? $"Take {Subtract} places away" : $"Add {Add} places";

    internal override OperationCall CreateCall()
    {
        Limits.Require(Add is null == Subtract is null ? "Give either -Add or -Subtract." : null);
        return ConferenceCalls.Resize(Add ?? -Subtract!.Value);
    }
}
