using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentGateway.Simulator;

/// <summary>The input of a control request: the values in its path, its query, and its body.</summary>
internal sealed class ControlCall(SimulatorControl control)
{
    public SimulatorControl Control => control;

    /// <summary>The values of the placeholders in the path, in order.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IQueryCollection Query { get; init; } = QueryCollection.Empty;

    public JsonObject Body { get; init; } = [];

    /// <summary>The connection of the request, which an outage leaves open for the reply; null: it comes from a scenario.</summary>
    public string? Connection { get; init; }

    public int AgentId => Number(0);

    public int Number(int argument) => Number(Arguments[argument]);

    public T Read<T>() => Body.Deserialize<T>(ControlJson.Options)!;

    public JsonNode Field(string name) => Body[name] ?? throw new ArgumentException($"'{name}' is missing.");

    public TimeSpan? Milliseconds(string name) => Body[name] is { } value ? TimeSpan.FromMilliseconds((long)value) : null;

    public ParticipantAddress[] Participants() => Body["participants"]?.Deserialize<ParticipantAddress[]>(ControlJson.Options) ?? [];

    public static int Number(string text) => InvariantText.TryNumber(text, 0, int.MaxValue, out var number)
        ? number
        : throw new ArgumentException($"'{text}' is not a number.");
}
