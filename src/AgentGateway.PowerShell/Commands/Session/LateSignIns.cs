using System.Collections.Concurrent;

namespace AgentGateway.Commands;

/// <summary>Sign-ins that were cancelled after they had been sent. Their answers come when the cmdlet has gone; the agents are signed out again then.</summary>
internal sealed class LateSignIns
{
    private static readonly ConcurrentDictionary<Task, bool> Pending = new();

    private readonly ConcurrentQueue<Task<AgwSession?>> _signIns = new();

    /// <summary>The end of all that are under way in this process.</summary>
    public static Task AllAsync() => Task.WhenAll(Pending.Keys);

    /// <summary>Takes one in.</summary>
    public void Add(Task<AgwSession?> signIn) => _signIns.Enqueue(signIn);

    /// <summary>Lets them end on their own. A session whose agent can't be signed out, because it talks already, is kept and listed.</summary>
    /// <param name="sessions">The sessions of the runspace.</param>
    /// <param name="gateways">The gateways that were borrowed for them.</param>
    public void LetEnd(RunspaceSessions sessions, IReadOnlyList<Gateway> gateways)
    {
        var ending = EndAsync(sessions, gateways);
        if (!ending.IsCompleted)
        {
            _ = Pending.TryAdd(ending, true);
            _ = ending.ContinueWith(static ended => Pending.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task EndAsync(RunspaceSessions sessions, IReadOnlyList<Gateway> gateways)
    {
        while (_signIns.TryDequeue(out var signIn))
        {
            if (await signIn.ConfigureAwait(false) is { } kept && sessions.Add(kept) is { } replaced)
            {
                await replaced.DetachAsync().ConfigureAwait(false);
                sessions.CloseUnneeded(replaced.Transport);
            }
        }

        foreach (var gateway in gateways)
        {
            sessions.ReturnGateway(gateway);
        }
    }
}
