namespace AgentGateway;

/// <summary>An inspector is notified of another agent (<c>QC_AgentState_Notify</c>).</summary>
/// <param name="Subtype"><c>QC_AgentState_Login</c>, <c>QC_AgentState_Logout</c>.</param>
/// <param name="MonitoredAgent">The agent.</param>
public sealed record InspectionNotice(string? Subtype, string? MonitoredAgent);
