using System.Globalization;
using System.Text;

namespace AgentGateway.Reaper;

/// <summary>Finds the processes of a run in /proc. On systems other than Linux, it finds none.</summary>
internal static class LinuxProcesses
{
    /// <summary>Returns the processes that have the marker of the run or an open file in its folder.</summary>
    /// <remarks>The marker isn't enough, because a program that changes its title, such as nginx, overwrites its environment.</remarks>
    public static IEnumerable<(int Id, string CommandLine)> Of(RunRemains run)
    {
        if (!OperatingSystem.IsLinux())
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && (HasMarker(folder, run) || HasOpenFile(folder, run)))
            {
                yield return (id, Read($"{folder}/cmdline").Replace('\0', ' ').Trim());
            }
        }
    }

    private static bool HasMarker(string folder, RunRemains run) =>
        $"\0{Read($"{folder}/environ")}".Contains($"\0{RunScope.Marker}={run.Id}\0", StringComparison.Ordinal);

    private static bool HasOpenFile(string folder, RunRemains run)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"{folder}/fd").Prepend($"{folder}/cwd").Any(
                link => IsBelow(new FileInfo(link).LinkTarget, run.Folder));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsBelow(string? path, string folder) =>
        path is not null && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));

    // Returns an empty text for a process that has ended or belongs to another user.
    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
