using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>Exposes <see cref="SimulatorControl"/> over HTTP, below /simulator/. It needs no GUID.</summary>
internal sealed class ControlSurface(SimulatorControl control)
{
    public const string Root = "/simulator/";

    public async Task HandleAsync(HttpContext context, string path)
    {
        JsonNode? answer;
        try
        {
            var body = await ReadAsync(context.Request);
            answer = Handle($"{context.Request.Method} {path[Root.Length..].TrimEnd('/')}".Split('/', ' '), context.Request, body);
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            await WriteAsync(context.Response, StatusCodes.Status400BadRequest, new JsonObject { ["error"] = refused.Message });
            return;
        }
        catch (KeyNotFoundException missing)
        {
            await WriteAsync(context.Response, StatusCodes.Status404NotFound, new JsonObject { ["error"] = missing.Message });
            return;
        }

        await WriteAsync(context.Response, StatusCodes.Status200OK, answer ?? new JsonObject());
    }

    private JsonNode? Handle(string[] route, HttpRequest request, JsonObject body)
    {
        switch (route)
        {
            case ["GET", "state"]:
                return control.GetState();
            case ["GET", "agents", var id]:
                return control.GetAgent(Number(id));
            case ["GET", "requests"]:
                return JsonSerializer.SerializeToNode(Requests(request.Query), ControlJson.Options);
            case ["DELETE", "requests"]:
                control.ClearRequests();
                return null;
            case ["POST", "faults"]:
                control.AddFault(body.Deserialize<Fault>(ControlJson.Options)!);
                return null;
            case ["DELETE", "faults"]:
                control.ClearFaults();
                return null;
            case ["POST", "settings"]:
                control.Change(Settings(body));
                return null;
            case ["GET", "conferences", var confId]:
                return control.GetConference(Number(confId));
            case ["POST", "conferences"]:
                return new JsonObject { ["confId"] = CreateConference(body) };
            case ["DELETE", "conferences", var confId]:
                control.EndConference(Number(confId));
                return null;
            case ["POST", "agents", var id, "replaceconference"]:
                return new JsonObject { ["confId"] = control.ReplaceConference(Number(id), Participants(body)) };
            case ["POST", "agents", var id, "calls"]:
                var simulated = body.Deserialize<SimulatedCall>(ControlJson.Options)!;
                return new JsonObject { ["callId"] = control.CreateCall(Number(id), simulated) };
            case ["DELETE", "agents", var id, "calls", var callId]:
                control.EndCall(Number(id), callId);
                return null;
            case ["POST", "conferences", var confId, "age"]:
                control.AgeConference(Number(confId), (int)Field(body, "minutes"));
                return null;
            case ["POST", "queues"]:
                control.AddQueue((int)Field(body, "queueId"), (string)Field(body, "name")!, (int?)body["mediaType"] ?? 5);
                return null;
            case ["DELETE", "queues", var queueId]:
                control.RemoveQueue(Number(queueId));
                return null;
            case ["POST", "queues", var queueId, "calls"]:
                var waited = TimeSpan.FromSeconds((int?)body["waitedSeconds"] ?? 0);
                control.AddWaitingCall(Number(queueId), (string)Field(body, "caller")!, waited);
                return null;
            case ["DELETE", "queues", var queueId, "calls"]:
                control.ClearWaitingCalls(Number(queueId));
                return null;
            case ["POST", "recordings"]:
                control.AddRecording(
                    (string)Field(body, "path")!,
                    (int?)body["bytes"] ?? RecordingFiles.StandardBytes,
                    (int?)body["locationId"] ?? 0,
                    (int?)body["agentId"],
                    (string?)body["callId"]);
                return null;
            case ["POST", "time"]:
                control.Advance(TimeSpan.FromMilliseconds((long)Field(body, "advanceMilliseconds")));
                return null;
            case ["POST", "outage"]:
                var duration = TimeSpan.FromMilliseconds((long)Field(body, "milliseconds"));
                return new JsonObject { ["end"] = control.Outage.Begin(duration, request.HttpContext.Connection.Id) };
            case ["POST", "restart"]:
                control.Restart();
                return null;
            case ["POST", "agents", var id, var action]:
                HandleAgent(Number(id), action, body);
                return null;
            default:
                throw new KeyNotFoundException("There is no such control.");
        }
    }

    private void HandleAgent(int agentId, string action, JsonObject body)
    {
        switch (action)
        {
            case "expireguid":
                control.ExpireGuid(agentId);
                break;
            case "rotateguid":
                control.RotateGuid(agentId);
                break;
            case "signout":
                control.SignOut(agentId);
                break;
            case "events":
                var content = body["content"]?.ToJsonString() ?? "null";
                var framed = (bool?)body["framed"] ?? true;
                control.RaiseEvent(agentId, (string)Field(body, "eventType")!, content, framed, (int?)body["workNo"]);
                break;
            case "state":
                control.ChangeAgent(agentId, body.Deserialize<AgentChange>(ControlJson.Options)!);
                break;
            default:
                throw new KeyNotFoundException($"'{action}' is not an action on an agent.");
        }
    }

    private long CreateConference(JsonObject body)
    {
        var age = (int?)body["ageMinutes"] ?? 0;
        return (string?)body["chairpersonPhone"] is { } phone
            ? control.CreateConference(phone, Participants(body), age)
            : control.CreateConference((int)Field(body, "chairperson"), Participants(body), age);
    }

    private static ParticipantAddress[] Participants(JsonObject body) =>
        body["participants"]?.Deserialize<ParticipantAddress[]>(ControlJson.Options) ?? [];

    private static SettingsChange Settings(JsonObject body) => new()
    {
        PollHold = Milliseconds(body, "pollHold"),
        Latency = Milliseconds(body, "latency"),
        GuidInterval = Milliseconds(body, "guidInterval"),
        GuidTimeout = Milliseconds(body, "guidTimeout"),
        IdleTimeout = Milliseconds(body, "idleTimeout"),
        CallDelay = Milliseconds(body, "callDelay"),
        ForcedSignIn = (bool?)body["forcedSignIn"],
    };

    private static TimeSpan? Milliseconds(JsonObject body, string name) =>
        body[name] is { } value ? TimeSpan.FromMilliseconds((long)value) : null;

    private static JsonNode Field(JsonObject body, string name) => body[name] ?? throw new ArgumentException($"'{name}' is missing.");

    private static int Number(string text) => InvariantText.TryNumber(text, 0, int.MaxValue, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is not a number.");

    /// <summary>Returns the requests that match the filters of the query: a sequence number, an agent, an operation.</summary>
    private IEnumerable<SeenRequest> Requests(IQueryCollection query)
    {
        var since = long.TryParse(query["since"], out var given) ? given : 0;
        var agent = query.TryGetValue("agentId", out var id) ? Number(id.ToString()) : (int?)null;
        var operation = query.TryGetValue("operation", out var name) ? name.ToString() : null;
        return control.GetRequests(since)
            .Where(seen => (agent is null || seen.AgentId == agent) && (operation is null || seen.Operation == operation));
    }

    private static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? throw new ArgumentException("The body is not a JSON object.");
    }

    private static async Task WriteAsync(HttpResponse response, int status, JsonNode answer)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=UTF-8";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, ControlJson.Options));
    }
}
