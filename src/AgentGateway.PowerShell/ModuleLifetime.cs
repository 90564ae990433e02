using System.Management.Automation;

namespace AgentGateway;

/// <summary>The end of the module: what it has signed in is signed out, within a bounded time. Importing does nothing.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    // Somebody is waiting for a prompt, or for a process to go away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void OnImport()
    {
        AppDomain.CurrentDomain.ProcessExit -= SignOutAtExit;
        AppDomain.CurrentDomain.ProcessExit += SignOutAtExit;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        AppDomain.CurrentDomain.ProcessExit -= SignOutAtExit;
        SignOut(RunspaceSessions.TryCurrent() is { } current ? current.TakeAll() : []);
    }

    private static void SignOutAtExit(object? sender, EventArgs e) => SignOut(RunspaceSessions.OfAllRunspaces());

    private static void SignOut(IReadOnlyList<AgwSession> sessions)
    {
        var late = Commands.LateSignIns.AllAsync();
        if (sessions.Count == 0 && late.IsCompleted)
        {
            return;
        }

        using var enough = new CancellationTokenSource(Patience);
        Commands.AgwCommand.Block(Task.Run(() => Task.WhenAll([.. sessions.Select(session => EndAsync(session, enough.Token)), Task.WhenAny(late, Task.Delay(Patience))])));
    }

    // Nobody is there to be told of a failure, and an exception here would bring the host down.
    private static async Task EndAsync(AgwSession session, CancellationToken cancellationToken)
    {
        try
        {
            await (session.SignedInAt is null ? session.DetachAsync() : session.SignOutAsync(new SignOutRequest(), cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is GatewayException or OperationCanceledException or ObjectDisposedException)
        {
            await session.DetachAsync().ConfigureAwait(false);
        }
    }
}
