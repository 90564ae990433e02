using System.Net;

namespace AgentGateway;

/// <summary>The options of <see cref="ConferenceCleanup"/> for one conference.</summary>
public sealed class CleanupRequest
{
    /// <summary>
    /// The chairperson's password, at most 32 characters; the user name is not used. Null if <see cref="Session"/> is given.
    /// </summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The chairperson's softphone number, at most 24 characters; null: the agent ID.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>
    /// A live session of the chairperson, which the cleanup uses and doesn't end; null: the cleanup signs the chairperson in, and signs
    /// it out afterwards.
    /// </summary>
    public AgwSession? Session { get; init; }

    /// <summary>
    /// Takes over a chairperson who is signed in elsewhere: the other session ends, and a person who works with it is interrupted.
    /// Otherwise, the conference of such an agent is skipped.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>The time limit for the end of the conference after the gateway has accepted the release; 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time of the query that returned the conference, as a timestamp of the gateway's clock; null: unknown.</summary>
    internal long? ReadAt { get; init; }

    /// <summary>Tracks the sessions that the cleanup signs in.</summary>
    internal ICleanupSessions Sessions { get; init; } = UntrackedSessions.Instance;

    private sealed class UntrackedSessions : ICleanupSessions
    {
        public static readonly UntrackedSessions Instance = new();

        public void Opened(AgwSession session, Func<Task> signOut)
        {
        }

        public void Closed(AgwSession session)
        {
        }

        public void EndLate(Task ending)
        {
        }
    }
}

/// <summary>Tracks the sessions that a cleanup signs in, so that the end of a process signs them out.</summary>
internal interface ICleanupSessions
{
    /// <summary>Adds an agent that was signed in.</summary>
    /// <param name="session">Its session.</param>
    /// <param name="signOut">Signs the agent out, for the end of the process. It never throws.</param>
    void Opened(AgwSession session, Func<Task> signOut);

    /// <summary>Removes an agent that was signed out, or that can't be signed out.</summary>
    void Closed(AgwSession session);

    /// <summary>Adds the background sign-out of a canceled cleanup. The gateway must stay open until it has ended.</summary>
    void EndLate(Task ending);
}
