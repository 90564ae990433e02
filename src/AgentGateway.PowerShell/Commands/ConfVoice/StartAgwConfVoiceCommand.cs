using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Plays an announcement to a conference, or to one of its participants. The agent is the chairperson.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwConfVoice", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Start-AgwConfVoice.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("playVoiceToConf", "playVoiceToParticipant")]
public sealed class StartAgwConfVoiceCommand : ConferenceVoiceCommand
{
    /// <summary>Specifies the announcement, at most 127 characters, such as y:/conf/120/1136287.V3.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateConferenceVoicePath]
    public string VoicePath { get; set; } = "";

    /// <summary>Indicates that the whole conference hears the announcement in the background of the talk.</summary>
    [Parameter]
    public SwitchParameter Background { get; set; }

    internal override string Action => Address is null
        ? $"Play {VoicePath} to the conference"
        : $"Play {VoicePath} to {AddressType} {Address}";

    internal override OperationCall CreateCall()
    {
        if (Address is null)
        {
            return ConferenceCalls.PlayVoice(VoicePath, Background);
        }

        Limits.Require(Background ? "-Background applies to the whole conference, so it can't be combined with -Address." : null);
        return ConferenceCalls.PlayVoiceTo(Address, AddressType, VoicePath);
    }
}
