using System.Diagnostics;

namespace AgentGateway.Simulator;

/// <summary>The process that started the simulator.</summary>
internal static class ParentProcess
{
    public static async Task WaitForExitAsync(int processId, CancellationToken cancellationToken)
    {
        Process parent;
        try
        {
            parent = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            // The process has already exited.
            return;
        }

        using (parent)
        {
            await parent.WaitForExitAsync(cancellationToken);
        }
    }
}
