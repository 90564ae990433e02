using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Changes the number of places in a conference. The agent is the chairperson.</summary>
[Cmdlet(VerbsCommon.Resize, "AgwConference", DefaultParameterSetName = AddSet,
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPage.Root + "Resize-AgwConference.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("modifyConfResource")]
public sealed class ResizeAgwConferenceCommand : ConferenceCommand
{
    private const string AddSet = "Add";
    private const string SubtractSet = "Subtract";

    /// <summary>Specifies the number of places to add, 2 to 118.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = AddSet)]
    [ValidateRange(2, 118)]
    public int Add { get; set; }

    /// <summary>Specifies the number of places to remove, 2 to 118.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SubtractSet)]
    [ValidateRange(2, 118)]
    public int Subtract { get; set; }

    internal override string Action => ParameterSetName == AddSet ? $"Add {Add} places" : $"Remove {Subtract} places";

    internal override OperationCall CreateCall() => ConferenceCalls.Resize(ParameterSetName == AddSet ? Add : -Subtract);
}
