using System.Diagnostics;

namespace AgentGateway;

/// <summary>
/// The lock of an audit file: a second file that only one process can have open. Processes of several users can share it if each may write
/// to both files. The file stays, because otherwise two processes could lock different files.
/// </summary>
internal static class AuditLock
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MaxCreation = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The audit file.</param>
    /// <param name="timeout">The time limit, measured with the system clock, because other processes are never simulated.</param>
    /// <returns>The lock. Disposing of it releases the lock.</returns>
    /// <exception cref="IOException">Another process didn't release the lock in time, or the file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission to write to the file or to its folder is missing.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan timeout)
    {
        var waiting = Stopwatch.StartNew();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return Open(path);
            }
            catch (IOException exception) when (IsTaken(exception) && waiting.Elapsed < timeout)
            {
                // The pause follows below.
            }
            catch (UnauthorizedAccessException) when (waiting.Elapsed < MaxCreation && waiting.Elapsed < timeout)
            {
                // Another user may have just created the file, and sets its permissions now.
            }

            var pause = BackOff.Shorter(BackOff.Pause(Pause, attempt), MaxPause);
            await Polyfill.DelayAsync(TimeProvider.System, pause, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns whether the lock, which the caller holds, excludes others. Without support for locks (on Linux: flock), .NET opens the file
    /// any number of times.
    /// </summary>
    /// <param name="path">The audit file.</param>
    public static bool Excludes(string path)
    {
        try
        {
            Open(path).Dispose();
            return false;
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return true;
        }
    }

    /// <summary>The path of the lock.</summary>
    /// <param name="path">The audit file.</param>
    public static string PathFor(string path) => path + ".lock";

    private static FileStream Open(string path) => AuditAccess.OpenOrCreate(PathFor(path), FileShare.None, model: path);

    private static bool IsTaken(IOException exception) => Path.DirectorySeparatorChar == '\\'
        ? (exception.HResult & 0xFFFF) is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult is LinuxWouldBlock or MacWouldBlock;
}
