using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace AgentGateway.Simulator;

/// <summary>One authenticated request, as an interface sees it.</summary>
internal sealed class Call(SimulatedGateway gateway, Agent agent, Session? session, string[] arguments, string query, JsonElement body)
{
    private Fields? fields;

    public SimulatedGateway Gateway { get; } = gateway;

    public Agent Agent { get; } = agent;

    /// <summary>Null only while signing in.</summary>
    public Session Session { get; } = session!;

    /// <summary>The GUID that the request carried.</summary>
    public string? Guid { get; init; }

    public CancellationToken Aborted { get; init; }

    public Fields Body => fields ??= new Fields(body);

    /// <summary>The parts of the path after the agent ID and the operation.</summary>
    public string Argument(int index) => arguments[index];

    public bool TryArgument(int index, int least, int most, out int value) => InvariantText.TryNumber(arguments[index], least, most, out value);

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

    /// <summary>Runs what only the chairperson of a running conference may do.</summary>
    public Reply AsChairperson(Func<Conference, Reply> act)
    {
        if (Agent.Conference is not { } conference)
        {
            return Reply.Of(RetCode.NoConference);
        }

        lock (conference.Gate)
        {
            if (Agent.Stage != ConferenceStage.Joined || conference.HasEnded)
            {
                return Reply.Of(RetCode.NoConference);
            }

            return conference.IsChairedBy(Agent) ? act(conference) : Reply.Of(RetCode.NotChairperson);
        }
    }

    public Reply AsChairperson(Func<Conference, string> act) => AsChairperson(conference => Reply.Of(act(conference)));
}
