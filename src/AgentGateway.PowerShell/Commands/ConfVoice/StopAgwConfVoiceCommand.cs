using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Stops the announcement to a conference, or to one of its participants. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwConfVoice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Stop-AgwConfVoice.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopVoiceToConf", "stopVoiceToParticipant")]
public sealed class StopAgwConfVoiceCommand : ConferenceVoiceCommand
{
    internal override string Action => Address is null
        ? "Stop the announcement to the conference"
        : $"Stop the announcement to {AddressType} {Address}";

    internal override OperationCall CreateCall() =>
        Address is null ? ConferenceCalls.StopVoice : ConferenceCalls.StopVoiceTo(Address, AddressType);
}
