using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The recordplay family: recording voice and screen (recordplay.md, 3.7 to 3.10).</summary>
internal static class RecordingFamily
{
    private static long lastTask = 5450;

    public static readonly Interface[] Interfaces =
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
            var outcome = agent.RecordsScreen == start ? "Fail" : "Succ";
            agent.RecordsScreen = start;
            agent.Raise($"AgentMediaEvent_{(start ? "Start" : "Stop")}RecordScreen_{outcome}");
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
        if (!body.Valid)
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
            if (OpenDecisions.IsMissing(fileName))
            {
                agent.Raise("AgentMediaEvent_Record_Fail", content);
                return Reply.Success;
            }

            (agent.RecordingTask, agent.RecordingSince) = (task, now);
            agent.Raise("AgentMediaEvent_Record", content);
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
            agent.Raise("AgentMediaEvent_StopRecordDone", EventContent.StopRecordDone(agent.RecordingSince, agent.Time.GetUtcNow(), task));
            return Reply.Success;
        }
    }
}
