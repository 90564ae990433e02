using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>Handles a request: routing, authentication, the interface, faults, latency, journal.</summary>
internal sealed class Dispatcher(SimulatedGateway gateway, SimulatorControl control, ControlSurface surface, RequestLog? log)
{
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith(ControlSurface.Root, StringComparison.Ordinal))
        {
            await surface.HandleAsync(context, path);
            return;
        }

        var route = Route.Of(context.Request.Method, path);
        var body = await RequestBody.ReadAsync(context);
        var seen = AddToJournal(context.Request, path, route, body ?? []);
        try
        {
            await HandleAsync(context, route, body, seen);
        }
        finally
        {
            log?.Add(seen);
        }
    }

    private async Task HandleAsync(HttpContext context, Route route, byte[]? body, SeenRequest seen)
    {
        if (route.Interface is not { } target || body is null)
        {
            seen.HttpStatus = context.Response.StatusCode = StatusOfRefusal(route, body);
            if (route.Allow is { } allow)
            {
                context.Response.Headers.Allow = allow;
            }

            return;
        }

        control.Scenario?.OnRequest();
        var fault = control.Faults.Take(route.AgentId, target.LogName);
        seen.Fault = fault?.Kind;
        if (fault is { Kind: FaultKind.ReplaceConference })
        {
            control.ReplaceConference(fault.Chairperson ?? route.AgentId ?? 0);
            fault = null;
        }

        Reply? reply = fault?.IsCarriedOut == false ? null : await CarryOutAsync(context, route, target, body, seen);
        if (fault is { Kind: FaultKind.HexadecimalGuid })
        {
            reply = control.WithHexadecimalGuid(route.AgentId, reply ?? Reply.Success);
            fault = null;
        }

        if (target.Access != Access.Poll && gateway.Settings.Latency is { Ticks: > 0 } latency)
        {
            await Task.Delay(latency, gateway.Time);
        }

        if (fault is not null)
        {
            seen.HttpStatus = await new FaultyReply(context, gateway).WriteAsync(fault, reply ?? Reply.Success);
        }
        else if (reply is { RetCode: not null } written)
        {
            seen.HttpStatus = StatusCodes.Status200OK;
            await WriteAsync(context.Response, written);
        }
        else
        {
            context.Abort();
        }
    }

    private static int StatusOfRefusal(Route route, byte[]? body)
    {
        if (body is null)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        return route.Allow is null ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
    }

    private async ValueTask<Reply> CarryOutAsync(HttpContext context, Route route, Interface target, byte[] body, SeenRequest seen)
    {
        var reply = await AuthenticateAndRunAsync(context, route, target, body, seen);
        seen.RetCode = reply.RetCode;
        if (reply.IsSuccess && route.AgentId is { } agentId)
        {
            control.Operations.Increment(agentId, target);
            control.Scenario?.OnOperation(target.LogName);
        }

        return reply;
    }

    private ValueTask<Reply> AuthenticateAndRunAsync(HttpContext context, Route route, Interface target, byte[] body, SeenRequest seen)
    {
        if (route.IsForAllAgents)
        {
            return ValueTask.FromResult(EventInterfaces.PollAll(gateway));
        }

        if (route.AgentId is not { } agentId || !gateway.Options.IsValidAgentId(agentId) || !IsJson(context.Request.ContentType))
        {
            return ValueTask.FromResult(Reply.InvalidParameter);
        }

        var guid = (string?)context.Request.Headers["Guid"];
        var agent = gateway.FindAgent(agentId);
        if (target.Access == Access.Anonymous)
        {
            return agent is null
                ? ValueTask.FromResult(Reply.Of(RetCode.WrongPassword))
                : RunAsync(context, target, route, agent, null, guid, body);
        }

        var authentication = Authentication.Of(agent, guid, gateway.GuidLifetime, target.Access);
        seen.GuidMatched = authentication.MatchName;
        return authentication.Session is { } session
            ? RunAsync(context, target, route, agent!, session, guid, body)
            : ValueTask.FromResult(Reply.Of(authentication.RetCode));
    }

    private async ValueTask<Reply> RunAsync(
        HttpContext context, Interface target, Route route, Agent agent, Session? session, string? guid, byte[] body)
    {
        using var document = Parse(body);
        var query = context.Request.QueryString.Value ?? "";
        var call = new Call(gateway, agent, session, route.Arguments, query, document?.RootElement ?? default)
        {
            Guid = guid,
            Aborted = target.HandleAsync is null ? default : context.RequestAborted,
        };
        return target.HandleAsync is null ? target.Handle(call) : await target.HandleAsync(call);
    }

    private async ValueTask WriteAsync(HttpResponse response, Reply reply)
    {
        ReplyHeaders.Set(response, reply, gateway.Options.SetCookie);
        response.ContentLength = reply.Body.Length;
        await response.BodyWriter.WriteAsync(reply.Body);
    }

    private SeenRequest AddToJournal(HttpRequest request, string path, Route route, byte[] body)
    {
        var seen = new SeenRequest
        {
            Sequence = control.Journal.NextSequence(),
            Time = gateway.Time.GetUtcNow(),
            Method = request.Method,
            Path = path,
            Query = request.QueryString.Value ?? "",
            Operation = route.Interface?.LogName,
            AgentId = route.AgentId,
            ContentType = request.ContentType,
            Cookie = request.Headers.Cookie,
            RawBody = body,
        };
        control.Journal.Add(seen);
        return seen;
    }

    private static JsonDocument? Parse(byte[] body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsJson(string? contentType) =>
        contentType is null || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
}
