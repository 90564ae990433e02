using System.Text;
using System.Text.Json;

namespace AgentGateway;

/// <summary>Writes every exchange to a file for support: one JSON line each, redacted before it is written, shared by readers while it grows.</summary>
internal sealed class ExchangeTrace : IDisposable
{
    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    public ExchangeTrace(string path, TimeProvider clock)
    {
        _clock = clock;
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
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
            json.WriteString("body"u8, Redactor.Redact(Encoding.UTF8.GetString(call.Body)));
            json.WriteNumber("milliseconds"u8, Math.Round(elapsed.TotalMilliseconds, 3));
            if (exchanged.Reply is { } reply)
            {
                json.WriteNumber("status"u8, reply.HttpStatus);
                json.WriteString("retcode"u8, reply.RetCode);
                json.WriteString("message"u8, Messages.Clean(reply.Message));
                json.WriteString("result"u8, Redactor.Redact(Encoding.UTF8.GetString(reply.Result ?? reply.Event ?? [])));
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
            if (_file.CanWrite)
            {
                _file.Write(bytes, 0, bytes.Length);
                _file.Flush();
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
