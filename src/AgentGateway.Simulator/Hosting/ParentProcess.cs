using System.Diagnostics;

namespace AgentGateway.Simulator;

/// <summary>Waits for the end of the process that started the simulator.</summary>
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
            // Already gone.
            return;
        }

        using (parent)
        {
            await parent.WaitForExitAsync(cancellationToken);
        }
    }
}
