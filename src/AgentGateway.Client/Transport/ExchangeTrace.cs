using System.Text.Json;

namespace AgentGateway;

/// <summary>
/// Writes every exchange to a file for support, as one line of JSON without secrets. Other programs can read the file at the same time. The
/// first exchange creates it.
/// </summary>
internal sealed class ExchangeTrace : IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private TraceFile? _file;
    private bool _isClosed;

    /// <param name="path">The file; created if it doesn't exist.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="GatewayException">The file can't be created.</exception>
    public ExchangeTrace(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        if (TraceFile.FindProblem(path) is { } problem)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, default, problem);
        }
    }

    /// <summary>Opens the file if it is not open yet.</summary>
    /// <returns>Why it can't be opened; null: it is open.</returns>
    public string? Prepare()
    {
        lock (_gate)
        {
            if (_file is not null || _isClosed)
            {
                return null;
            }

            _file = TraceFile.TryOpen(_path, out var problem);
            return problem;
        }
    }

    public void Write(OperationCall call, int agentId, ExchangeResult exchanged, KnownSecrets secrets, TimeSpan elapsed)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, _clock.GetUtcNow());
            json.WriteString("operation"u8, call.Operation.Name);
            json.WriteNumber("agentId"u8, agentId);
            json.WriteString("method"u8, call.Operation.Method.Method);
            json.WriteString("path"u8, secrets.Hide(call.TracedPathFor(agentId)));
            json.WriteString("body"u8, TraceJson.Request(call.TracedBody ?? call.Body, call.Secrets.Count == 0 ? secrets : null));
            json.WriteNumber("milliseconds"u8, Math.Round(elapsed.TotalMilliseconds, 3));
            if (exchanged.Reply is { } reply)
            {
                var data = reply.Result ?? reply.Event ?? [];
                json.WriteNumber("status"u8, reply.HttpStatus);
                json.WriteString("retcode"u8, Messages.Clean(reply.RetCode));
                json.WriteString("message"u8, Messages.Clean(reply.Message));
                json.WriteString(
                    "result"u8, call.Secrets.Count == 0 ? TraceJson.Reply(data, secrets) : TraceJson.SignInReply(data, agentId));
                json.WriteBoolean("guidChanged"u8, (exchanged.NewGuid ?? exchanged.BodyGuid) is not null);
            }
            else
            {
                json.WriteString("failure"u8, exchanged.Failure?.Kind.ToString());
                json.WriteString("message"u8, exchanged.Failure?.Message);
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (_gate)
        {
            _file?.Append(line.ToArray());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _file?.Dispose();
            _file = null;
        }
    }
}
