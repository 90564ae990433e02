namespace AgentGateway.Client.Tests;

/// <summary>Events as a session gets them.</summary>
internal static class Told
{
    public static AgentEvent Event(string type, object? content = null) =>
        new()
        {
            EventType = type,
            AgentId = 101,
            Gateway = new Uri("https://gw:8043"),
            ReceivedAt = default,
            Raw = "{}",
            Content = content,
        };

    public static AgentEvent Conference(string type, long? conferenceId) => Event(type, new ConferenceEvent(conferenceId));
}
