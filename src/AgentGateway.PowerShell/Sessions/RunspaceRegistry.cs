using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AgentGateway;

/// <summary>
/// The sessions of every runspace of the process, so that none is forgotten. When a runspace ends, its sessions are signed out. Those of
/// ForEach-Object -Parallel pass to the runspace that runs it, as its output does.
/// </summary>
internal static class RunspaceRegistry
{
    // What PowerShell calls the runspaces of ForEach-Object -Parallel.
    private const string ParallelName = "PSTask:";

    private static readonly ConditionalWeakTable<Runspace, Entry> Entries = new();
    private static readonly object Gate = new();
    private static readonly HashSet<RunspaceSessions> Used = [];
    private static Task _ending = Task.CompletedTask;

    /// <summary>Those of the runspace that this thread runs in.</summary>
    public static RunspaceSessions Current => Of(Runspace.DefaultRunspace);

    /// <summary>Those of this thread's runspace, if it has one and has used the module.</summary>
    public static RunspaceSessions? TryCurrent() =>
        Runspace.DefaultRunspace is { } runspace && Entries.TryGetValue(runspace, out var entry) ? entry.Sessions : null;

    /// <summary>Remembers sessions until they are taken out: those of a runspace that nobody holds any more, too.</summary>
    public static void Remember(RunspaceSessions sessions)
    {
        lock (Gate)
        {
            _ = Used.Add(sessions);
        }
    }

    /// <summary>Ends the sessions of all runspaces, and waits for those whose runspace has just ended: at the end of the process.</summary>
    public static async Task EndAllAsync()
    {
        RunspaceSessions[] used;
        Task ending;
        lock (Gate)
        {
            (used, ending) = ([.. Used], _ending);
        }

        SessionCleanup.Tell(await SessionCleanup.EndAsync([.. used.SelectMany(sessions => sessions.All)]).ConfigureAwait(false));
        await ending.ConfigureAwait(false);
    }

    private static RunspaceSessions Of(Runspace runspace) => Entries.GetValue(runspace, static known => new Entry(known)).Sessions;

    /// <summary>The runspace that runs ForEach-Object -Parallel ends those that it has made; a runspace of anybody else leaves nothing to others.</summary>
    private static RunspaceSessions? HeirOf(Runspace ended) =>
        ended.Name.StartsWith(ParallelName, StringComparison.Ordinal)
        && Runspace.DefaultRunspace is { RunspaceStateInfo.State: RunspaceState.Opened } caller
        && !ReferenceEquals(caller, ended)
            ? Of(caller) : null;

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

        // An attached session that does not poll has nothing to end: whoever holds it goes on with it.
        foreach (var passive in left.Where(IsPassive))
        {
            ended.Forget(passive.Transport);
        }

        left = [.. left.Where(session => !IsPassive(session))];

        // Whoever ends a runspace does not wait for the gateway; the end of the process does.
        lock (Gate)
        {
            _ending = Task.WhenAll(_ending, Task.Run(() => EndAsync(ended, left)));
        }
    }

    private static bool IsPassive(AgwSession session) => session is { SignedInAt: null, IsPolling: false };

    private static async Task EndAsync(RunspaceSessions ended, IReadOnlyList<AgwSession> left)
    {
        SessionCleanup.Tell(await SessionCleanup.EndAsync(left).ConfigureAwait(false));
        ended.CloseGateways();
    }

    /// <summary>The sessions of one runspace. It is collected with the runspace, and the sessions are not.</summary>
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
            // Of a runspace that was never closed. At the end of the process the exit does it, which waits.
            if (!Environment.HasShutdownStarted)
            {
                End(Sessions, null);
            }
        }

        public RunspaceSessions Sessions { get; } = new();
    }
}
