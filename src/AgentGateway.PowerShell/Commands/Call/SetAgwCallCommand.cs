using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Mutes and unmutes the current call of agents.</summary>
[Cmdlet(VerbsCommon.Set, "AgwCall", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Set-AgwCall.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("beginMute", "endMute")]
public sealed class SetAgwCallCommand : CallCommand
{
    /// <summary>Indicates that the other parties don't hear the agent; -Muted:$false ends this.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter Muted { get; set; }

    internal override string Action => Muted ? "Mute the current call" : "Unmute the current call";

    internal override OperationCall CreateCall(string? callId) => Muted ? VoiceCalls.Mute(callId) : VoiceCalls.Unmute(callId);
}
