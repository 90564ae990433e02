using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of an inspection (supervision.md), and the reader of their content.</summary>
internal static class InspectorEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.OtherBeQcStart, "An inspector listens in, inserts itself or whispers."),
        new(EventName.OtherBeQcStop, "An inspector has stopped."),
        new(EventName.QcAgentStateNotify, "Notifies an inspector of the sign-in or sign-out of an agent.", ReadNotice),
    ];

    private static InspectionNotice ReadNotice(JsonElement content) =>
        new(JsonText.Text(content, "subtype"), JsonText.Text(content, "monitoredagent"));
}
