using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Puts a participant of a conference on hold. The participant hears an announcement. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "AgwParticipant", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Suspend-AgwParticipant.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("holdParticipant")]
public sealed class SuspendAgwParticipantCommand : ParticipantCommand
{
    /// <summary>Specifies the announcement, at most 127 characters, such as y:/conf/120/1136287.V3.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ValidateConferenceVoicePath]
    public string VoicePath { get; set; } = "";

    /// <summary>Specifies the source of the announcement; 2, a file, is the only documented value.</summary>
    [Parameter]
    [ValidateRange(2, 2)]
    public int PlayMode { get; set; } = 2;

    internal override string Action => $"Put {AddressType} {Address} on hold";

    internal override OperationCall CreateCall() => ConferenceCalls.Hold(Address, AddressType, VoicePath, PlayMode);
}
