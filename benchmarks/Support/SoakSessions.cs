using System.Net;

namespace AgentGateway.Benchmarks;

/// <summary>Thousands of sessions that poll.</summary>
internal static class SoakSessions
{
    public const int FirstAgent = 101;

    private const int MaxParallel = 32;

    public static async Task<List<AgwSession>> SignInAsync(Gateway gateway, int count, TimeSpan? reconnectTimeout = null)
    {
        var sessions = new List<AgwSession>(count);
        await InParallelAsync(Enumerable.Range(FirstAgent, count), async (agent, cancellationToken) =>
        {
            var request = new SignInRequest
            {
                AgentId = agent,
                Credential = new NetworkCredential("agent", "secret"),
                ReconnectTimeout = reconnectTimeout,
            };
            var session = await AgwSession.SignInAsync(gateway, request, cancellationToken);
            lock (sessions)
            {
                sessions.Add(session);
            }
        });
        return sessions;
    }

    public static Task InParallelAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> actAsync) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel }, actAsync);

    public static bool IsAlive(AgwSession session) => session.State == SessionState.SignedIn && session.IsPolling;
}
