namespace AgentGateway;

/// <summary>
/// A file that exists under its name only when it is complete. Until then, it has a temporary name in the same folder.
/// </summary>
/// <param name="path">The full path.</param>
/// <param name="replaces">Indicates that an existing file is replaced.</param>
internal sealed class PartialFile(string path, bool replaces) : IDisposable
{
    // Names of files have at most 255 bytes on most systems, so only a part of the name is repeated.
    private const int MaxNameLength = 48;

    private FileStream? _stream;
    private string? _temporary;

    /// <summary>Returns why the file can't be written, without writing anything; null: no reason is known.</summary>
    public FileProblem? FindProblem()
    {
        try
        {
            if (Directory.Exists(path))
            {
                return Failed($"{Messages.Clean(path)} is a folder");
            }

            if (!replaces && File.Exists(path))
            {
                return Exists();
            }

            return Directory.Exists(Path.GetDirectoryName(path)) ? null : Failed($"the folder of {Messages.Clean(path)} doesn't exist");
        }
        catch (Exception failure) when (FileReceiver.IsOfFile(failure))
        {
            return Failed(Messages.Clean(failure.Message), failure);
        }
    }

    /// <summary>Creates the file under its temporary name, or empties it.</summary>
    public Stream Open()
    {
        if (_stream is { } used)
        {
            used.SetLength(0);
            return used;
        }

        var name = Path.GetFileName(path);
        var temporary = Path.Combine(
            Path.GetDirectoryName(path)!,
            $".{PlainText.Shorten(name, MaxNameLength).TrimEnd('…')}.{Guid.NewGuid().ToString("N").Substring(0, 12)}.partial");
        _stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, useAsync: true);
        _temporary = temporary;
        return _stream;
    }

    /// <summary>Gives the complete file its name.</summary>
    /// <returns>Why it has kept its temporary name; null: it has its name.</returns>
    public FileProblem? Complete()
    {
        try
        {
            _stream!.Dispose();
            if (replaces)
            {
                Polyfill.MoveFile(_temporary!, path, replaces);
            }
            else if (!NewName.TryGive(_temporary!, path))
            {
                return Exists();
            }

            _temporary = null;
            return null;
        }
        catch (Exception failure) when (FileReceiver.IsOfFile(failure))
        {
            return Failed(Messages.Clean(failure.Message), failure);
        }
    }

    /// <summary>Deletes the file if it is not complete.</summary>
    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
            if (_temporary is { } temporary)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception failure) when (FileReceiver.IsOfFile(failure))
        {
            // The failure of the download is more important.
        }
    }

    private static FileProblem Failed(string detail, Exception? cause = null) =>
        new(FailureKind.FileFailed, null, detail) { Cause = cause };

    private FileProblem Exists() => new(FailureKind.FileExists, null, Messages.Clean(path));
}
