using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Reads the records of an audit file and of its renamed predecessors, one at a time. The two lines of a change become one record. It
/// needs only read permission.
/// </summary>
public static class AuditReader
{
    // No record is longer. The rest of a longer line is skipped.
    private const int MaxLineLength = 64 * 1024;

    private const int MaxListings = 10;

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
        var unfinished = new Dictionary<string, AuditRecord>(StringComparer.Ordinal);
        var (predecessors, newest) = Open(path);
        using (newest)
        {
            foreach (var file in predecessors)
            {
                using var stream = OpenToRead(file);
                foreach (var line in ReadFile(file, stream, unfinished))
                {
                    yield return line;
                }
            }

            if (newest is not null)
            {
                foreach (var line in ReadFile(path, newest, unfinished))
                {
                    yield return line;
                }
            }
        }

        foreach (var record in unfinished.Values.OrderBy(static record => record.Time).ThenBy(static record => record.Line))
        {
            yield return new AuditLine(record.File, record.Line, record, null);
        }
    }

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

    private static IEnumerable<AuditLine> ReadFile(string file, FileStream stream, Dictionary<string, AuditRecord> unfinished)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (var number = 1L; ReadLine(reader) is { } text; number++)
        {
            if (text.Length == 0)
            {
                continue;
            }

            if (Parse(text, file, number) is not var (record, isOutcome))
            {
                yield return new AuditLine(file, number, null, "this is not a complete audit record");
            }
            else if (isOutcome)
            {
                _ = unfinished.Remove(record.Id);
                yield return new AuditLine(file, number, record, null);
            }
            else
            {
                unfinished[record.Id] = record;
            }
        }
    }

    /// <summary>Returns the next line. Its length is limited, because the file can contain anything.</summary>
    private static string? ReadLine(StreamReader reader)
    {
        var line = new StringBuilder();
        for (var letter = reader.Read(); letter >= 0; letter = reader.Read())
        {
            if (letter == '\n')
            {
                return line.ToString();
            }

            if (line.Length < MaxLineLength)
            {
                _ = line.Append((char)letter);
            }
        }

        return line.Length == 0 ? null : line.ToString();
    }

    private static (AuditRecord Record, bool IsOutcome)? Parse(string text, string file, long number)
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(text));
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } line })
        {
            return null;
        }

        var kind = JsonText.Text(line, "record");
        var isOutcome = kind == AuditJson.Outcome;
        if ((!isOutcome && kind != AuditJson.Request)
            || JsonText.Text(line, "id") is not { Length: > 0 } id
            || JsonText.Text(line, "operation") is not { Length: > 0 } operation
            || JsonText.Small(line, "agentId") is not { } agentId
            || !TryTime(line, out var time))
        {
            return null;
        }

        var record = new AuditRecord
        {
            Time = time,
            User = JsonText.Text(line, "user") ?? "",
            Machine = JsonText.Text(line, "machine") ?? "",
            Process = JsonText.Text(line, "process") ?? "",
            ProcessId = JsonText.Small(line, "processId") ?? 0,
            ModuleVersion = JsonText.Text(line, "moduleVersion") ?? "",
            Gateway = Uri.TryCreate(JsonText.Text(line, "gateway"), UriKind.Absolute, out var gateway) ? gateway : null,
            AgentId = agentId,
            TargetAgentId = JsonText.Small(line, "targetAgentId"),
            ConferenceId = JsonText.Number(line, "conferenceId"),
            Operation = operation,
            Address = JsonText.Text(line, "address"),
            AddressType = Enum.TryParse(JsonText.Text(line, "addressType"), out AddressType type) ? type : null,
            CallId = JsonText.Text(line, "callId"),
            Outcome = (isOutcome ? JsonText.Text(line, "outcome") : null) ?? AuditRecord.Unfinished,
            RetCode = JsonText.Text(line, "retCode"),
            HttpStatus = JsonText.Small(line, "httpStatus"),
            WasSent = JsonText.Truth(line, "sent"),
            Duration = Duration(line),
            Id = id,
            File = file,
            Line = number,
        };
        return (record, isOutcome);
    }

    private static bool TryTime(JsonElement line, out DateTimeOffset time)
    {
        var isTime = DateTimeOffset.TryParse(
            JsonText.Text(line, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        time = isTime ? time.ToLocalTime() : default;
        return isTime;
    }

    private static TimeSpan? Duration(JsonElement line) =>
        JsonText.Field(line, "milliseconds") is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var milliseconds) && milliseconds is >= 0 and < int.MaxValue
            ? TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))
            : null;
}

/// <summary>One line of an audit file, as it was read.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The number of the line; the first is 1.</param>
/// <param name="Record">The record; null if the line is not one.</param>
/// <param name="Problem">Why the line is not a record, or null.</param>
public sealed record AuditLine(string File, long Number, AuditRecord? Record, string? Problem);
