using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Moves the playback to an agent to another position of the recording. Requires a gateway since 2025-11.</summary>
[Cmdlet(VerbsCommon.Set, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Set-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("playRelocation")]
public sealed class SetAgwPlaybackCommand : WaitingOperationCommand
{
    /// <summary>
    /// Specifies the position; a number without a unit is in seconds. A negative position moves back, and is valid only with -From Current.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Seconds]
    public TimeSpan Position { get; set; }

    /// <summary>Specifies the origin of the position.</summary>
    [Parameter]
    [SingleValue]
    public PlaybackOrigin From { get; set; } = PlaybackOrigin.Start;

    internal override string Action => $"Move the playback to {Position} from {From}";

    internal override OperationCall CreateCall() => PlaybackCalls.Relocate(TimeUnits.Seconds(Position, nameof(Position))!.Value, From);
}
