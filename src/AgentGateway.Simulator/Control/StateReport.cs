using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>The state of the simulator as JSON, without GUIDs and passwords.</summary>
internal static class StateReport
{
    public static JsonObject Of(SimulatedGateway gateway, SimulatorControl control)
    {
        var operations = new JsonObject();
        foreach (var agent in gateway.Agents)
        {
            if (Operations(agent, control) is { Count: > 0 } done)
            {
                operations[agent.Id.ToInvariant()] = done;
            }
        }

        var now = gateway.Time.GetUtcNow();
        var faults = control.Faults.Open.Select(static fault => JsonSerializer.SerializeToNode(fault, ControlJson.Options));
        var conferences = gateway.Conferences.OrderBy(static conference => conference.Id).Select(conference => Of(conference, now));
        return new JsonObject
        {
            ["time"] = now,
            ["signedIn"] = gateway.Agents.Count(static agent => agent.IsSignedIn),
            ["lastRequest"] = control.Journal.Last,
            ["settings"] = Of(gateway.Settings),
            ["faults"] = new JsonArray([.. faults]),
            ["scenario"] = control.Scenario?.Report(),
            ["agents"] = new JsonArray([.. gateway.Agents.Select(static agent => Of(agent))]),
            ["conferences"] = new JsonArray([.. conferences]),
            ["queues"] = new JsonArray([.. gateway.Queues.All.Select(Of)]),
            ["operations"] = operations,
        };
    }

    public static JsonObject Of(Agent agent, SimulatorControl control)
    {
        var report = Of(agent);
        report["operations"] = Operations(agent, control);
        return report;
    }

    private static JsonObject Operations(Agent agent, SimulatorControl control) =>
        new(control.Operations.Of(agent.Id).Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static JsonObject Of(GatewaySettings settings) => new()
    {
        ["pollHold"] = (long)settings.PollHold.TotalMilliseconds,
        ["latency"] = (long)settings.Latency.TotalMilliseconds,
        ["guidInterval"] = (long)settings.GuidInterval.TotalMilliseconds,
        ["guidTimeout"] = (long)settings.GuidTimeout.TotalMilliseconds,
        ["idleTimeout"] = (long)settings.IdleTimeout.TotalMilliseconds,
        ["callDelay"] = (long)settings.CallDelay.TotalMilliseconds,
        ["forcedSignIn"] = settings.ForcedSignIn,
    };

    private static JsonObject Of(Agent agent)
    {
        lock (agent.Gate)
        {
            var session = agent.Session;
            var report = new JsonObject
            {
                ["agentId"] = agent.Id,
                ["inspector"] = agent.IsInspector,
                ["signedIn"] = session is not null,
                ["state"] = (int)agent.Presence.State,
                ["talking"] = agent.Presence.IsTalking,
                ["phoneNumber"] = agent.PhoneNumber,
                ["pending"] = agent.Presence.Pending,
                ["callId"] = agent.Presence.Call?.CallId,
                ["calls"] = new JsonArray([.. agent.Phone.Calls().Select(Of)]),
                ["confId"] = agent.Conference?.Id,
                ["stage"] = agent.Conference is null ? null : agent.Stage.ToString(),
                ["supervised"] = agent.Inspection?.Target.Id,
                ["supervision"] = agent.Inspection?.Type.ToString(),
            };
            if (session is null)
            {
                return report;
            }

            report["signedInAt"] = session.SignedInAt;
            report["guidAgeMilliseconds"] = (long)session.GuidAge.TotalMilliseconds;
            report["events"] = session.Events.Count;
            report["pollHeld"] = session.Events.IsHeld;
            report["playing"] = agent.Playback.IsPlaying;
            report["paused"] = agent.Playback.IsPaused;
            report["voicePath"] = agent.Playback.VoicePath;
            report["position"] = agent.Playback.Position.TotalSeconds;
            report["recording"] = agent.RecordingTask is not null;
            report["recordsScreen"] = agent.RecordsScreen;
            report["skills"] = new JsonArray([.. agent.Skills.Select(static skill => (JsonNode?)skill)]);
            return report;
        }
    }

    public static JsonObject Of(Conference conference, DateTimeOffset now)
    {
        lock (conference.Gate)
        {
            return new JsonObject
            {
                ["confId"] = conference.Id,
                ["chairperson"] = conference.Chairperson?.Agent?.Id,
                ["startTime"] = conference.StartTime,
                ["ageMinutes"] = (int)(now - conference.StartTime).TotalMinutes,
                ["durationMinutes"] = (int)conference.Duration.TotalMinutes,
                ["promptMinutes"] = (int)conference.PromptBefore.TotalMinutes,
                ["capacity"] = conference.Capacity,
                ["voice"] = conference.Voice,
                ["voicePlayType"] = conference.Voice is null ? null : conference.VoicePlayType,
                ["participants"] = new JsonArray([.. conference.Participants.Select(Of)]),
            };
        }
    }

    private static JsonObject Of(SkillQueue queue) => new()
    {
        ["queueId"] = queue.Id,
        ["name"] = queue.Name,
        ["mediaType"] = queue.MediaType,
        ["waiting"] = queue.Waiting.Count,
    };

    private static JsonNode Of(PhoneCall call) => new JsonObject
    {
        ["callId"] = call.CallId,
        ["state"] = call.Stage.ToString(),
        ["muted"] = call.IsMuted,
        ["parties"] = new JsonArray([.. call.Parties.Select(static number => (JsonNode?)number)]),
    };

    private static JsonObject Of(Participant participant) => new()
    {
        ["addressType"] = participant.Address.AddressType,
        ["address"] = participant.Address.Address,
        ["chairperson"] = participant.IsChairperson,
        ["ringing"] = participant.IsRinging,
        ["held"] = participant.IsHeld,
        ["channelAttrib"] = participant.ChannelAttribute,
        ["channelState"] = participant.ChannelState,
        ["voice"] = participant.Voice,
        ["deviceCallType"] = participant.DeviceCallType,
        ["deviceType"] = participant.DeviceType,
    };
}
