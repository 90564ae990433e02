namespace AgentGateway;

/// <summary>
/// An audit file. All gateways of the process that use one path share one of these. Lines that come at the same time are written and
/// flushed to the disk together. Processes take turns, so that no line is lost or cut. A file that has reached its size is renamed; nothing
/// is ever deleted.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    private static readonly Dictionary<string, AuditFile> OpenFiles = new(
        Path.DirectorySeparatorChar == '\\' ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private readonly string _path;
    private readonly long _maxSize;
    private readonly TimeSpan _turnTimeout;
    private readonly object _gate = new();
    private List<Waiting> _waiting = [];
    private bool _isWriting;
    private int _users;

    private AuditFile(string path, long maxSize, TimeSpan turnTimeout)
    {
        _path = path;
        _maxSize = maxSize;
        _turnTimeout = turnTimeout;
    }

    /// <summary>Opens a file for one user. It is created by the first line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSize">The size in bytes from which the file is renamed.</param>
    /// <param name="turnTimeout">How long another process may write.</param>
    /// <exception cref="GatewayException">There can be no such file.</exception>
    public static AuditFile Open(string path, long maxSize, TimeSpan turnTimeout)
    {
        if (FindProblem(path) is { } problem)
        {
            throw GatewayException.For(FailureKind.AuditFailed, default, problem);
        }

        var full = Path.GetFullPath(path);
        lock (OpenFiles)
        {
            if (!OpenFiles.TryGetValue(full, out var file))
            {
                OpenFiles.Add(full, file = new AuditFile(full, maxSize, turnTimeout));
            }

            file._users++;
            return file;
        }
    }

    /// <summary>Appends a line. The task ends when the line is on the disk.</summary>
    /// <param name="line">The line, with its end.</param>
    /// <returns>Why it can't be written; null: it is written.</returns>
    public Task<string?> AppendAsync(byte[] line)
    {
        var waiting = new Waiting(line, new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            _waiting.Add(waiting);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAllAsync);
            }
        }

        return waiting.Written.Task;
    }

    /// <summary>One user less. Lines that wait are still written.</summary>
    public void Dispose()
    {
        lock (OpenFiles)
        {
            if (--_users == 0)
            {
                _ = OpenFiles.Remove(_path);
            }
        }
    }

    private static string? FindProblem(string path)
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

    private static string Problem(string path, string reason) => $"{Messages.Clean(path)}: {Messages.Clean(reason)}";

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    // To read and write: opening a named pipe only to write waits for a reader, and the end of the file is read. Without a buffer.
    private static FileStream OpenStream(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (batch, _waiting) = (_waiting, []);
            }

            var problem = await TryWriteAsync(batch).ConfigureAwait(false);
            foreach (var waiting in batch)
            {
                _ = waiting.Written.TrySetResult(problem);
            }
        }
    }

    private async Task<string?> TryWriteAsync(List<Waiting> batch)
    {
        try
        {
            using (await AuditLock.TakeAsync(_path, _turnTimeout).ConfigureAwait(false))
            {
                Write([.. batch.SelectMany(static waiting => waiting.Line)]);
            }

            return null;
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return Problem(_path, exception.Message);
        }
    }

    private void Write(byte[] lines)
    {
        var stream = OpenStream(_path, FileMode.OpenOrCreate);
        try
        {
            if (!stream.CanSeek)
            {
                throw new IOException("it is not a file");
            }

            if (stream.Length > 0 && stream.Length + lines.Length > _maxSize && AuditFileNames.TryRotate(_path))
            {
                stream.Dispose();
                stream = OpenStream(_path, FileMode.OpenOrCreate);
            }

            Append(stream, lines);
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static void Append(FileStream stream, byte[] lines)
    {
        var end = stream.Seek(0, SeekOrigin.End);
        try
        {
            // A process that ended in the middle of a line leaves its part. It must not spoil the next line.
            if (end > 0 && !EndsLine(stream, end))
            {
                stream.WriteByte((byte)'\n');
            }

            stream.Write(lines, 0, lines.Length);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            TryCut(stream, end);
            throw;
        }
    }

    private static bool EndsLine(FileStream stream, long end)
    {
        _ = stream.Seek(end - 1, SeekOrigin.Begin);
        return stream.ReadByte() == '\n';
    }

    /// <summary>Removes what a full disk has taken of the lines.</summary>
    private static void TryCut(FileStream stream, long end)
    {
        try
        {
            stream.SetLength(end);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            // The reader reports the line.
        }
    }

    private sealed record Waiting(byte[] Line, TaskCompletionSource<string?> Written);
}
