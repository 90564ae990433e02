using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Stops the announcement to a conference, or to one of its participants. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AgwConfVoice", DefaultParameterSetName = AgentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Stop-AgwConfVoice.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("stopVoiceToConf", "stopVoiceToParticipant")]
public sealed class StopAgwConfVoiceCommand : AgentCommand
{
    /// <summary>Only this participant: a phone number or an agent ID, at most 24 bytes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateAddress]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public string? Address { get; set; }

    /// <summary>What the address is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public AddressType AddressType { get; set; } = AddressType.PhoneNumber;

    internal override string Action => Address is null ? "Stop the announcement to the conference" : $"Stop the announcement to {AddressType} {Address}";

    internal override OperationCall CreateCall() => Address is null ? ConferenceCalls.StopVoice : ConferenceCalls.StopVoiceTo(Address, AddressType);
}
