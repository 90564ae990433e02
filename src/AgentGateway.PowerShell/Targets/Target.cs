using System.Globalization;

namespace AgentGateway;

/// <summary>
/// Where one input goes: the session that sends, the agent in the path, and what must be hit there. It stays together until the request is sent.
/// </summary>
public readonly struct Target
{
    internal Target(AgwSession session, int agentId, IdentityFacts? facts = null)
    {
        Session = session;
        AgentId = agentId;
        Subject = agentId;
        Facts = facts;
    }

    /// <summary>The session that sends.</summary>
    internal AgwSession Session { get; }

    /// <summary>The calling agent, which stands in the path of the request.</summary>
    internal int AgentId { get; }

    /// <summary>The target agent: another one than the calling agent where an inspector acts.</summary>
    internal int Subject { get; init; }

    /// <summary>The conference that must be the agent's running one; null: none is named.</summary>
    internal long? ConferenceId { get; init; }

    /// <summary>The session that answers which conference runs, where one is given for that.</summary>
    internal AgwSession? Inspector { get; init; }

    /// <summary>The agent that the input names, where another session answers for it; null: nobody else answers, or none is named.</summary>
    internal int? Named { get; init; }

    /// <summary>What the input said, for prompts.</summary>
    internal IdentityFacts? Facts { get; }

    internal OperationTarget Operation => new() { AgentId = AgentId, ConferenceId = ConferenceId, Inspector = Inspector };

    /// <summary>The target as -WhatIf and -Confirm show it.</summary>
    /// <param name="withConference">The cmdlet acts on a conference, so the one that is known is shown.</param>
    internal string Describe(bool withConference)
    {
        var agent = AgentText(Subject == AgwIds.AnyAgent ? null : Subject);
        var place = string.Concat(agent, " at ", Session.Transport.Authority);
        if (!withConference || (ConferenceId ?? Session.ConferenceId) is not { } conferenceId)
        {
            return place;
        }

        var conference = string.Format(CultureInfo.InvariantCulture, "{0}, conference {1}", place, conferenceId);
        return Facts?.Conference is { } known && known.ConferenceId == conferenceId ? conference + Details(known) : conference;
    }

    /// <summary>An agent in words; null: the GUID of a shared session may belong to any.</summary>
    internal static string AgentText(int? agentId) => agentId is { } agent ? string.Concat("Agent ", agent.ToString(CultureInfo.InvariantCulture)) : "Any agent";

    private static string Details(Conference conference) => string.Format(
        CultureInfo.InvariantCulture,
        " (chairperson {0}, {1}{2} participants)",
        conference.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "unknown",
        conference.Elapsed is { } age ? string.Format(CultureInfo.InvariantCulture, "running for {0}:{1:00}, ", (long)age.TotalHours, age.Minutes) : "",
        conference.Participants.Count);
}

/// <summary>Numbers that stand for something else than an agent.</summary>
internal static class AgwIds
{
    /// <summary>A shared session without an agent of its own.</summary>
    public const int AnyAgent = 0;
}
