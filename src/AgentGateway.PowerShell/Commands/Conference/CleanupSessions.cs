namespace AgentGateway.Commands;

/// <summary>
/// Tracks the chairpersons that a cleanup has signed in, so that nobody stays signed in after Ctrl+C or the end of the process.
/// </summary>
/// <param name="late">The sign-ins and sign-outs that end after the cmdlet.</param>
internal sealed class CleanupSessions(LateSignIns late) : ICleanupSessions
{
    public void Opened(AgwSession session, Func<Task> signOut) => TransientSessions.Add(session, signOut);

    public void Closed(AgwSession session) => TransientSessions.Remove(session);

    public void EndLate(Task ending) => late.AddEnding(ending);
}
