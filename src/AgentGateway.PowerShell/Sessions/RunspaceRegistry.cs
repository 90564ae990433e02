using System.Management.Automation.Runspaces;

namespace AgentGateway;

/// <summary>
/// The sessions of every runspace of the process. When a runspace ends, its sessions are signed out. The sessions of a runspace of
/// ForEach-Object -Parallel pass to the runspace that started it, as its output does.
/// </summary>
internal static class RunspaceRegistry
{
    // The prefix of the names of the runspaces of ForEach-Object -Parallel.
    private const string ParallelName = "PSTask:";

    private static readonly ConditionalWeakTable<Runspace, Entry> Entries = new();
    private static readonly object Gate = new();
    private static readonly HashSet<RunspaceSessions> Used = [];
    private static Task _ending = Task.CompletedTask;

    /// <summary>The sessions of the runspace that this thread runs in.</summary>
    public static RunspaceSessions Current => Of(Runspace.DefaultRunspace);

    /// <summary>The sessions of this thread's runspace; null if it has no runspace, or one that has not used the module.</summary>
    public static RunspaceSessions? TryCurrent() =>
        Runspace.DefaultRunspace is { } runspace && Entries.TryGetValue(runspace, out var entry) ? entry.Sessions : null;

    /// <summary>Keeps the sessions of a runspace until they are ended, even if nothing else refers to the runspace.</summary>
    public static void Remember(RunspaceSessions sessions)
    {
        lock (Gate)
        {
            _ = Used.Add(sessions);
        }
    }

    /// <summary>Ends the sessions of all runspaces at the end of the process, and waits for those whose runspace has just ended.</summary>
    public static async Task EndAllAsync()
    {
        RunspaceSessions[] used;
        Task ending;
        lock (Gate)
        {
            (used, ending) = ([.. Used], _ending);
        }

        AgwSession[] sessions = [.. used.SelectMany(known => known.Directory.All)];
        SessionCleanup.WriteWarnings(await SessionCleanup.EndAsync(sessions).ConfigureAwait(false));
        await ending.ConfigureAwait(false);
    }

    private static RunspaceSessions Of(Runspace runspace) => Entries.GetValue(runspace, static known => new Entry(known)).Sessions;

    /// <summary>
    /// Returns the runspace that inherits the sessions: the one that runs ForEach-Object -Parallel. The sessions of any other runspace are
    /// not inherited.
    /// </summary>
    private static RunspaceSessions? HeirOf(Runspace ended) =>
        ended.Name.StartsWith(ParallelName, StringComparison.Ordinal)
        && Runspace.DefaultRunspace is { RunspaceStateInfo.State: RunspaceState.Opened } caller
        && !ReferenceEquals(caller, ended)
            ? Of(caller)
            : null;

    private static void End(RunspaceSessions ended, RunspaceSessions? heir)
    {
        lock (Gate)
        {
            if (!Used.Remove(ended))
            {
                return;
            }
        }

        var left = ended.TakeAll();
        if (heir is not null)
        {
            left = [.. left.Where(session => !heir.TryInherit(session, ended))];
        }

        // An attached session that doesn't poll is not ended, because its owner continues to use it.
        foreach (var passive in left.Where(IsPassive))
        {
            ended.Gateways.Forget(passive.Transport);
        }

        left = [.. left.Where(session => !IsPassive(session))];

        // The end of a runspace does not wait for the gateway; the end of the process does.
        lock (Gate)
        {
            _ending = Task.WhenAll(_ending, Task.Run(() => EndAsync(ended, left)));
        }
    }

    private static bool IsPassive(AgwSession session) => session is { SignedInAt: null, IsPolling: false };

    private static async Task EndAsync(RunspaceSessions ended, IReadOnlyList<AgwSession> left)
    {
        SessionCleanup.WriteWarnings(await SessionCleanup.EndAsync(left).ConfigureAwait(false));
        ended.Gateways.CloseAllUnneeded();
    }

    /// <summary>The sessions of one runspace. The entry is garbage-collected with the runspace, but the sessions are not.</summary>
    private sealed class Entry
    {
        public Entry(Runspace runspace)
        {
            var sessions = Sessions;
            runspace.StateChanged += (sender, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                {
                    End(sessions, HeirOf((Runspace)sender!));
                }
            };
        }

        ~Entry()
        {
            // The runspace was never closed. At the end of the process, EndAllAsync ends the sessions and waits.
            if (!Environment.HasShutdownStarted)
            {
                End(Sessions, null);
            }
        }

        public RunspaceSessions Sessions { get; } = new();
    }
}
