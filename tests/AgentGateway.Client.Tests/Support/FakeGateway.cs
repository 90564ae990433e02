using System.Collections.Concurrent;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>A fake gateway. It signs agents in and answers polls without an event, unless the test returns another answer.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly RawServer _server;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, string?> _answer;

    /// <param name="answer">
    /// Returns the complete answer to a method and a path; null: the default answer. If it ends with a cut, the connection is closed.
    /// </param>
    /// <param name="change">Changes the options of the client.</param>
    public FakeGateway(Func<string, string?> answer, Func<GatewayOptions, GatewayOptions>? change = null)
    {
        _answer = answer;
        _server = new RawServer(null, ServeAsync);
        var options = new GatewayOptions
        {
            Address = _server.Address,
            NoProxy = true,
            MaximumRetryCount = 0,
            PollPause = TimeSpan.FromMilliseconds(4),
            RetryInterval = TimeSpan.FromMilliseconds(5),
            OperationTimeout = TimeSpan.FromSeconds(10),
        };
        Client = new Gateway(change?.Invoke(options) ?? options);
    }

    public const string Cut = "\0cut";

    public Gateway Client { get; }

    public string[] Requests => [.. _requests];

    public int Count(string part) => _requests.Count(request => request.Contains(part, StringComparison.OrdinalIgnoreCase));

    public static string Http(string body, string status = "200 OK", string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=UTF-8\r\n"
            + $"{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public Task<AgwSession> SignInAsync(int agentId = 101) => AgwSession.SignInAsync(Client, Bench.Request(agentId));

    /// <summary>A session that doesn't poll.</summary>
    public Task<AgwSession> AttachAsync() => AgwSession.AttachAsync(Client, "first.AgentGateway0");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    private async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var line = string.Join(' ', request.Split(' ')[..2]);
            _requests.Enqueue(line);
            var answer = _answer(line) ?? Usual(line);
            if (line.Contains("/agentevent/", StringComparison.Ordinal))
            {
                await Task.Delay(10);
            }

            await connection.WriteAsync(answer.Replace(Cut, "", StringComparison.Ordinal));
            if (answer.EndsWith(Cut, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private static string Usual(string line) =>
        line.Contains("/agentevent/", StringComparison.Ordinal) ? Http("""{"message":"","retcode":"0","event":null}""")
        : line.EndsWith("/agentstatus", StringComparison.Ordinal) ? Http("""{"message":"","retcode":"0","result":{"agentState":4}}""")
        : line.StartsWith("PUT", StringComparison.Ordinal) ? Http(
            """{"message":"","retcode":"0","result":{"workno":"101","mediatype":"TTT"}}""",
            headers: "Set-GUID: JSESSIONID=first.AgentGateway0\r\n")
        : Http("""{"message":"success","retcode":"0","result":{}}""");
}
