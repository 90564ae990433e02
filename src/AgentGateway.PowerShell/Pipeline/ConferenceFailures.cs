using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>Failures of queries about conferences.</summary>
internal static class ConferenceFailures
{
    /// <summary>
    /// The input names an agent and a conference that the agent is not in; null: the agent is in it, or none is named.
    /// </summary>
    public static GatewayException? NotMember(in Target target, Conference conference)
    {
        if (target.NamedAgentId is not { } agentId || conference.AgentId == agentId || HasParticipant(conference, agentId))
        {
            return null;
        }

        var chairperson = conference.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        return GatewayException.For(
            FailureKind.InvalidArgument,
            default,
            $"The input names agent {agentId}, who is not in conference {conference.ConferenceId}; its chairperson is {chairperson}.");
    }

    /// <summary>The conference that was asked for is not in the answer.</summary>
    public static GatewayException NotRunning(in Target target, long conferenceId) => GatewayException.For(
        FailureKind.ConferenceNotFound,
        target.Context(ConferenceOperations.QueryConfInfos),
        $"conference {conferenceId} is not running, or not this agent's");

    private static bool HasParticipant(Conference conference, int agentId)
    {
        var address = agentId.ToString(CultureInfo.InvariantCulture);
        return conference.Participants.Any(
            one => one.AddressType == AddressType.AgentId && string.Equals(one.Address, address, StringComparison.Ordinal));
    }
}
