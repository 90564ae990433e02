using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Plays a recording to an agent: its phone is called, and the playback begins when it answers.</summary>
[Cmdlet(VerbsLifecycle.Start, "AgwPlayback", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = HelpPage.Root + "Start-AgwPlayback.md")]
[OutputType(typeof(OperationResult))]
[GatewayOperation("beginPlay", "beginNetPlay")]
public sealed class StartAgwPlaybackCommand : WaitingAgentCommand
{
    /// <summary>The recording, at most 100 characters, e.g. Y:/1/0/20180621/105/1406470.V3.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("FileName")]
    [ValidatePlaybackVoicePath]
    public string VoicePath { get; set; } = "";

    /// <summary>Where to start; a bare number counts seconds.</summary>
    [Parameter]
    [Seconds]
    public TimeSpan? StartPosition { get; set; }

    /// <summary>One to five digits; the gateway's default is 50.</summary>
    [Parameter]
    [ValidateFiveDigits]
    public string? Volume { get; set; }

    /// <summary>One to five digits; the gateway's default is 50.</summary>
    [Parameter]
    [ValidateFiveDigits]
    public string? Speed { get; set; }

    /// <summary>How often; the gateway plays once whatever is given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Times { get; set; }

    /// <summary>The format of the file; 0 is the only one that is supported.</summary>
    [Parameter]
    [ValidateRange(0, 0)]
    public int? CodeFormat { get; set; }

    /// <summary>The node of a distributed call centre.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNotGiven]
    public int? LocationId { get; set; }

    /// <summary>Plays a recording of this call centre of a network call centre.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNotGiven]
    public int? CallCenterId { get; set; }

    /// <summary>Plays it again and again; with -CallCenterId only.</summary>
    [Parameter]
    public SwitchParameter Endless { get; set; }

    /// <summary>0 the resource's, 1 24K VOX, 2 32K VOX; with -CallCenterId only.</summary>
    [Parameter]
    [ValidateRange(0, 2)]
    public int? FileFormat { get; set; }

    internal override string Action => $"Play {VoicePath} to the agent's phone";

    internal override OperationCall CreateCall()
    {
        var request = new PlaybackRequest
        {
            VoicePath = VoicePath,
            StartSeconds = Whole.Seconds(StartPosition, nameof(StartPosition)),
            Volume = Volume,
            Speed = Speed,
            Times = Times,
            CodeFormat = CodeFormat,
            LocationId = LocationId,
        };
        if (CallCenterId is { } callCenter)
        {
            Limits.Require(Volume is not null || Speed is not null || Times is not null || CodeFormat is not null ? "-Volume, -Speed, -Times and -CodeFormat do not go with -CallCenterId." : null);
            return PlaybackCalls.PlayNetwork(request, callCenter, Endless, FileFormat);
        }

        Limits.Require(Endless || FileFormat is not null ? "-Endless and -FileFormat go with -CallCenterId only." : null);
        return PlaybackCalls.Play(request);
    }
}
