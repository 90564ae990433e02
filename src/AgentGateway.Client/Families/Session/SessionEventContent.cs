namespace AgentGateway;

/// <summary>The phone was hung up (<c>AgentOther_PhoneRelease</c>).</summary>
/// <param name="PhoneState">2 the agent hung up, 3 the platform did.</param>
public sealed record PhoneReleased(int? PhoneState);

/// <summary>The agent's state changed for a reason (<c>AgentState_SetNotReady_Success</c> and others).</summary>
/// <param name="Reason">The reason, as a number of the platform or of the call center.</param>
public sealed record StateReason(string? Reason);

/// <summary>The agent was signed out (<c>AgentOther_ShutdownService</c>).</summary>
/// <param name="LoginTime">When the session that ended had begun, in local time.</param>
public sealed record SessionShutDown(DateTimeOffset? LoginTime);

/// <summary>
/// The session was lost and has signed in again (<c>AgwSession_Reconnected</c>). The client creates this event.
/// Events of the gateway between the two times may be missing.
/// </summary>
/// <param name="LostAt">When the gateway last answered a poll of the lost session, in local time.</param>
/// <param name="SignedInAt">When the session signed in again, in local time.</param>
public sealed record SessionReconnected(DateTimeOffset LostAt, DateTimeOffset SignedInAt);
