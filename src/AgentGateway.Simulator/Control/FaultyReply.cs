using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>Writes the reply of a fault instead of the reply of the interface.</summary>
internal sealed class FaultyReply(HttpContext context, SimulatedGateway gateway)
{
    private const string Html = "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

    /// <summary>The second byte of the last character is a backslash in ASCII.</summary>
    private const string ChineseMessage = "成功昞";

    private static readonly string Padding = new('\0', 20);
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private HttpResponse Response => context.Response;

    /// <summary>Returns the HTTP status that was sent, or null.</summary>
    public async Task<int?> WriteAsync(Fault fault, Reply reply)
    {
        try
        {
            await WriteFaultAsync(fault, reply);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client has canceled the request, which is how most faults end.
        }

        return Response.HasStarted || !context.RequestAborted.IsCancellationRequested ? Response.StatusCode : null;
    }

    private Task WriteFaultAsync(Fault fault, Reply reply) => fault.Kind switch
    {
        FaultKind.NoAnswer => NeverAsync(),
        FaultKind.CutBefore or FaultKind.CutAfter => CutAsync(),
        FaultKind.CutDuringBody => CutDuringBodyAsync(reply),
        FaultKind.ShortBody => ShortAsync(reply),
        FaultKind.Chunked => PartAsync(reply, reply.Body.Length),
        FaultKind.HugeFile => HugeFileAsync(fault),
        FaultKind.Stalled => StallAsync(reply),
        FaultKind.Latency => LateAsync(fault, reply),
        FaultKind.SlowDrip => DripAsync(fault, reply),
        FaultKind.Status => StatusAsync(fault),

        // The other faults are about JSON, so a frame replaces a file.
        _ => WriteJsonFaultAsync(fault, reply.IsFile ? Reply.Success : reply),
    };

    private Task WriteJsonFaultAsync(Fault fault, Reply reply) => fault.Kind switch
    {
        FaultKind.Truncated => BodyAsync(reply, reply.Body[..(reply.Body.Length / 2)]),
        FaultKind.Empty => BodyAsync(reply, default),
        FaultKind.WrongEncoding => BodyAsync(reply, Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(reply.Body.Span))),
        FaultKind.ByteOrderMark => BodyAsync(reply, (byte[])[.. Encoding.UTF8.Preamble, .. reply.Body.Span]),
        FaultKind.Gbk => GbkAsync(fault, reply),
        FaultKind.NulPadding => ChangedAsync(reply, static json => Pad(json)),
        FaultKind.ArrayRoot => BodyAsync(reply, (byte[])[(byte)'[', .. reply.Body.Span, (byte)']']),
        FaultKind.NumberRetCode => ChangedAsync(reply, static json => json["retcode"] = 0),
        FaultKind.StringResult => ChangedAsync(reply, static json => json["result"] = ""),
        FaultKind.TextResult => ChangedAsync(reply, static json => json["result"] = "1455885056-1095"),
        FaultKind.BooleanResult => ChangedAsync(reply, static json => json["result"] = true),
        FaultKind.NullResult => ChangedAsync(reply, static json => json["result"] = null),
        FaultKind.AbsentResult => ChangedAsync(reply, static json => json.Remove("result")),
        FaultKind.HugeBody => HugeAsync(fault, reply),
        FaultKind.Deep => DeepAsync(fault, reply),
        FaultKind.RetCode => RetCodeAsync(fault, reply),
        _ => BodyAsync(reply, Encoding.UTF8.GetBytes("OK")),
    };

    private Task GbkAsync(Fault fault, Reply reply)
    {
        var json = JsonNode.Parse(reply.Body.Span)!.AsObject();
        json["message"] = ChineseMessage;
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(json.ToJsonString(Unescaped));
        return BodyAsync(reply, gbk, $"application/json; charset={fault.Charset}");
    }

    private static JsonNode? Pad(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToArray())
                {
                    fields[name] = Pad(value?.DeepClone());
                }

                return fields;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    items[index] = Pad(items[index]?.DeepClone());
                }

                return items;
            default:
                return json?.GetValueKind() == JsonValueKind.String ? JsonValue.Create((string)json! + Padding) : json;
        }
    }

    private async Task NeverAsync() => await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    private Task CutAsync()
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task CutDuringBodyAsync(Reply reply)
    {
        Start(reply);
        Response.ContentLength = reply.Body.Length;
        await Response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], context.RequestAborted);

        // Kestrel closes the connection, because the body is too short. Abort would reset it, and the client could lose the headers, too.
        await Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task ShortAsync(Reply reply)
    {
        Start(reply);
        Response.ContentLength = reply.Body.Length + 1;
        await Response.Body.WriteAsync(reply.Body, context.RequestAborted);
        await Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task PartAsync(Reply reply, int bytes)
    {
        Start(reply);
        await Response.Body.WriteAsync(reply.Body[..bytes], context.RequestAborted);
        await Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task StallAsync(Reply reply)
    {
        await PartAsync(reply, reply.Body.Length / 2);
        await NeverAsync();
    }

    private async Task HugeFileAsync(Fault fault)
    {
        Start(Reply.File(default));
        var part = WaveFile.Create(64 * 1024);
        for (var left = fault.Bytes; left > 0; left -= part.Length)
        {
            await Response.Body.WriteAsync(part.AsMemory(0, (int)Math.Min(left, part.Length)), context.RequestAborted);
        }
    }

    private async Task LateAsync(Fault fault, Reply reply)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), gateway.Time, context.RequestAborted);
        await BodyAsync(reply, reply.Body);
    }

    private async Task DripAsync(Fault fault, Reply reply)
    {
        Start(reply);
        Response.ContentLength = reply.Body.Length;
        for (var index = 0; index < reply.Body.Length; index++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds), gateway.Time, context.RequestAborted);
            await Response.Body.WriteAsync(reply.Body.Slice(index, 1), context.RequestAborted);
            await Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private async Task StatusAsync(Fault fault)
    {
        Response.StatusCode = fault.HttpStatus;
        if (fault.Location is { } location)
        {
            Response.Headers.Location = location;
        }

        if (fault.RetryAfter is { } pause)
        {
            Response.Headers.RetryAfter = pause;
        }

        var (type, body) = fault.Body switch
        {
            "html" => ("text/html; charset=UTF-8", Html),
            "json" => ("application/json; charset=UTF-8", Failure(fault).ToJsonString()),
            _ => (null, ""),
        };
        Response.ContentType = type;
        await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }

    private async Task HugeAsync(Fault fault, Reply reply)
    {
        Start(reply);
        await Response.WriteAsync("{\"result\":{},\"retcode\":\"0\",\"message\":\"", context.RequestAborted);
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)'a');
        for (var left = fault.Bytes; left > 0; left -= chunk.Length)
        {
            await Response.Body.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)), context.RequestAborted);
        }

        await Response.WriteAsync("\"}", context.RequestAborted);
    }

    private Task DeepAsync(Fault fault, Reply reply)
    {
        var body = $$"""{"message":"success","retcode":"0","result":{{new string('[', fault.Levels)}}{{new string(']', fault.Levels)}}}""";
        return BodyAsync(reply, Encoding.UTF8.GetBytes(body));
    }

    private Task RetCodeAsync(Fault fault, Reply reply) => BodyAsync(reply, Encoding.UTF8.GetBytes(Failure(fault).ToJsonString()));

    private Task ChangedAsync(Reply reply, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(reply.Body.Span)!.AsObject();
        change(json);
        return BodyAsync(reply, JsonSerializer.SerializeToUtf8Bytes(json));
    }

    private async Task BodyAsync(Reply reply, ReadOnlyMemory<byte> body, string? contentType = null)
    {
        Start(reply);
        Response.ContentType = contentType ?? Response.ContentType;
        Response.ContentLength = body.Length;
        await Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private void Start(Reply reply) => ReplyHeaders.Set(Response, reply, gateway.Options.SetCookie);

    private static JsonObject Failure(Fault fault)
    {
        var usual = JsonNode.Parse(Reply.Of(fault.RetCode).Body.Span)!.AsObject();
        var json = new JsonObject { ["message"] = fault.Message ?? (string?)usual["message"] };
        if ((fault.Result ?? usual["result"]) is { } result)
        {
            json["result"] = result.DeepClone();
        }

        json["retcode"] = fault.RetCode;
        return json;
    }
}
