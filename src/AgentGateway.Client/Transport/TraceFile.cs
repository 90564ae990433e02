using System.Text;

namespace AgentGateway;

/// <summary>
/// The file of a trace. All gateways of the process with the same path share one instance, and processes take turns, so that no line is
/// lost or truncated.
/// </summary>
internal sealed class TraceFile : IDisposable
{
    // If another process is suspended during its turn, lines are lost, but no call is delayed.
    private static readonly TimeSpan TurnTimeout = TimeSpan.FromMilliseconds(200);

    private static readonly Dictionary<string, TraceFile> OpenFiles = new(PathComparer);

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly Mutex? _turn;
    private int _users;

    private TraceFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
        _turn = CreateTurn(path);
    }

    private static StringComparer PathComparer =>
        Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns why a trace can't be written to a path, without creating the file; null: no reason is known.</summary>
    public static string? FindProblem(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            if (File.Exists(full))
            {
                using var stream = OpenStream(full, FileMode.Open);
                return stream.CanSeek ? null : Problem(path, "it is not a file");
            }

            if (Directory.Exists(full))
            {
                return Problem(path, "it is a folder");
            }

            return Directory.Exists(Path.GetDirectoryName(full)) ? null : Problem(path, "its folder does not exist");
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return Problem(path, exception.Message);
        }
    }

    /// <summary>Opens the file for one gateway, and creates it if it doesn't exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why the file can't be opened.</param>
    public static TraceFile? TryOpen(string path, out string? problem)
    {
        problem = null;
        try
        {
            var full = Path.GetFullPath(path);
            lock (OpenFiles)
            {
                if (!OpenFiles.TryGetValue(full, out var file))
                {
                    var stream = OpenStream(full, FileMode.OpenOrCreate);
                    if (!stream.CanSeek)
                    {
                        stream.Dispose();
                        problem = Problem(path, "it is not a file");
                        return null;
                    }

                    OpenFiles.Add(full, file = new TraceFile(full, stream));
                }

                file._users++;
                return file;
            }
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            problem = Problem(path, exception.Message);
            return null;
        }
    }

    /// <summary>Appends a complete line. If the disk is full, the line is lost, but the call continues.</summary>
    public void Append(byte[] line)
    {
        lock (_stream)
        {
            var hasTurn = false;
            try
            {
                hasTurn = TakeTurn();
                if (hasTurn && _stream.CanWrite)
                {
                    _ = _stream.Seek(0, SeekOrigin.End);
                    _stream.Write(line, 0, line.Length);
                    _stream.Flush();
                }
            }
            catch (IOException)
            {
                // See the summary.
            }
            finally
            {
                if (hasTurn)
                {
                    _turn?.ReleaseMutex();
                }
            }
        }
    }

    /// <summary>Releases the file. The last gateway closes it.</summary>
    public void Dispose()
    {
        lock (OpenFiles)
        {
            if (--_users > 0)
            {
                return;
            }

            _ = OpenFiles.Remove(_path);
        }

        lock (_stream)
        {
            _stream.Dispose();
            _turn?.Dispose();
        }
    }

    // For reading and writing, because opening a named pipe only for writing waits for a reader. Without a buffer, so that each line is
    // written immediately.
    private static FileStream OpenStream(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private static string Problem(string path, string reason) =>
        $"the trace can't be written to {Messages.Clean(path)}: {Messages.Clean(reason)}";

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The mutex with which processes take turns; null if the system has none.</summary>
    private static Mutex? CreateTurn(string path)
    {
        var name = Polyfill.Sha256Hex(Encoding.UTF8.GetBytes(Path.DirectorySeparatorChar == '\\' ? path.ToUpperInvariant() : path));
        try
        {
            return new Mutex(initiallyOwned: false, @"Global\AgentGateway.Trace." + name);
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or PlatformNotSupportedException or WaitHandleCannotBeOpenedException)
        {
            // For example, the mutex of another user.
            return null;
        }
    }

    private bool TakeTurn()
    {
        try
        {
            return _turn is null || _turn.WaitOne(TurnTimeout);
        }
        catch (AbandonedMutexException)
        {
            // Another process ended during its turn, so this process has the turn.
            return true;
        }
    }
}
