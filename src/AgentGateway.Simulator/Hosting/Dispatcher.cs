using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace AgentGateway.Simulator;

/// <summary>From a request to its interface and back: routing, authentication, faults, latency, journal.</summary>
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
        var body = await ReadBodyAsync(context);
        var seen = Note(context.Request, path, route, body ?? []);
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
            if (route.Allow is { } allow)
            {
                context.Response.Headers.Allow = allow;
            }

            context.Response.StatusCode = body is null ? StatusCodes.Status413PayloadTooLarge : route.Allow is null ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
            seen.HttpStatus = context.Response.StatusCode;
            return;
        }

        var fault = control.Faults.Take(route.AgentId, target.LogName);
        seen.Fault = fault?.Kind;
        if (fault is { Kind: FaultKind.ReplaceConference })
        {
            control.ReplaceConference(fault.Chairperson ?? route.AgentId ?? 0);
            fault = null;
        }

        Reply? reply = fault?.IsActedUpon == false ? null : await ActAsync(context, route, target, body, seen);
        if (fault is { Kind: FaultKind.HexadecimalGuid })
        {
            reply = control.BringHexadecimalGuid(route.AgentId, reply ?? Reply.Success);
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
        else if (reply is { RetCode: not null } answer)
        {
            seen.HttpStatus = StatusCodes.Status200OK;
            await WriteAsync(context.Response, answer);
        }
        else
        {
            context.Abort();
        }
    }

    private async ValueTask<Reply> ActAsync(HttpContext context, Route route, Interface target, byte[] body, SeenRequest seen)
    {
        var reply = await HandleAsync(context, route, target, body, seen);
        seen.RetCode = reply.RetCode;
        if (reply.IsSuccess && route.AgentId is { } agentId)
        {
            control.Operations.Done(agentId, target);
        }

        return reply;
    }

    private ValueTask<Reply> HandleAsync(HttpContext context, Route route, Interface target, byte[] body, SeenRequest seen)
    {
        if (route.IsForAllAgents)
        {
            return ValueTask.FromResult(EventFamily.PollAll(gateway));
        }

        if (route.AgentId is not { } agentId || !gateway.IsValidAgentId(agentId) || !IsJson(context.Request.ContentType))
        {
            return ValueTask.FromResult(Reply.InvalidParameter);
        }

        var guid = (string?)context.Request.Headers["Guid"];
        var agent = gateway.FindAgent(agentId);
        if (target.Access == Access.Anonymous)
        {
            return agent is null ? ValueTask.FromResult(Reply.Of(RetCode.WrongPassword)) : RunAsync(context, target, route, agent, null, guid, body);
        }

        var identity = Identity.Of(agent, guid, gateway.GuidLifetime, target.Access);
        seen.GuidMatched = identity.Word;
        return identity.Session is { } session
            ? RunAsync(context, target, route, agent!, session, guid, body)
            : ValueTask.FromResult(Reply.Of(identity.RetCode));
    }

    private async ValueTask<Reply> RunAsync(HttpContext context, Interface target, Route route, Agent agent, Session? session, string? guid, byte[] body)
    {
        using var document = Parse(body);
        var call = new Call(gateway, agent, session, route.Arguments, context.Request.QueryString.Value ?? "", document?.RootElement ?? default)
        {
            Guid = guid,
            Aborted = target.HandleAsync is null ? default : context.RequestAborted,
        };
        return target.HandleAsync is null ? target.Handle(call) : await target.HandleAsync(call);
    }

    private async ValueTask WriteAsync(HttpResponse response, Reply reply)
    {
        SetHeaders(response, reply, gateway.Options.SetCookie);
        response.ContentLength = reply.Body.Length;
        await response.BodyWriter.WriteAsync(reply.Body);
    }

    public static void SetHeaders(HttpResponse response, Reply reply, string? setCookie)
    {
        var headers = response.Headers;
        headers.ContentType = "application/json; charset=UTF-8";
        if (reply.SetGuid is not { } guid)
        {
            return;
        }

        headers["Set-GUID"] = $"JSESSIONID={guid}";
        if (!reply.IsSignIn)
        {
            return;
        }

        headers["Guid"] = guid;
        if (setCookie is not null)
        {
            headers.SetCookie = setCookie;
        }
    }

    private SeenRequest Note(HttpRequest request, string path, Route route, byte[] body)
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

    /// <summary>The body whole, or null when it is too large.</summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || context.Request.ContentLength == 0)
        {
            return [];
        }

        if (context.Request.ContentLength > OpenDecisions.LargestBody)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.Buffer.Length > OpenDecisions.LargestBody)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
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
