using System.Net;

namespace AgentGateway;

/// <summary>How one conference is ended by <see cref="ConferenceCleanup"/>.</summary>
public sealed class CleanupRequest
{
    /// <summary>
    /// The chairperson's password, at most 32 characters; the user name is not used. Null if <see cref="Session"/> is given.
    /// </summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The chairperson's softphone number, at most 24 characters; null: the agent ID.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>
    /// A live session of the chairperson, which is used and not ended; null: the chairperson is signed in for the clean-up, and signed out
    /// afterwards.
    /// </summary>
    public AgwSession? Session { get; init; }

    /// <summary>
    /// Takes over a chairperson who is signed in elsewhere: the other session ends, and a person who works with it is interrupted. Without
    /// it, the conference of such an agent is left alone.
    /// </summary>
    public bool Force { get; init; }

    /// <summary>How long the gateway may take to end the conference after it has accepted the release; 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When the gateway was asked for the conference, as a timestamp of the gateway's clock; null: not known.</summary>
    internal long? ReadAt { get; init; }

    /// <summary>Tracks the sessions that the clean-up signs in.</summary>
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

/// <summary>Tracks the sessions that a clean-up signs in, so that the end of a process signs them out.</summary>
internal interface ICleanupSessions
{
    /// <summary>An agent was signed in.</summary>
    /// <param name="session">Its session.</param>
    /// <param name="signOut">Signs the agent out, for the end of the process. It never throws.</param>
    void Opened(AgwSession session, Func<Task> signOut);

    /// <summary>The agent was signed out, or can't be.</summary>
    void Closed(AgwSession session);

    /// <summary>A canceled clean-up signs its agent out in the background. The gateway has to stay open until then.</summary>
    void EndLate(Task ending);
}
