namespace AgentGateway.Client.Tests;

/// <summary>The recording and playback family: seed 004 and recordplay.md 3.</summary>
internal static class PlaybackRequestCases
{
    private const string File = "Y:/1/0/20180621/105/1406470.V3";

    public static Dictionary<string, RequestCase> All { get; } = new()
    {
        // The seed's table types volume and speed as strings of up to five digits; only its sample shows numbers.
        ["play, the seed's example"] = new("beginPlay",
            () => PlaybackCalls.Play(
                new PlaybackRequest
                {
                    VoicePath = File,
                    StartSeconds = 0,
                    Volume = "20",
                    Speed = "20",
                    Times = 1,
                    CodeFormat = 0,
                    LocationId = -1,
                }), "PUT", "recordplay/{0}/play",
            """{"voicepath": "Y:/1/0/20180621/105/1406470.V3", "startpostion": 0, "volumechange": "20", "speedchange": "20", "times": 1,"""
                + """ "codeformat": 0, "locationId": -1}"""),
        ["play, nothing but the mandatory"] = new(
            "beginPlay",
            () => PlaybackCalls.Play(new PlaybackRequest { VoicePath = File }),
            "PUT",
            "recordplay/{0}/play",
            """{"voicepath": "Y:/1/0/20180621/105/1406470.V3"}"""),
        ["pause"] = new("pausePlay", () => PlaybackCalls.Pause, "POST", "recordplay/{0}/pauseplay"),
        ["resume"] = new("resumePlay", () => PlaybackCalls.Resume, "POST", "recordplay/{0}/resumeplay"),
        ["jump forward"] = new("foreFastPlay", () => PlaybackCalls.Forward(30), "POST", "recordplay/{0}/forefast/30"),
        ["jump back"] = new("backFastPlay", () => PlaybackCalls.Back(2147483647), "POST", "recordplay/{0}/backfast/2147483647"),
        ["stop"] = new("stopPlay", () => PlaybackCalls.Stop, "DELETE", "recordplay/{0}/stopplay"),
        ["record the screen"] = new(
            "startRecordScreen", () => PlaybackCalls.StartScreenRecording, "PUT", "recordplay/{0}/startrecordscreen"),
        ["stop recording the screen"] = new(
            "stopRecordScreen", () => PlaybackCalls.StopScreenRecording, "DELETE", "recordplay/{0}/stoprecordscreen"),
        ["record, nothing but the mandatory"] = new(
            "beginRecord", () => PlaybackCalls.Record(), "PUT", "recordplay/{0}/record", """{"mediaType": 5}"""),
        ["record, with everything"] = new(
            "beginRecord", () => PlaybackCalls.Record(File, append: true, recordFormat: 3), "PUT", "recordplay/{0}/record",
            """{"fileName": "Y:/1/0/20180621/105/1406470.V3", "mediaType": 5, "recordMode": 1, "recordFormat": 3}"""),
        ["stop recording"] = new("stopRecord", () => PlaybackCalls.StopRecording, "DELETE", "recordplay/{0}/stoprecord"),
        ["play of a network, nothing but the mandatory"] = new(
            "beginNetPlay", () => PlaybackCalls.PlayNetwork(new PlaybackRequest { VoicePath = File }, 7), "POST", "recordplay/{0}/netplay",
            """{"fileName": "Y:/1/0/20180621/105/1406470.V3", "ccId": 7}"""),
        ["play of a network, with everything"] = new("beginNetPlay",
            () => PlaybackCalls.PlayNetwork(
                new PlaybackRequest { VoicePath = File, StartSeconds = 5, LocationId = 256 },
                7,
                endless: true,
                fileFormat: 2), "POST", "recordplay/{0}/netplay",
            """{"fileName": "Y:/1/0/20180621/105/1406470.V3", "position": 5, "playTime": 0, "fileFormat": 2, "ccId": 7,"""
                + """ "locationId": 256}"""),
        ["go to a place from the start"] = new(
            "playRelocation",
            () => PlaybackCalls.Relocate(60, PlaybackOrigin.Start),
            "POST",
            "recordplay/{0}/playrelocation",
            """{"seekseconds": 60, "seekposition": 0}"""),
        ["go forward from here"] = new(
            "playRelocation", () => PlaybackCalls.Relocate(60, PlaybackOrigin.Current), "POST", "recordplay/{0}/playrelocation",
            """{"seekdirection": 0, "seekseconds": 60, "seekposition": 1}"""),
        ["go back from here"] = new(
            "playRelocation", () => PlaybackCalls.Relocate(-60, PlaybackOrigin.Current), "POST", "recordplay/{0}/playrelocation",
            """{"seekdirection": 1, "seekseconds": 60, "seekposition": 1}"""),
        ["go to a place from the end"] = new(
            "playRelocation",
            () => PlaybackCalls.Relocate(60, PlaybackOrigin.End),
            "POST",
            "recordplay/{0}/playrelocation",
            """{"seekseconds": 60, "seekposition": 2}"""),
    };
}
