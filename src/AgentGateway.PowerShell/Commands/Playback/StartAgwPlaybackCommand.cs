using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Plays a recording to an agent. The agent's phone is called, and the playback begins when it is answered.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = HelpPage.Root + "Start-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("beginPlay", "beginNetPlay")]
public sealed class StartAgwPlaybackCommand : WaitingOperationCommand
{
    /// <summary>Specifies the recording, at most 100 characters, such as Y:/1/0/20180621/105/1406470.V3.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FileName")]
    [ValidatePlaybackVoicePath]
    public string VoicePath { get; set; } = "";

    /// <summary>Specifies where to start; a number without a unit is in seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? StartPosition { get; set; }

    /// <summary>Specifies the volume, one to five digits; the gateway's default is 50.</summary>
    [Parameter]
    [ValidateFiveDigits]
    public string? Volume { get; set; }

    /// <summary>Specifies the speed, one to five digits; the gateway's default is 50.</summary>
    [Parameter]
    [ValidateFiveDigits]
    public string? Speed { get; set; }

    /// <summary>Specifies the number of repetitions; the gateway plays the recording once regardless of the value.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Times { get; set; }

    /// <summary>Specifies the format of the file; 0 is the only supported one.</summary>
    [Parameter]
    [ValidateRange(0, 0)]
    public int? CodeFormat { get; set; }

    /// <summary>Specifies the node of a distributed call center.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public int? LocationId { get; set; }

    /// <summary>Specifies the call center of a network call center that the recording belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public int? CallCenterId { get; set; }

    /// <summary>Indicates that the recording is repeated; valid only with -CallCenterId.</summary>
    [Parameter]
    public SwitchParameter Endless { get; set; }

    /// <summary>Specifies the format: 0 the resource's, 1 24K VOX, 2 32K VOX; valid only with -CallCenterId.</summary>
    [Parameter]
    [ValidateRange(0, 2)]
    public int? FileFormat { get; set; }

    internal override string Action => "Play a recording to the agent's phone";

    internal override string ActionOn(in Target target) => $"Play {target.Session.Quote(VoicePath)} to the agent's phone";

    internal override OperationCall CreateCall()
    {
        var request = new PlaybackRequest
        {
            VoicePath = VoicePath,
            StartSeconds = TimeUnits.Seconds(StartPosition, nameof(StartPosition)),
            Volume = Volume,
            Speed = Speed,
            Times = Times,
            CodeFormat = CodeFormat,
            LocationId = LocationId,
        };
        if (CallCenterId is { } callCenter)
        {
            Limits.Require(Volume is not null || Speed is not null || Times is not null || CodeFormat is not null
                ? "-Volume, -Speed, -Times, and -CodeFormat can't be combined with -CallCenterId."
                : null);
            return PlaybackCalls.PlayNetwork(request, callCenter, Endless, FileFormat);
        }

        Limits.Require(Endless || FileFormat is not null ? "-Endless and -FileFormat can only be combined with -CallCenterId." : null);
        return PlaybackCalls.Play(request);
    }
}
