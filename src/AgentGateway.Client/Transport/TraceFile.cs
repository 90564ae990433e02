using System.Text;

namespace AgentGateway;

/// <summary>
/// The file of a trace. All gateways of the process that write to one path share one of these, and processes take turns, so that no line is lost or cut.
/// </summary>
internal sealed class TraceFile : IDisposable
{
    // A process that was stopped in the middle of its turn costs lines, not calls.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(200);

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

    private static StringComparer PathComparer => Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Why a trace can't be written to a path, as far as can be told without creating the file; null: nothing is known against it.</summary>
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

            return Directory.Exists(full) ? Problem(path, "it is a folder")
                : Directory.Exists(Path.GetDirectoryName(full)) ? null
                : Problem(path, "its folder does not exist");
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return Problem(path, exception.Message);
        }
    }

    /// <summary>Opens the file for one user; created if it does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why that is not possible.</param>
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

    /// <summary>Appends a line, as a whole. A full disk costs the line, never the call that it is about.</summary>
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

    /// <summary>One user less; the last one closes the file.</summary>
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

    // To read and write: opening a named pipe only to write waits until somebody reads it. Without a buffer: what is written is there.
    private static FileStream OpenStream(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private static string Problem(string path, string reason) => $"the trace can't be written to {Messages.Clean(path)}: {Messages.Clean(reason)}";

    private static bool IsOfFile(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>What processes take turns by; null where the system offers nothing for that.</summary>
    private static Mutex? CreateTurn(string path)
    {
        var name = Polyfill.Sha256Hex(Encoding.UTF8.GetBytes(Path.DirectorySeparatorChar == '\\' ? path.ToUpperInvariant() : path));
        try
        {
            return new Mutex(initiallyOwned: false, @"Global\AgentGateway.Trace." + name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PlatformNotSupportedException or WaitHandleCannotBeOpenedException)
        {
            // Such as the mutex of another user.
            return null;
        }
    }

    private bool TakeTurn()
    {
        try
        {
            return _turn is null || _turn.WaitOne(LongestTurn);
        }
        catch (AbandonedMutexException)
        {
            // A process ended in the middle of its turn; the turn is ours.
            return true;
        }
    }
}
