using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of an inspection (supervision.md), and the reader of their content.</summary>
internal static class InspectorEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.OtherBeQcStart, "An inspector listens in, inserts itself or whispers.", ReadSupervision),
        new(EventName.OtherBeQcStop, "An inspector has stopped.", ReadSupervision),
        new(EventName.QcAgentStateNotify, "Notifies an inspector of the sign-in, the sign-out or the state of another agent.", ReadNotice),
    ];

    private static SupervisionNotice ReadSupervision(JsonElement content) =>
        new(JsonText.Small(content, "qcType"), AgentOf(content, "qcAgentId"));

    private static InspectionNotice ReadNotice(JsonElement content) => new()
    {
        AgentId = AgentOf(content, "monitoredagent"),
        Subtype = JsonText.Text(content, "subtype"),
        AgentName = JsonText.Text(content, "agentname"),
        MediaServer = JsonText.Text(content, "mediaserver"),
    };

    private static int? AgentOf(JsonElement content, string name) => JsonText.Small(content, name) is { } id and > 0 ? id : null;
}
