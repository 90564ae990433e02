using System.Text.Json;

namespace AgentGateway.Benchmarks;

/// <summary>What a contender is to call: a gateway, the window, and for whom. All contenders get the same.</summary>
/// <param name="Address">The gateway.</param>
/// <param name="CertificatePath">Its certificate, PEM.</param>
/// <param name="Window">How many calls may be under way at once.</param>
/// <param name="GuidPath">A JSON object from agent ID to GUID; null: one GUID for whichever agent.</param>
internal sealed record Target(Uri Address, string CertificatePath, int Window, string? GuidPath = null)
{
    /// <summary>The GUID for a gateway that does not look at it.</summary>
    public const string AnyGuid = "00000000-0000-0000-0000-000000000000.Benchmark";

    private const int FirstAgent = 101;
    private const int LastAgent = 59_999;

    public Dictionary<int, string> ReadGuids() => GuidPath is null ? [] : JsonSerializer.Deserialize<Dictionary<int, string>>(File.ReadAllText(GuidPath))!;

    /// <summary>The agents to call for: those that have a GUID, in turns, or as many as there can be.</summary>
    public static IEnumerable<int> Agents(int count, IReadOnlyCollection<int> known)
    {
        var agents = known.Count > 0 ? known.Order().ToArray() : [.. Enumerable.Range(FirstAgent, LastAgent - FirstAgent + 1)];
        return Enumerable.Range(0, count).Select(i => agents[i % agents.Length]);
    }
}

/// <summary>One repetition of one contender.</summary>
/// <param name="Count">The calls.</param>
/// <param name="Seconds">How long they took, all together.</param>
/// <param name="CpuMilliseconds">What the contender's process used of the processor.</param>
/// <param name="Succeeded">The calls that were answered with success.</param>
/// <param name="MegaBytes">The working set afterwards.</param>
internal sealed record Repetition(int Count, double Seconds, double CpuMilliseconds, int Succeeded, double MegaBytes)
{
    public double Rate => Count / Seconds;
}
