namespace AgentGateway;

/// <summary>All families of the API. A new family is a folder beside the others and one line here.</summary>
internal static class ApiFamilies
{
    /// <summary>The families, in the order of the reference.</summary>
    public static IReadOnlyList<ApiFamily> All { get; } =
    [
        new(ConferenceOperations.All, ConferenceEvents.All),
        new(PlaybackOperations.All, PlaybackEvents.All),
        new(RecordingOperations.All, []),
        new(SessionOperations.All, SessionEvents.All),
        new(InspectorOperations.All, InspectorEvents.All),
        new(QueueOperations.All, []),
        new(VoiceCallOperations.All, VoiceCallEvents.All),
        new(CallDataOperations.All, []),
        new([], MediaCallEvents.All),
    ];
}
