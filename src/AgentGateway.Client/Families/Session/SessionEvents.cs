using System.Text.Json;

namespace AgentGateway;

/// <summary>The events of an agent's session, phone and state (session.md 6.2), and the readers of their content.</summary>
internal static class SessionEvents
{
    /// <summary>The events, in the order of the reference.</summary>
    public static IReadOnlyList<EventDescription> All { get; } =
    [
        new(EventName.OtherInService, "The agent has signed in."),
        new(EventName.OtherPhoneAlerting, "The agent's phone rings."),
        new(EventName.OtherPhoneOffhook, "The agent's phone is off-hook."),
        new(EventName.OtherPhoneRelease, "The agent's phone is on-hook.", ReadRelease),
        new(EventName.OtherShutdownService, "The agent was signed out.", ReadShutdown),
        new(EventName.StateBusy, "The agent is handling a call."),
        new(EventName.StateReady, "The agent is idle."),
        new(EventName.StateWork, "The agent wraps up."),
        new(EventName.StateSetNotReadySuccess, "The agent is busy.", ReadReason),
        new(EventName.StateCancelNotReadySuccess, "The agent is no longer busy."),
        new(EventName.StateSetRestSuccess, "The agent is at rest."),
        new(EventName.StateCancelRestSuccess, "The agent is no longer at rest."),
        new(EventName.StateRestTimeout, "The agent's rest has lasted longer than permitted."),
        new(EventName.StateSetWorkSuccess, "The agent is in wrap-up."),
        new(EventName.StateCancelWorkSuccess, "The agent is no longer in wrap-up."),
        new(EventName.StateForceReady, "An inspector has made the agent idle."),
        new(EventName.StateForceSetNotReady, "An inspector has made the agent busy.", ReadReason),
    ];

    private static PhoneReleased ReadRelease(JsonElement content) => new(JsonText.Small(content, "phoneState"));

    private static StateReason ReadReason(JsonElement content) => new(JsonText.Text(content, "reason"));

    private static SessionShutDown ReadShutdown(JsonElement content) => new(JsonText.Time(content, "loginTime"));
}
