namespace AgentGateway;

/// <summary>Creates the calls of the recording and playback family, and checks the documented limits.</summary>
public static class PlaybackCalls
{
    /// <summary>Pauses (cec_07_4203).</summary>
    public static OperationCall Pause { get; } = new(PlaybackOperations.PausePlay);

    /// <summary>Resumes (cec_07_4204).</summary>
    public static OperationCall Resume { get; } = new(PlaybackOperations.ResumePlay);

    /// <summary>Stops (cec_07_4207).</summary>
    public static OperationCall Stop { get; } = new(PlaybackOperations.StopPlay);

    /// <summary>Starts recording the screen (cec_07_4208).</summary>
    public static OperationCall StartScreenRecording { get; } = new(PlaybackOperations.StartRecordScreen);

    /// <summary>Stops recording the screen (cec_07_4209).</summary>
    public static OperationCall StopScreenRecording { get; } = new(PlaybackOperations.StopRecordScreen);

    /// <summary>Stops recording the call (cec_07_4211).</summary>
    public static OperationCall StopRecording { get; } = new(PlaybackOperations.StopRecord);

    /// <summary>Plays a recording to the agent's phone (seeds).</summary>
    /// <param name="request">The options of a playback.</param>
    public static OperationCall Play(PlaybackRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Limits.Require(Limits.PlaybackVoicePath(request.VoicePath));
        Limits.Require(request.StartSeconds is { } start ? Limits.PlaybackSeconds(start) : null);
        Limits.Require(request.Volume is null ? null : Limits.FiveDigits(request.Volume));
        Limits.Require(request.Speed is null ? null : Limits.FiveDigits(request.Speed));
        Limits.Require(request.CodeFormat is null or 0 ? null : "The only supported code format is 0.");
        return OperationCall.WithBody(
            PlaybackOperations.BeginPlay,
            new PlayBody(
                request.VoicePath,
                request.StartSeconds,
                request.Volume,
                request.Speed,
                request.Times,
                request.CodeFormat,
                request.LocationId),
            PlaybackJson.Wire.PlayBody);
    }

    /// <summary>Jumps forward (cec_07_4205).</summary>
    /// <param name="seconds">0 to 2147483647.</param>
    public static OperationCall Forward(long seconds) => Jump(PlaybackOperations.ForeFastPlay, seconds);

    /// <summary>Jumps back (cec_07_4206).</summary>
    /// <param name="seconds">0 to 2147483647.</param>
    public static OperationCall Back(long seconds) => Jump(PlaybackOperations.BackFastPlay, seconds);

    /// <summary>Moves to a position in the recording (cec_07_0405).</summary>
    /// <param name="seconds">Seconds from the origin. Negative values move back, and are valid only from the current position.</param>
    /// <param name="origin">The origin of the position.</param>
    public static OperationCall Relocate(long seconds, PlaybackOrigin origin)
    {
        Limits.Require(Limits.PlaybackSeconds(Math.Abs(Math.Max(seconds, -long.MaxValue))));
        Limits.Require(
            origin is >= PlaybackOrigin.Start and <= PlaybackOrigin.End
                ? null
                : "The origin of a position must be the start (0), the current position (1), or the end (2).");
        Limits.Require(
            seconds < 0 && origin != PlaybackOrigin.Current ? "Only a position relative to the current one can be negative." : null);
        var direction = seconds < 0 ? SeekDirection.Back : SeekDirection.Forward;
        return OperationCall.WithBody(
            PlaybackOperations.PlayRelocation,
            new RelocateBody(origin == PlaybackOrigin.Current ? direction : null, (int)Math.Abs(seconds), (int)origin),
            PlaybackJson.Wire.RelocateBody);
    }

    /// <summary>Starts recording the call (cec_07_4210).</summary>
    /// <param name="fileName">At most 100 characters; null: the gateway creates one.</param>
    /// <param name="append">Appends instead of overwriting.</param>
    /// <param name="recordFormat">0 default, 1 24K VOX, 2 32K VOX, 3 A-law; null: the gateway's 0.</param>
    public static OperationCall Record(string? fileName = null, bool append = false, int? recordFormat = null)
    {
        Limits.Require(fileName is null ? null : Limits.PlaybackVoicePath(fileName));
        Limits.Require(recordFormat is null or (>= 0 and <= 3) ? null : "A recording format must be between 0 and 3.");
        return OperationCall.WithBody(
            PlaybackOperations.BeginRecord,
            new RecordBody(fileName, RecordMedia.Voice, append ? RecordMode.Append : null, recordFormat),
            PlaybackJson.Wire.RecordBody);
    }

    /// <summary>Plays a recording of a network call center (cec_07_4212).</summary>
    /// <param name="request">The options of a playback.</param>
    /// <param name="callCenterId">The call center of the file.</param>
    /// <param name="endless">Indicates that the playback repeats endlessly.</param>
    /// <param name="fileFormat">0 the resource's, 1 24K VOX, 2 32K VOX; null: the gateway's 0.</param>
    public static OperationCall PlayNetwork(PlaybackRequest request, int callCenterId, bool endless = false, int? fileFormat = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        Limits.Require(Limits.PlaybackVoicePath(request.VoicePath));
        Limits.Require(request.StartSeconds is { } start ? Limits.PlaybackSeconds(start) : null);
        Limits.Require(fileFormat is null or (>= 0 and <= 2) ? null : "A file format must be between 0 and 2.");
        Limits.Require(request.LocationId is null or (>= 0 and <= 65535) ? null : "A location ID must be between 0 and 65535.");
        return OperationCall.WithBody(
            PlaybackOperations.BeginNetPlay,
            new NetPlayBody(request.VoicePath, request.StartSeconds, endless ? 0 : null, fileFormat, callCenterId, request.LocationId),
            PlaybackJson.Wire.NetPlayBody);
    }

    private static OperationCall Jump(Operation operation, long seconds)
    {
        Limits.Require(Limits.PlaybackSeconds(seconds));
        return new OperationCall(operation, [OperationCall.PathNumber(seconds)]);
    }
}
