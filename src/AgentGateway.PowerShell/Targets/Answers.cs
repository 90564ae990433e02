using System.Globalization;

namespace AgentGateway;

/// <summary>What a gateway has answered, against what the input says.</summary>
internal static class Answers
{
    /// <summary>The conference, where the agent of the input is in it.</summary>
    /// <exception cref="GatewayException">It is not: the input names an agent and a conference that have nothing to do with each other.</exception>
    public static Conference RequireMember(this Conference conference, Target target)
    {
        if (target.Named is { } agentId && conference.AgentId != agentId)
        {
            var address = agentId.ToString(CultureInfo.InvariantCulture);
            Limits.Require(conference.Participants.Any(one => one.AddressType == AddressType.AgentId && string.Equals(one.Address, address, StringComparison.Ordinal)) ? null
                : $"The input names agent {agentId}, who is not in conference {conference.ConferenceId}; its chairperson is {conference.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}.");
        }

        return conference;
    }
}
