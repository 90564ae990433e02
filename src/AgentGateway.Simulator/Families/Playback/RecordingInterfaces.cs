using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The interfaces that record the voice and the screen of an agent (recordplay.md, 3.7 to 3.10).</summary>
internal static class RecordingInterfaces
{
    private static long lastTask = 5450;

    public static readonly Interface[] All =
    [
        new("PUT", "recordplay/{agentid}/startrecordscreen", "startRecordScreen", static call => RecordScreen(call, start: true)),
        new("DELETE", "recordplay/{agentid}/stoprecordscreen", "stopRecordScreen", static call => RecordScreen(call, start: false)),
        new("PUT", "recordplay/{agentid}/record", "beginRecord", BeginRecord),
        new("DELETE", "recordplay/{agentid}/stoprecord", "stopRecord", StopRecord),
    ];

    private static Reply RecordScreen(Call call, bool start)
    {
        var agent = call.Agent;
        lock (agent.Gate)
        {
            var eventType = (start, succeeds: agent.RecordsScreen != start) switch
            {
                (true, true) => EventType.MediaStartRecordScreenSucc,
                (true, false) => EventType.MediaStartRecordScreenFail,
                (false, true) => EventType.MediaStopRecordScreenSucc,
                (false, false) => EventType.MediaStopRecordScreenFail,
            };
            agent.RecordsScreen = start;
            agent.Raise(eventType);
            return Reply.Success;
        }
    }

    private static Reply BeginRecord(Call call)
    {
        var body = call.Body;
        var given = body.OptionalText("fileName", 100);
        body.Number("mediaType", 5, 5);
        body.OptionalNumber("recordMode");
        body.OptionalNumber("recordFormat", 0, 3);
        if (!body.IsValid)
        {
            return Reply.InvalidParameter;
        }

        var agent = call.Agent;
        lock (agent.Gate)
        {
            if (agent.Presence.Call is not { } phoneCall || agent.RecordingTask is not null)
            {
                return Reply.Of(RetCode.RecordState);
            }

            var task = Interlocked.Increment(ref lastTask);
            var now = agent.Time.GetUtcNow();
            var fileName = string.IsNullOrEmpty(given)
                ? string.Create(CultureInfo.InvariantCulture, $"Y:/{call.Gateway.Options.Vdn}/0/{now:yyyyMMdd}/{agent.Id}/{task}.V3")
                : given;
            var content = EventContent.Record(task, phoneCall.CallId, agent.PhoneNumber, fileName);
            if (VoiceFiles.IsMissing(fileName))
            {
                agent.Raise(EventType.MediaRecordFail, content);
                return Reply.Success;
            }

            (agent.RecordingTask, agent.RecordingSince) = (task, now);
            call.Gateway.Recordings.Add(
                new RecordingFile(fileName, RecordingFiles.StandardBytes) { AgentId = agent.Id, CallId = phoneCall.CallId });
            agent.Raise(EventType.MediaRecord, content);
            return Reply.Success;
        }
    }

    private static Reply StopRecord(Call call)
    {
        var agent = call.Agent;
        lock (agent.Gate)
        {
            if (agent.RecordingTask is not { } task)
            {
                return Reply.Of(RetCode.RecordState);
            }

            agent.RecordingTask = null;
            var content = EventContent.StopRecordDone(agent.RecordingSince, agent.Time.GetUtcNow(), task);
            agent.Raise(EventType.MediaStopRecordDone, content);
            return Reply.Success;
        }
    }
}
