using System.ComponentModel;
using System.Diagnostics;

namespace AgentGateway.Reaper;

/// <summary>What is left of a run: its processes and the content of its folder.</summary>
/// <param name="Id">The value of the marker of its processes.</param>
/// <param name="Folder">Its temporary folder.</param>
internal sealed record RunRemains(string Id, string Folder)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nothing is left, at most for the timeout, and returns what is left then.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(TimeSpan timeout)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Interval))
        {
            string[] found = [.. LinuxProcesses.Of(this).Select(process => $"process {process.Id}: {process.CommandLine}"), .. Files().Select(file => $"file {file}")];
            if (found.Length == 0 || watch.Elapsed >= timeout)
            {
                return found;
            }
        }
    }

    /// <summary>Kills the processes and deletes the folder.</summary>
    public async Task RemoveAsync()
    {
        // Again while there are any: one may have started another before it ended. And again for a file that was just being written.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var killed = LinuxProcesses.Of(this).Count(process => TryKill(process.Id));
            if (killed == 0 && TryDelete())
            {
                return;
            }

            await Task.Delay(Interval);
        }
    }

    private IEnumerable<string> Files() => Directory.Exists(Folder) ? Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories) : [];

    private static bool TryKill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
            return true;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    private bool TryDelete()
    {
        try
        {
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }

            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
