namespace AgentGateway;

/// <summary>
/// An audit file. All gateways of the process with the same path share one instance. Lines that arrive at the same time are written and
/// flushed to the disk together. Processes take turns, so that no line is lost or split. A file that is full is renamed, and no file
/// is deleted.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    private const FileShare WithOthers = FileShare.ReadWrite | FileShare.Delete;

    private static readonly Dictionary<string, AuditFile> OpenFiles = new(AuditFileNames.PathComparer);

    private readonly string _path;
    private readonly long _maxSize;
    private readonly TimeSpan _turnTimeout;
    private readonly object _gate = new();
    private List<Waiting> _waiting = [];
    private bool _isWriting;
    private bool _isLockChecked;
    private int _users;

    private AuditFile(string path, long maxSize, TimeSpan turnTimeout)
    {
        _path = path;
        _maxSize = maxSize;
        _turnTimeout = turnTimeout;
    }

    /// <summary>Opens a file for one user. It is created by the first line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxSize">The maximum size in bytes. Before the file exceeds it, the file is renamed.</param>
    /// <param name="turnTimeout">The maximum wait for other processes that write to the file.</param>
    /// <exception cref="GatewayException">The path can't be used for an audit file.</exception>
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

    /// <summary>Returns whether a gateway of this process uses the file.</summary>
    public static bool IsOpen(string path)
    {
        lock (OpenFiles)
        {
            return OpenFiles.ContainsKey(Path.GetFullPath(path));
        }
    }

    /// <summary>Appends a line. The task completes when the line is on the disk.</summary>
    /// <param name="line">The line, including its line feed.</param>
    /// <returns>The reason why it can't be written; null: it was written.</returns>
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

    /// <summary>Releases the file for one of its users. Lines that are still waiting are written.</summary>
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
                // Not for writing only: that would wait for a reader of a named pipe.
                using var stream = Polyfill.OpenFile(full, FileMode.Open, WithOthers);
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
                CheckLock();
                Write([.. batch.SelectMany(static waiting => waiting.Line)]);
            }

            return null;
        }
        catch (Exception exception)
        {
            // Any exception, because otherwise these lines and all that follow would wait for ever.
            return Problem(_path, exception.Message);
        }
    }

    /// <summary>Without a lock, processes would overwrite the lines of each other.</summary>
    private void CheckLock()
    {
        if (!_isLockChecked && !AuditLock.Excludes(_path))
        {
            throw new IOException("its file system does not support file locks");
        }

        _isLockChecked = true;
    }

    private void Write(byte[] lines)
    {
        var stream = AuditAccess.OpenOrCreate(_path, WithOthers, model: AuditLock.PathFor(_path));
        try
        {
            if (!stream.CanSeek)
            {
                throw new IOException("it is not a file");
            }

            if (stream.Length > 0 && stream.Length + lines.Length > _maxSize
                && AuditFileNames.TryRotate(_path) is { } renamed)
            {
                stream.Dispose();
                stream = AuditAccess.OpenOrCreate(_path, WithOthers, model: renamed);
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
            // A process that ended while it wrote leaves an incomplete line. The next record must begin on a line of its own.
            if (end > 0 && !EndsLine(stream, end))
            {
                stream.WriteByte((byte)'\n');
            }

            stream.Write(lines, 0, lines.Length);
            stream.Flush(flushToDisk: true);
        }
        catch
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

    /// <summary>Removes the part of the lines that was written before the disk was full.</summary>
    private static void TryCut(FileStream stream, long end)
    {
        try
        {
            stream.SetLength(end);
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            // AuditReader reports the incomplete line.
        }
    }

    private sealed record Waiting(byte[] Line, TaskCompletionSource<string?> Written);
}
