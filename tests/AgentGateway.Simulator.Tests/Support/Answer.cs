using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator.Tests;

/// <summary>A reply of the simulator.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, string? SetGuid, HttpResponseMessage Message)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string RetCode => (string)Json["retcode"]!;

    public JsonNode? Result => Json["result"];

    /// <summary>The event of a poll as "type content"; null if there is none.</summary>
    public string? Event => Json["event"] is { } raised ? Text(raised) : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var setGuid = message.Headers.TryGetValues("Set-GUID", out var values) ? values.Single()["JSESSIONID=".Length..] : null;
        return new Answer(message.StatusCode, await message.Content.ReadAsStringAsync(), setGuid, message);
    }

    private static string Text(JsonNode raised) => raised["content"] is { } content
        ? $"{raised["eventType"]} {content.ToJsonString(JsonSerializerOptions.Web)}"
        : (string)raised["eventType"]!;
}
