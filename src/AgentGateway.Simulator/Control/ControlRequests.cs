using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>All requests of the control interface. docs/about/about_AgwRehearsal.md describes each of them.</summary>
internal static class ControlRequests
{
    public static readonly IReadOnlyList<ControlRequest> All =
    [
        new("GET", "state", static call => call.Control.GetState()),
        new("GET", "requests", static call => JsonSerializer.SerializeToNode(Requests(call), ControlJson.Options)),
        Change("DELETE", "requests", static call => call.Control.ClearRequests()),
        Change("POST", "settings", static call => call.Control.Change(Settings(call))),
        Change("POST", "faults", static call => call.Control.AddFault(call.Read<Fault>())),
        Change("DELETE", "faults", static call => call.Control.ClearFaults()),
        Change("POST", "time", static call => call.Control.Advance(Milliseconds(call, "advanceMilliseconds"))),
        new("POST", "outage", static call => new JsonObject { ["end"] = BeginOutage(call) }),
        Change("POST", "restart", static call => call.Control.Restart()),

        new("GET", "agents/{agentId}", static call => call.Control.GetAgent(call.AgentId)),
        Change("POST", "agents/{agentId}/signin", static call => call.Control.SignIn(call.AgentId, call.Read<AgentChange>())),
        Change("POST", "agents/{agentId}/signout", static call => call.Control.SignOut(call.AgentId)),
        Change("POST", "agents/{agentId}/state", static call => call.Control.ChangeAgent(call.AgentId, call.Read<AgentChange>())),
        Change("POST", "agents/{agentId}/rotateguid", static call => call.Control.RotateGuid(call.AgentId)),
        Change("POST", "agents/{agentId}/expireguid", static call => call.Control.ExpireGuid(call.AgentId)),
        Change("POST", "agents/{agentId}/events", RaiseEvent),
        new("POST", "agents/{agentId}/calls", static call => new JsonObject
        {
            ["callId"] = call.Control.CreateCall(call.AgentId, call.Read<SimulatedCall>()),
        }),
        Change("DELETE", "agents/{agentId}/calls/{callId}", static call => call.Control.EndCall(call.AgentId, call.Arguments[1])),
        new("POST", "agents/{agentId}/replaceconference", static call => new JsonObject
        {
            ["confId"] = call.Control.ReplaceConference(call.AgentId, call.Participants()),
        }),

        new("POST", "conferences", static call => new JsonObject { ["confId"] = CreateConference(call) }),
        new("GET", "conferences/{confId}", static call => call.Control.GetConference(call.Number(0))),
        Change("POST", "conferences/{confId}/age", static call =>
            call.Control.AgeConference(call.Number(0), (int)call.Field("minutes"))),
        Change("DELETE", "conferences/{confId}", static call => call.Control.EndConference(call.Number(0))),

        Change("POST", "queues", static call => call.Control.AddQueue(
            (int)call.Field("queueId"), (string)call.Field("name")!, (int?)call.Body["mediaType"] ?? 5)),
        Change("DELETE", "queues/{queueId}", static call => call.Control.RemoveQueue(call.Number(0))),
        Change("POST", "queues/{queueId}/calls", static call => call.Control.AddWaitingCall(
            call.Number(0), (string)call.Field("caller")!, TimeSpan.FromSeconds((int?)call.Body["waitedSeconds"] ?? 0))),
        Change("DELETE", "queues/{queueId}/calls", static call => call.Control.ClearWaitingCalls(call.Number(0))),

        Change("POST", "recordings", static call => call.Control.AddRecording(
            (string)call.Field("path")!,
            (int?)call.Body["bytes"] ?? RecordingFiles.StandardBytes,
            (int?)call.Body["locationId"] ?? 0,
            (int?)call.Body["agentId"],
            (string?)call.Body["callId"])),
    ];

    /// <summary>Finds a request and the values in its path.</summary>
    /// <exception cref="KeyNotFoundException">There is no such request.</exception>
    public static (ControlRequest Request, IReadOnlyList<string> Arguments) Find(string method, string path)
    {
        var given = path.Split('/');
        foreach (var request in All)
        {
            if (request.Match(method, given) is { } arguments)
            {
                return (request, arguments);
            }
        }

        throw new KeyNotFoundException($"There is no control request '{method} {path}'. docs/about/about_AgwRehearsal.md lists them.");
    }

    private static ControlRequest Change(string method, string path, Action<ControlCall> change) => new(method, path, call =>
    {
        change(call);
        return null;
    });

    /// <summary>Returns the requests that match the filters of the query: a sequence number, an agent, an operation.</summary>
    private static IEnumerable<SeenRequest> Requests(ControlCall call)
    {
        var since = long.TryParse(call.Query["since"], out var given) ? given : 0;
        var agent = call.Query.TryGetValue("agentId", out var id) ? ControlCall.Number(id.ToString()) : (int?)null;
        var operation = call.Query.TryGetValue("operation", out var name) ? name.ToString() : null;
        return call.Control.GetRequests(since)
            .Where(seen => (agent is null || seen.AgentId == agent) && (operation is null || seen.Operation == operation));
    }

    private static SettingsChange Settings(ControlCall call) => new()
    {
        PollHold = call.Milliseconds("pollHold"),
        Latency = call.Milliseconds("latency"),
        GuidInterval = call.Milliseconds("guidInterval"),
        GuidTimeout = call.Milliseconds("guidTimeout"),
        IdleTimeout = call.Milliseconds("idleTimeout"),
        CallDelay = call.Milliseconds("callDelay"),
        ForcedSignIn = (bool?)call.Body["forcedSignIn"],
    };

    private static TimeSpan Milliseconds(ControlCall call, string field) => TimeSpan.FromMilliseconds((long)call.Field(field));

    private static DateTimeOffset BeginOutage(ControlCall call) =>
        call.Control.Outage.Begin(Milliseconds(call, "milliseconds"), call.Connection);

    private static void RaiseEvent(ControlCall call) => call.Control.RaiseEvent(
        call.AgentId,
        (string)call.Field("eventType")!,
        call.Body["content"]?.ToJsonString() ?? "null",
        (bool?)call.Body["framed"] ?? true,
        (int?)call.Body["workNo"]);

    private static long CreateConference(ControlCall call)
    {
        var age = (int?)call.Body["ageMinutes"] ?? 0;
        return (string?)call.Body["chairpersonPhone"] is { } phone
            ? call.Control.CreateConference(phone, call.Participants(), age)
            : call.Control.CreateConference((int)call.Field("chairperson"), call.Participants(), age);
    }
}
