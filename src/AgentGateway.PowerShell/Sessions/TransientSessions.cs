using System.Collections.Concurrent;

namespace AgentGateway;

/// <summary>
/// The sessions that cmdlets of this process have signed in while they run. No command returns these sessions.
/// </summary>
internal static class TransientSessions
{
    private static readonly ConcurrentDictionary<AgwSession, Func<Task>> Open = new();

    /// <summary>Adds a session that was signed in.</summary>
    /// <param name="session">The session.</param>
    /// <param name="signOut">Signs its agent out. It never throws.</param>
    public static void Add(AgwSession session, Func<Task> signOut) => _ = Open.TryAdd(session, signOut);

    /// <summary>Removes a session that was signed out, or can't be.</summary>
    public static void Remove(AgwSession session) => _ = Open.TryRemove(session, out _);

    /// <summary>Signs all agents out at the end of the process.</summary>
    public static Task EndAllAsync() => Task.WhenAny(
        Task.WhenAll(Open.Values.Select(signOut => signOut())), Task.Delay(SessionCleanup.Timeout));
}
