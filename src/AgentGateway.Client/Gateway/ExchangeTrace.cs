using System.Text.Json;

namespace AgentGateway;

/// <summary>Writes every exchange to a file for support: one JSON line each, redacted before it is written, shared by readers while it grows.</summary>
internal sealed class ExchangeTrace : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    private ExchangeTrace(FileStream file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <exception cref="GatewayException">There can be no such file.</exception>
    public static ExchangeTrace Open(string path, TimeProvider clock)
    {
        try
        {
            // Without a buffer: what is written is there, and nothing is left that closing could fail on.
            return new ExchangeTrace(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1), clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, default, "the trace cannot be written: " + Messages.Clean(exception.Message), exception);
        }
    }

    public void Write(OperationCall call, int agentId, Exchanged exchanged, TimeSpan elapsed)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, _clock.GetUtcNow());
            json.WriteString("operation"u8, call.Operation.Name);
            json.WriteNumber("agentId"u8, agentId);
            json.WriteString("method"u8, call.Operation.Method.Method);
            json.WriteString("path"u8, Redactor.Redact(call.PathFor(agentId)));
            json.WriteString("body"u8, JsonRedactor.Redact(call.Body, call.Secret));
            json.WriteNumber("milliseconds"u8, Math.Round(elapsed.TotalMilliseconds, 3));
            if (exchanged.Reply is { } reply)
            {
                json.WriteNumber("status"u8, reply.HttpStatus);
                json.WriteString("retcode"u8, reply.RetCode);
                json.WriteString("message"u8, Messages.Clean(reply.Message));
                json.WriteString("result"u8, JsonRedactor.Redact(reply.Result ?? reply.Event ?? [], call.Secret));
                json.WriteBoolean("guidChanged"u8, exchanged.NewGuid is not null);
            }
            else
            {
                json.WriteString("failure"u8, exchanged.Failure?.Kind.ToString());
                json.WriteString("message"u8, Redactor.Redact(exchanged.Failure?.Message));
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        var bytes = line.ToArray();
        lock (_gate)
        {
            try
            {
                if (_file.CanWrite)
                {
                    _file.Write(bytes, 0, bytes.Length);
                }
            }
            catch (IOException)
            {
                // A full disk costs a line of the trace, never the call that the line is about.
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file.Dispose();
        }
    }
}
