using System.Diagnostics;

namespace AgentGateway;

/// <summary>
/// The turn of one process at an audit file. It is a second file that is open in one process at a time, so that it also works between
/// users and on a network share. The file stays, because deleting it would let two processes have a turn at once.
/// </summary>
internal static class AuditLock
{
    private const int WindowsSharingViolation = 32;
    private const int WindowsLockViolation = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the turn.</summary>
    /// <param name="path">The audit file.</param>
    /// <param name="timeout">The time limit. It is measured by the system's clock, as the other processes are not simulated.</param>
    /// <returns>The turn. Its end is disposal.</returns>
    /// <exception cref="IOException">Another process didn't end its turn in time, or the file can't be opened.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan timeout)
    {
        var waiting = Stopwatch.StartNew();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException exception) when (IsTaken(exception) && waiting.Elapsed < timeout)
            {
                // Waits below.
            }

            var pause = BackOff.Shorter(BackOff.Pause(Pause, attempt), MaxPause);
            await Polyfill.DelayAsync(TimeProvider.System, pause, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static bool IsTaken(IOException exception) => Path.DirectorySeparatorChar == '\\'
        ? (exception.HResult & 0xFFFF) is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult is LinuxWouldBlock or MacWouldBlock;
}
