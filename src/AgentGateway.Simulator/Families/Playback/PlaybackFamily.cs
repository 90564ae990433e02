namespace AgentGateway.Simulator;

/// <summary>The recordplay family. This file has the interfaces that play a recording (recordplay.md, 3.1 to 3.6, 3.11, 3.12).</summary>
internal static class PlaybackFamily
{
    public static readonly Interface[] Interfaces =
    [
        new("PUT", "recordplay/{agentid}/play", "beginPlay", BeginPlay),
        new("POST", "recordplay/{agentid}/pauseplay", "pausePlay",
            static call => Reply.Of(call.Agent.Playback.TryPause(), RetCode.PauseState)),
        new("POST", "recordplay/{agentid}/resumeplay", "resumePlay",
            static call => Reply.Of(call.Agent.Playback.TryResume(), RetCode.ResumeState)),
        new("POST", "recordplay/{agentid}/forefast/{time}", "foreFastPlay", static call => Jump(call, forward: true, RetCode.ForwardState)),
        new("POST", "recordplay/{agentid}/backfast/{time}", "backFastPlay", static call => Jump(call, forward: false, RetCode.RewindState)),
        new("DELETE", "recordplay/{agentid}/stopplay", "stopPlay",
            static call => Reply.Of(call.Agent.Playback.TryStop(), RetCode.StopPlayState)),
        new("POST", "recordplay/{agentid}/netplay", "beginNetPlay", BeginNetPlay),
        new("POST", "recordplay/{agentid}/playrelocation", "playRelocation", PlayRelocation),
        .. RecordingInterfaces.All,
    ];

    private static Reply BeginPlay(Call call)
    {
        var body = call.Body;
        var voicePath = body.Text("voicepath", 100);
        var start = body.OptionalLong("startpostion", 0) ?? 0;
        body.OptionalDigits("volumechange", 5);
        body.OptionalDigits("speedchange", 5);
        body.OptionalNumber("times");
        body.OptionalNumber("codeformat", 0, 0);
        body.OptionalNumber("locationId");
        return Start(call, voicePath, start, endless: false);
    }

    private static Reply BeginNetPlay(Call call)
    {
        var body = call.Body;
        var fileName = body.Text("fileName", 100);
        var start = body.OptionalLong("position", 0) ?? 0;
        var playTime = body.OptionalNumber("playTime") ?? 1;
        body.OptionalNumber("fileFormat", 0, 2);
        body.Number("ccId", 0, int.MaxValue);
        body.OptionalNumber("locationId", 0, 65_535);
        return Start(call, fileName, start, endless: playTime == 0);
    }

    private static Reply Start(Call call, string path, long start, bool endless)
    {
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var from = start < VoiceFiles.RecordingLength.TotalSeconds ? TimeSpan.FromSeconds(start) : VoiceFiles.RecordingLength;
        return Reply.Of(call.Agent.Playback.TryStart(path, from, endless, call.Gateway.Settings.CallDelay), RetCode.PlayState);
    }

    private static Reply Jump(Call call, bool forward, string failure)
    {
        if (!call.TryArgument(0, 0, int.MaxValue, out var seconds))
        {
            return Reply.InvalidParameter;
        }

        var by = TimeSpan.FromSeconds(forward ? seconds : -(long)seconds);
        return Reply.Of(call.Agent.Playback.TryMove(position => position + by), failure);
    }

    private static Reply PlayRelocation(Call call)
    {
        var backward = call.Body.OptionalNumber("seekdirection", 0, 1) == 1;
        var by = TimeSpan.FromSeconds(call.Body.Number("seekseconds", 0, int.MaxValue));
        var from = call.Body.Number("seekposition", 0, 2);
        if (!call.Body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var moved = call.Agent.Playback.TryMove(position => (from, backward) switch
        {
            (0, _) => by,
            (1, true) => position - by,
            (1, false) => position + by,
            _ => VoiceFiles.RecordingLength - by,
        });
        return Reply.Of(moved, RetCode.ForwardState);
    }
}
