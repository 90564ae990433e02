using System.ComponentModel;
using System.Diagnostics;

namespace AgentGateway.Reaper;

/// <summary>The remaining processes of a run, and the content of its folder.</summary>
/// <param name="Id">The value of the marker of its processes.</param>
/// <param name="Folder">The path of its temporary folder.</param>
internal sealed record RunRemains(string Id, string Folder)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nothing remains or the timeout has elapsed, and returns what remains.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(TimeSpan timeout)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Interval))
        {
            var processes = LinuxProcesses.Of(this).Select(process => $"process {process.Id}: {process.CommandLine}");
            string[] found = [.. processes, .. Files().Select(file => $"file {file}")];
            if (found.Length == 0 || watch.Elapsed >= timeout)
            {
                return found;
            }
        }
    }

    /// <summary>Kills the processes and deletes the folder.</summary>
    public async Task RemoveAsync()
    {
        // Repeats, because a process can start another one before it ends, and a file can still be written.
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

    private IEnumerable<string> Files() =>
        Directory.Exists(Folder) ? Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories) : [];

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
