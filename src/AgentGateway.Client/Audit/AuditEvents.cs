using System.Diagnostics.Tracing;

namespace AgentGateway;

/// <summary>
/// The event source <c>AgentGateway</c>, for ETW, dotnet-trace and EventPipe. Its events identify a change and its outcome. Nothing is
/// created unless a listener is enabled.
/// </summary>
[EventSource(Name = "AgentGateway")]
internal sealed class AuditEvents : EventSource
{
    private const int RequestedId = 1;
    private const int CompletedId = 2;

    private AuditEvents()
    {
    }

    /// <summary>The only instance.</summary>
    public static AuditEvents Log { get; } = new();

    /// <summary>Writes the event for a change that is about to be sent.</summary>
    [NonEvent]
    public void Requested(AuditedChange change, Uri gateway)
    {
        if (IsEnabled())
        {
            var call = change.Call;
            ChangeRequested(
                change.Id,
                gateway.GetLeftPart(UriPartial.Authority),
                call.Operation.Name,
                change.AgentId,
                call.TargetAgentId ?? 0,
                change.ConferenceId ?? 0,
                call.Participant ?? "",
                call.CallId ?? "");
        }
    }

    /// <summary>Writes the event for the outcome of a change.</summary>
    [NonEvent]
    public void Completed(AuditedChange change, Uri gateway, AuditOutcome outcome)
    {
        if (IsEnabled())
        {
            var call = change.Call;
            ChangeCompleted(
                change.Id,
                gateway.GetLeftPart(UriPartial.Authority),
                call.Operation.Name,
                change.AgentId,
                call.TargetAgentId ?? 0,
                change.ConferenceId ?? 0,
                call.Participant ?? "",
                call.CallId ?? "",
                outcome.Name,
                outcome.RetCode ?? "",
                outcome.WasSent,
                change.Elapsed.TotalMilliseconds);
        }
    }

#pragma warning disable IL2026 // Trimming is safe, because the arguments are primitive.
    [Event(RequestedId, Level = EventLevel.Informational)]
    private void ChangeRequested(
        string id, string gateway, string operation, int agentId, int targetAgentId, long conferenceId, string address, string callId) =>
        WriteEvent(RequestedId, id, gateway, operation, agentId, targetAgentId, conferenceId, address, callId);

    [Event(CompletedId, Level = EventLevel.Informational)]
    private void ChangeCompleted(
        string id,
        string gateway,
        string operation,
        int agentId,
        int targetAgentId,
        long conferenceId,
        string address,
        string callId,
        string outcome,
        string retCode,
        bool sent,
        double milliseconds) =>
        WriteEvent(
            CompletedId,
            id,
            gateway,
            operation,
            agentId,
            targetAgentId,
            conferenceId,
            address,
            callId,
            outcome,
            retCode,
            sent,
            milliseconds);
#pragma warning restore IL2026
}
