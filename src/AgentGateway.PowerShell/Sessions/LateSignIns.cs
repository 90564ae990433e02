using System.Collections.Concurrent;

namespace AgentGateway;

/// <summary>
/// Sign-ins and sign-outs that end after their cmdlet. The reply to a sign-in that was canceled after it had been sent arrives later; the
/// agent is then signed out again.
/// </summary>
internal sealed class LateSignIns
{
    private static readonly ConcurrentDictionary<Task, bool> Pending = new();

    private readonly ConcurrentQueue<Task<AgwSession?>> _signIns = new();

    /// <summary>Waits for all that are under way in this process.</summary>
    public static Task AllAsync() => Task.WhenAll(Pending.Keys);

    /// <summary>Adds a sign-in.</summary>
    public void Add(Task<AgwSession?> signIn) => _signIns.Enqueue(signIn);

    /// <summary>Adds the sign-out of a session that is not kept.</summary>
    public void AddEnding(Task ending) => _signIns.Enqueue(WithoutSessionAsync(ending));

    private static async Task<AgwSession?> WithoutSessionAsync(Task ending)
    {
        await ending.ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Completes the sign-ins in the background. An agent that is already in a call can't be signed out, so its session is kept.
    /// </summary>
    /// <param name="sessions">The sessions of the runspace.</param>
    /// <param name="gateways">The gateways that were borrowed for the sign-ins.</param>
    public void LetEnd(RunspaceSessions sessions, IReadOnlyList<Gateway> gateways)
    {
        var ending = EndAsync(sessions, gateways);
        if (!ending.IsCompleted)
        {
            _ = Pending.TryAdd(ending, true);
            _ = ending.ContinueWith(
                static ended => Pending.TryRemove(ended, out _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private async Task EndAsync(RunspaceSessions sessions, IReadOnlyList<Gateway> gateways)
    {
        while (_signIns.TryDequeue(out var signIn))
        {
            if (await signIn.ConfigureAwait(false) is { } kept && sessions.Add(kept) is { } replaced)
            {
                await replaced.DetachAsync().ConfigureAwait(false);
                sessions.Gateways.CloseUnneeded(replaced.Transport);
            }
        }

        foreach (var gateway in gateways)
        {
            sessions.Gateways.Return(gateway);
        }
    }
}
