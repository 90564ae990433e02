using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>The sign-ins in the request log of the simulator.</summary>
internal sealed class SignInLog
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Request[] _requests;

    private SignInLog(IEnumerable<Request> requests) => _requests = [.. requests.OrderBy(request => request.Time)];

    public int Count => _requests.Length;

    public int Refused => _requests.Count(request => !request.IsAccepted);

    public DateTimeOffset Last => _requests[^1].Time;

    /// <summary>The highest number of requests within one second, which can begin at any time.</summary>
    public int Peak
    {
        get
        {
            var (peak, first) = (0, 0);
            for (var last = 0; last < _requests.Length; last++)
            {
                while (_requests[last].Time - _requests[first].Time >= Second)
                {
                    first++;
                }

                peak = Math.Max(peak, last - first + 1);
            }

            return peak;
        }
    }

    /// <summary>Reads a log that the simulator may still be writing.</summary>
    public static async Task<SignInLog> ReadAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var requests = new List<Request>();
        while (await reader.ReadLineAsync() is { } line)
        {
            // The last line may be incomplete.
            if (!line.Contains("\"login\"", StringComparison.Ordinal) || !line.EndsWith('}'))
            {
                continue;
            }

            using var json = JsonDocument.Parse(line);
            var request = json.RootElement;
            requests.Add(new Request(
                request.GetProperty("time").GetDateTimeOffset(),
                request.GetProperty("agentId").GetInt32(),
                request.GetProperty("retCode").GetString() == "0"));
        }

        return new SignInLog(requests);
    }

    public SignInLog After(DateTimeOffset time) => new(_requests.Where(request => request.Time >= time));

    /// <summary>The number of agents with more than one request.</summary>
    public int Repeated => _requests.CountBy(request => request.AgentId).Count(agent => agent.Value > 1);

    private readonly record struct Request(DateTimeOffset Time, int AgentId, bool IsAccepted);
}
