using System.Management.Automation;

namespace AgentGateway;

/// <summary>Signs agents out when the module is removed and when the process ends, within a time limit. The import sends nothing.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static int _isHooked;

    /// <inheritdoc/>
    public void OnImport()
    {
        // Once for the whole process, because the module can be removed in one runspace and remain in others.
        if (Interlocked.Exchange(ref _isHooked, 1) == 0)
        {
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => Commands.AgwCommand.Block(
                Task.Run(() => Task.WhenAll(RunspaceRegistry.EndAllAsync(), TransientSessions.EndAllAsync(), LateSignInsAsync())));
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (RunspaceRegistry.TryCurrent() is { } current)
        {
            var sessions = current.TakeAll();
            var warnings = Commands.AgwCommand.Block(Task.Run(() => SessionCleanup.EndAsync(sessions)));
            Commands.AgwCommand.Block(Task.Run(LateSignInsAsync));
            current.Gateways.CloseAllUnneeded();
            foreach (var warning in warnings)
            {
                _ = ScriptBlock.Create("param($text) Write-Warning -Message $text").Invoke(warning);
            }
        }
    }

    /// <summary>
    /// Waits for sign-ins that were canceled after they had been sent. Their agents are signed out when the reply arrives.
    /// </summary>
    private static Task LateSignInsAsync() => Task.WhenAny(LateSignIns.AllAsync(), Task.Delay(SessionCleanup.Timeout));
}
