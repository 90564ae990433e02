using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AgentGateway;

/// <summary>
/// Reads several audit files, each with its renamed predecessors. Each file is read once, and an outcome belongs to its request even if it
/// is in another file, whatever the order of the files is.
/// </summary>
internal sealed class AuditReading
{
    private const int MaxListings = 10;

    private readonly HashSet<string> _files = new(AuditFileNames.PathComparer);
    private readonly Dictionary<string, AuditRecord> _unfinished = new(StringComparer.Ordinal);

    // The outcomes whose requests were not read yet.
    private readonly HashSet<string> _early = new(StringComparer.Ordinal);

    /// <summary>Reads the records with an outcome.</summary>
    /// <param name="path">The full path of an audit file.</param>
    /// <exception cref="IOException">The file or one of its predecessors can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission to read one of the files is missing.</exception>
    public IEnumerable<AuditLine> Read(string path)
    {
        if (_files.Contains(path))
        {
            yield break;
        }

        var (predecessors, newest) = Open(path);
        using (newest)
        {
            foreach (var file in predecessors.Where(file => !_files.Contains(file)))
            {
                using var stream = OpenToRead(file);
                foreach (var line in ReadFile(file, stream))
                {
                    yield return line;
                }
            }

            if (newest is not null)
            {
                foreach (var line in ReadFile(path, newest))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Returns the records without an outcome in the files that were read.</summary>
    public IEnumerable<AuditLine> Unfinished() => _unfinished.Values
        .OrderBy(static record => record.Time)
        .ThenBy(static record => record.Line)
        .Select(static record => new AuditLine(record.File, record.Line, record, null));

    /// <summary>
    /// Opens the newest file and lists the others. If another process renames a file in between, the two lists differ.
    /// </summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes of it.")]
    private static (IReadOnlyList<string> Predecessors, FileStream? Newest) Open(string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = AuditFileNames.Rotated(path);
            FileStream? newest = null;
            try
            {
                newest = OpenToRead(path);
            }
            catch (FileNotFoundException) when (before.Count > 0)
            {
                // It was just renamed, and no line has been written since then.
            }

            if (before.Count == AuditFileNames.Rotated(path).Count || attempt == MaxListings)
            {
                return (before, newest);
            }

            newest?.Dispose();
        }
    }

    private static FileStream OpenToRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private IEnumerable<AuditLine> ReadFile(string file, FileStream stream)
    {
        _ = _files.Add(file);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var number = 1L; AuditParser.ReadLine(reader) is { } text; number++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            if (AuditParser.Parse(text, file, number) is not var (record, isOutcome))
            {
                yield return new AuditLine(file, number, null, "this is not a complete audit record");
            }
            else if (isOutcome)
            {
                if (!_unfinished.Remove(record.Id))
                {
                    _ = _early.Add(record.Id);
                }

                yield return new AuditLine(file, number, record, null);
            }
            else if (!_early.Remove(record.Id))
            {
                _unfinished[record.Id] = record;
            }
        }
    }
}
