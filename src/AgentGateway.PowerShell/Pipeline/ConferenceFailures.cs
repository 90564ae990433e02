using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>Creates the failures of queries about conferences.</summary>
internal static class ConferenceFailures
{
    /// <summary>
    /// Returns the failure of an input with a conference and an agent that is not in it; null: the agent is in it, or none is specified.
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
            $"The input contains agent {agentId}, who is not in conference {conference.ConferenceId}. Its chairperson is {chairperson}.");
    }

    /// <summary>Creates the failure for a queried conference that the reply doesn't contain.</summary>
    public static GatewayException NotRunning(in Target target, long conferenceId) => GatewayException.For(
        FailureKind.ConferenceNotFound,
        target.Context(ConferenceOperations.QueryConfInfos),
        $"conference {conferenceId} is not running, or the agent is not in it");

    private static bool HasParticipant(Conference conference, int agentId)
    {
        var address = agentId.ToString(CultureInfo.InvariantCulture);
        return conference.Participants.Any(
            one => one.AddressType == AddressType.AgentId && string.Equals(one.Address, address, StringComparison.Ordinal));
    }
}
