using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AgentGateway.Simulator;

/// <summary>
/// A control request of a scenario, and when it is carried out: at the start, at a time after the first request of a client, or after a
/// number of operations.
/// </summary>
public sealed record ScenarioStep
{
    private const string AgentId = "{agentId}";

    /// <summary>The method and the path below /simulator/, such as "POST agents/{agentId}/signout".</summary>
    public required string Request { get; init; }

    /// <summary>Agent IDs such as "101-110,200". The request is carried out for each of them; {agentId} in the path is replaced.</summary>
    public string? Agents { get; init; }

    public JsonObject? Body { get; init; }

    /// <summary>The time of the gateway's clock since the first request of a client.</summary>
    public double? AtSeconds { get; init; }

    /// <summary>The log name of an operation. The step follows the operation that has the number <see cref="Count"/>.</summary>
    public string? After { get; init; }

    /// <summary>The number of successful operations after which the step is carried out.</summary>
    public int Count { get; init; } = 1;

    [JsonIgnore]
    internal bool IsAtStart => AtSeconds is null && After is null;

    /// <summary>Returns the requests of this step.</summary>
    /// <exception cref="FormatException">The request has no method, or the agents are no list of IDs.</exception>
    /// <exception cref="KeyNotFoundException">There is no such control request.</exception>
    internal IReadOnlyList<Action<SimulatorControl>> Requests()
    {
        if (Request.Split(' ') is not [var method, var path])
        {
            throw new FormatException($"'{Request}' is no method and path, such as 'POST faults'.");
        }

        if (Agents is null != !path.Contains(AgentId, StringComparison.Ordinal))
        {
            throw new FormatException("'agents' and {agentId} in the path belong together.");
        }

        return Agents is null
            ? [Prepare(method, path)]
            : [.. IdRanges.Parse(Agents).Select(id => Prepare(method, path.Replace(AgentId, id.ToInvariant(), StringComparison.Ordinal)))];
    }

    /// <summary>Checks when the step is carried out.</summary>
    /// <exception cref="FormatException">It has two times, or one that never comes.</exception>
    internal void CheckTime()
    {
        if (AtSeconds is not null && After is not null)
        {
            throw new FormatException("A step has 'atSeconds' or 'after', not both.");
        }

        if (AtSeconds is < 0 or > 86_400)
        {
            throw new FormatException("'atSeconds' is from 0 to 86400.");
        }

        if (After is { } operation && !InterfaceTable.All.Any(entry => entry.LogName == operation))
        {
            throw new FormatException($"No interface has the log name '{operation}'.");
        }

        if (Count < 1 || (Count > 1 && After is null))
        {
            throw new FormatException("'count' is at least 1 and needs 'after'.");
        }
    }

    private Action<SimulatorControl> Prepare(string method, string path)
    {
        var (request, arguments) = ControlRequests.Find(method, path);
        return control => request.Handle(new ControlCall(control) { Arguments = arguments, Body = (JsonObject?)Body?.DeepClone() ?? [] });
    }
}
