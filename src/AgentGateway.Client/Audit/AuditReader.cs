namespace AgentGateway;

/// <summary>
/// Reads the records of an audit file and of its renamed predecessors, one at a time. The two lines of a change become one record. It
/// needs only read permission.
/// </summary>
public static class AuditReader
{
    /// <summary>
    /// Reads the records in the order of their outcomes. Records without an outcome come last.
    /// </summary>
    /// <param name="path">The audit file.</param>
    /// <exception cref="IOException">The file or one of its predecessors can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The permission to read one of the files is missing.</exception>
    public static IEnumerable<AuditLine> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ReadAll(Path.GetFullPath(path));
    }

    private static IEnumerable<AuditLine> ReadAll(string path)
    {
        var reading = new AuditReading();
        foreach (var line in reading.Read(path))
        {
            yield return line;
        }

        foreach (var line in reading.Unfinished())
        {
            yield return line;
        }
    }
}

/// <summary>One line of an audit file, as it was read.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The number of the line; the first is 1.</param>
/// <param name="Record">The record; null if the line is not one.</param>
/// <param name="Problem">Why the line is not a record, or null.</param>
public sealed record AuditLine(string File, long Number, AuditRecord? Record, string? Problem);
