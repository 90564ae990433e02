using System.Text.Json.Nodes;
using AgentGateway.Simulator;

namespace AgentGateway.Demo;

/// <summary>Reads the conferences and agents from the simulator itself, not through the client.</summary>
internal static class StaleConferences
{
    public static IReadOnlyList<long> In(SimulatorControl control, TimeSpan olderThan) =>
        [.. Conferences(control).Where(conference => Age(conference) >= olderThan).Select(conference => (long)conference["confId"]!)];

    public static int CountAll(SimulatorControl control) => Conferences(control).Count();

    public static int CountSignedIn(SimulatorControl control) =>
        control.GetState()["agents"]!.AsArray().Count(agent => (bool)agent!["signedIn"]!);

    private static IEnumerable<JsonNode> Conferences(SimulatorControl control) =>
        control.GetState()["conferences"]!.AsArray().Select(conference => conference!);

    private static TimeSpan Age(JsonNode conference) => DateTimeOffset.UtcNow - (DateTimeOffset)conference["startTime"]!;
}
