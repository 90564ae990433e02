using System.Globalization;

namespace AgentGateway;

/// <summary>The progress of the files that a cmdlet receives at the same time.</summary>
internal sealed class TransferProgress
{
    private const double Megabyte = 1024 * 1024;

    private readonly List<Part> _parts = [];

    /// <summary>Adds a file. Called on the pipeline thread.</summary>
    public Part Begin()
    {
        var part = new Part();
        _parts.Add(part);
        return part;
    }

    /// <summary>Removes a file that has its outcome. Called on the pipeline thread.</summary>
    public void End(Part part) => _ = _parts.Remove(part);

    /// <summary>Returns the bytes that were received, and the percentage; -1: a length is not known. Null: no file has begun.</summary>
    public (string Status, int Percent)? Next()
    {
        var (received, length, isKnown, begun) = (0L, 0L, true, 0);
        foreach (var state in _parts.Select(static part => part.State))
        {
            if (state is { } progress)
            {
                begun++;
                received += progress.Received;
                length += progress.Length ?? 0;
                isKnown &= progress.Length is not null;
            }
        }

        if (begun == 0)
        {
            return null;
        }

        var files = begun == 1 ? "" : string.Format(CultureInfo.CurrentCulture, " of {0:N0} files", begun);
        return isKnown && length > 0
            ? (Text("{0:N1} of {1:N1} MB{2}", received, length, files), (int)Math.Min(100, received * 100.0 / length))
            : (Text("{0:N1} MB{2}", received, length, files), -1);
    }

    private static string Text(string format, long received, long length, string files) =>
        string.Format(CultureInfo.CurrentCulture, format, received / Megabyte, length / Megabyte, files);

    /// <summary>The progress of one file. It is reported on any thread.</summary>
    internal sealed class Part : IProgress<FileProgress>
    {
        private readonly object _gate = new();
        private FileProgress? _state;

        /// <summary>The latest progress; null: the file has not begun.</summary>
        public FileProgress? State
        {
            get
            {
                lock (_gate)
                {
                    return _state;
                }
            }
        }

        public void Report(FileProgress value)
        {
            lock (_gate)
            {
                _state = value;
            }
        }
    }
}
