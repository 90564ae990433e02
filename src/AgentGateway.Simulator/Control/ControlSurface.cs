using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>Exposes <see cref="ControlRequests"/> over HTTP, below /simulator/. It needs no GUID.</summary>
internal sealed class ControlSurface(SimulatorControl control)
{
    public const string Root = "/simulator/";

    /// <summary>Indicates that an exception is about the request, and that its message is the reason for the refusal.</summary>
    public static bool IsRefusal(Exception failure) =>
        failure is JsonException or ArgumentException or InvalidOperationException or FormatException or KeyNotFoundException;

    public async Task HandleAsync(HttpContext context, string path)
    {
        JsonNode? answer;
        try
        {
            var (request, arguments) = ControlRequests.Find(context.Request.Method, path[Root.Length..].TrimEnd('/'));
            answer = request.Handle(new ControlCall(control)
            {
                Arguments = arguments,
                Query = context.Request.Query,
                Body = await ReadAsync(context.Request),
                Connection = context.Connection.Id,
            });
        }
        catch (Exception refused) when (IsRefusal(refused))
        {
            var status = refused is KeyNotFoundException ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            await WriteAsync(context.Response, status, new JsonObject { ["error"] = refused.Message });
            return;
        }

        await WriteAsync(context.Response, StatusCodes.Status200OK, answer ?? new JsonObject());
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
