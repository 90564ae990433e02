namespace AgentGateway.Client.Tests;

/// <summary>Events as a session gets them.</summary>
internal static class TestEvent
{
    public static AgentEvent Of(string type, object? content = null) =>
        new()
        {
            EventType = type,
            AgentId = 101,
            Gateway = new Uri("https://gw:8043"),
            ReceivedAt = default,
            Raw = "{}",
            Content = content,
        };

    public static AgentEvent Conference(string type, long? conferenceId) => Of(type, new ConferenceEvent(conferenceId));
}
