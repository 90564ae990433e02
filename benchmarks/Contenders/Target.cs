using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>The gateway, the window and the agents of the calls, the same for all contenders.</summary>
/// <param name="Address">The address of the gateway.</param>
/// <param name="CertificatePath">The path of its certificate (PEM).</param>
/// <param name="Window">The maximum number of concurrent calls.</param>
/// <param name="GuidPath">The path of a JSON object with the GUID of each agent; null to use one GUID for all agents.</param>
internal sealed record Target(Uri Address, string CertificatePath, int Window, string? GuidPath = null)
{
    /// <summary>The GUID for a gateway that doesn't check it.</summary>
    public const string AnyGuid = "00000000-0000-0000-0000-000000000000.Benchmark";

    private const int FirstAgent = 101;
    private const int LastAgent = 59_999;

    public Dictionary<int, string> ReadGuids() =>
        GuidPath is null ? [] : JsonSerializer.Deserialize<Dictionary<int, string>>(File.ReadAllText(GuidPath))!;

    /// <summary>Returns the agent of each call: those that have a GUID, in turns, or else all valid agent IDs.</summary>
    public static IEnumerable<int> Agents(int count, IReadOnlyCollection<int> known)
    {
        var agents = known.Count > 0 ? known.Order().ToArray() : [.. Enumerable.Range(FirstAgent, LastAgent - FirstAgent + 1)];
        return Enumerable.Range(0, count).Select(i => agents[i % agents.Length]);
    }
}
