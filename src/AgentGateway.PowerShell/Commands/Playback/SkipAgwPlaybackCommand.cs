using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Jumps forward or back in the playback to an agent.</summary>
[Cmdlet(VerbsCommon.Skip, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Skip-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("foreFastPlay", "backFastPlay")]
public sealed class SkipAgwPlaybackCommand : WaitingOperationCommand
{
    /// <summary>Specifies how far to jump forward; a number without a unit is in seconds.</summary>
    [Parameter(Position = 1)]
    [Seconds]
    public TimeSpan? Forward { get; set; }

    /// <summary>Specifies how far to jump back; a number without a unit is in seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? Back { get; set; }

    internal override string Action => Forward is null ? $"Jump back by {Back}" : $"Jump forward by {Forward}";

    internal override OperationCall CreateCall()
    {
        Limits.Require(Forward is null == Back is null ? "Specify either -Forward or -Back." : null);
        return TimeUnits.Seconds(Forward, nameof(Forward)) is { } forward
            ? PlaybackCalls.Forward(forward)
            : PlaybackCalls.Back(TimeUnits.Seconds(Back, nameof(Back))!.Value);
    }
}
