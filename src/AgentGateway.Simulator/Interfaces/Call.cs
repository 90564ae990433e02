using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentGateway.Simulator;

/// <summary>An authenticated request to an interface.</summary>
internal sealed class Call(SimulatedGateway gateway, Agent agent, Session? session, string[] arguments, string query, JsonElement body)
{
    private Fields? fields;

    public SimulatedGateway Gateway { get; } = gateway;

    public Agent Agent { get; } = agent;

    /// <summary>The agent's session; null only for a sign-in.</summary>
    public Session Session { get; } = session!;

    /// <summary>The GUID of the request.</summary>
    public string? Guid { get; init; }

    public CancellationToken Aborted { get; init; }

    /// <summary>The body as JSON, for the few interfaces whose body is not an object.</summary>
    public JsonElement Json => body;

    public Fields Body => fields ??= new Fields(body);

    /// <summary>Returns a part of the path after the agent ID and the operation.</summary>
    public string Argument(int index) => arguments[index];

    public bool TryArgument(int index, int min, int max, out int value) => InvariantText.TryNumber(arguments[index], min, max, out value);

    public string? Query(string name)
    {
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (pair.DecodeName().Span.SequenceEqual(name))
            {
                return pair.DecodeValue().ToString();
            }
        }

        return null;
    }
}
