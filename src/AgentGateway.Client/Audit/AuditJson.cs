using System.Reflection;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Creates the lines of an audit file. Each line is a JSON object that identifies the change completely.</summary>
internal static class AuditJson
{
    /// <summary>The value of <c>record</c> in the line before a change is sent.</summary>
    public const string Request = "request";

    /// <summary>The value of <c>record</c> in the line with its outcome.</summary>
    public const string Outcome = "outcome";

    private static readonly Lazy<Origin> CurrentOrigin = new(Origin.Read);

    /// <summary>The line before a change is sent.</summary>
    /// <param name="change">The change.</param>
    /// <param name="gateway">The gateway.</param>
    public static byte[] RequestLine(AuditedChange change, Uri gateway) => Line(change, gateway, null);

    /// <summary>The line with the outcome of a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="outcome">The outcome.</param>
    public static byte[] OutcomeLine(AuditedChange change, Uri gateway, AuditOutcome outcome) => Line(change, gateway, outcome);

    private static byte[] Line(AuditedChange change, Uri gateway, AuditOutcome? outcome)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, change.Time.UtcDateTime);
            json.WriteString("record"u8, outcome is null ? Request : Outcome);
            json.WriteString("id"u8, change.Id);
            WriteOrigin(json);
            WriteChange(json, change, gateway);
            if (outcome is { } end)
            {
                WriteOutcome(json, change, end);
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static void WriteOrigin(Utf8JsonWriter json)
    {
        var origin = CurrentOrigin.Value;
        json.WriteString("user"u8, origin.User);
        json.WriteString("machine"u8, origin.Machine);
        json.WriteString("process"u8, origin.Process);
        json.WriteNumber("processId"u8, origin.ProcessId);
        json.WriteString("moduleVersion"u8, origin.Version);
    }

    private static void WriteChange(Utf8JsonWriter json, AuditedChange change, Uri gateway)
    {
        var call = change.Call;
        json.WriteString("gateway"u8, gateway.GetLeftPart(UriPartial.Authority));
        json.WriteNumber("agentId"u8, change.AgentId);
        if (call.TargetAgentId is { } target)
        {
            json.WriteNumber("targetAgentId"u8, target);
        }

        if (change.ConferenceId is { } conference)
        {
            json.WriteNumber("conferenceId"u8, conference);
        }

        json.WriteString("operation"u8, call.Operation.Name);
        if (call.Participant is { } address)
        {
            json.WriteString("address"u8, address);
        }

        if (call.ParticipantType is { } type)
        {
            json.WriteString("addressType"u8, type.ToString());
        }

        if (call.CallId is { } id)
        {
            json.WriteString("callId"u8, id);
        }
    }

    private static void WriteOutcome(Utf8JsonWriter json, AuditedChange change, AuditOutcome outcome)
    {
        json.WriteString("outcome"u8, outcome.Name);
        if (outcome.RetCode is { } code)
        {
            json.WriteString("retCode"u8, code);
        }

        if (outcome.HttpStatus is { } status)
        {
            json.WriteNumber("httpStatus"u8, status);
        }

        json.WriteBoolean("sent"u8, outcome.WasSent);
        json.WriteNumber("milliseconds"u8, Math.Round(change.Elapsed.TotalMilliseconds, 3));
    }

    /// <summary>The user, the machine, and the process that request the changes.</summary>
    private sealed record Origin(string User, string Machine, string Process, int ProcessId, string Version)
    {
        public static Origin Read()
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            var domain = Environment.UserDomainName;
            var user = domain.Length == 0 || domain == Environment.MachineName
                ? Environment.UserName
                : $"{domain}\\{Environment.UserName}";
            var version = typeof(Origin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            return new Origin(user, Environment.MachineName, process.ProcessName, process.Id, version.Split('+')[0]);
        }
    }
}
