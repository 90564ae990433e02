using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the <c>result</c> of the operations of the queue family. Fillers for "none" become null (queues.md 2.1).</summary>
internal static class QueueResults
{
    /// <summary>The problem of a reply without a list of queues, for the error.</summary>
    public const string NoList = "the reply contains no list of queues";

    /// <summary>The problem of a reply without a list of calls, for the error.</summary>
    public const string NoCalls = "the reply contains no list of calls";

    private const int NoNumber = 65535;

    /// <summary>Reads the queues of a VDN or of an agent; null: the reply contains no list.</summary>
    public static IReadOnlyList<QueueName>? Names(byte[]? json) => List(json, static item =>
        JsonText.Small(item, "id") is { } id and > 0
            ? new QueueName(id, JsonText.Text(item, "name"), Media(item, "mediatype"), JsonText.Small(item, "realFlag"))
            : null);

    /// <summary>Reads the statistics of queues; null: the reply contains no list.</summary>
    public static IReadOnlyList<AgwQueue>? Statistics(byte[]? json, Uri gateway) => List(json, item => Statistics(item, gateway));

    /// <summary>Reads the calls that wait in a queue; null: the reply contains no list.</summary>
    public static IReadOnlyList<WaitingCall>? Calls(byte[]? json, int queueId, Uri gateway) => List(json, item =>
        JsonText.Text(item, "callid") is not { Length: > 0 } callId ? null : new WaitingCall
        {
            Gateway = gateway,
            QueueId = queueId,
            CallId = callId,
            Caller = NotEmpty(item, "caller"),
            Called = NotEmpty(item, "called"),
            Waited = Seconds(item, "logontimes"),
            Priority = JsonText.Small(item, "userPriority"),
            MediaType = Media(item, "mediaType"),
        });

    private static AgwQueue? Statistics(JsonElement item, Uri gateway)
    {
        if (JsonText.Small(item, "deviceNo") is not { } id)
        {
            return null;
        }

        var waiting = Count(item, "queueSize");
        return new AgwQueue
        {
            Gateway = gateway,
            QueueId = id,
            Name = NotEmpty(item, "skillDescrip"),
            AccessCode = NotEmpty(item, "pilotNbr"),
            Waiting = waiting,
            LongestWait = waiting == 0 ? null : Seconds(item, "queueTime"),
            SignedInAgents = Count(item, "loggedOnAgents"),
            AvailableAgents = Count(item, "availAgents"),
            MaximumWaiting = Count(item, "maxQueueSize"),
            OverflowTarget = Count(item, "transferDeviceNo"),
        };
    }

    private static IReadOnlyList<T>? List<T>(byte[]? json, Func<JsonElement, T?> read)
        where T : class
    {
        using var document = JsonText.Parse(json);
        return document?.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(read).OfType<T>()]
            : null;
    }

    private static int? Count(JsonElement item, string name) =>
        JsonText.Small(item, name) is { } number and >= 0 && number != NoNumber ? number : null;

    private static TimeSpan? Seconds(JsonElement item, string name) =>
        JsonText.Number(item, name) is { } seconds and >= 0 and < uint.MaxValue ? TimeSpan.FromSeconds((double)seconds) : null;

    private static string? NotEmpty(JsonElement item, string name) =>
        JsonText.Text(item, name) is { Length: > 0 } text ? text : null;

    private static MediaType Media(JsonElement item, string name) =>
        JsonText.Small(item, name) is { } number && Enum.IsDefined(typeof(MediaType), number) ? (MediaType)number : MediaType.Unknown;
}

/// <summary>A queue without its statistics.</summary>
/// <param name="QueueId">Its ID.</param>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">Its medium.</param>
/// <param name="RealFlag">1: real, 0: virtual; null if the gateway doesn't send it.</param>
internal sealed record QueueName(int QueueId, string? Name, MediaType MediaType, int? RealFlag);
