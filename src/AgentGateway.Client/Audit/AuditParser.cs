using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Reads the lines of an audit file. They can contain anything.</summary>
internal static class AuditParser
{
    // No record is longer. The rest of a longer line is skipped.
    private const int MaxLineLength = 64 * 1024;

    /// <summary>Returns the next line. Its length is limited, because the file can contain anything.</summary>
    public static string? ReadLine(StreamReader reader)
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

    /// <summary>Reads a line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="file">The file.</param>
    /// <param name="number">The number of the line; the first is 1.</param>
    /// <returns>The record, and whether it is the one with the outcome; null: the line isn't a record.</returns>
    public static (AuditRecord Record, bool IsOutcome)? Parse(string text, string file, long number)
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
