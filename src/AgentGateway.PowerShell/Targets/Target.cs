using System.Globalization;

namespace AgentGateway;

/// <summary>
/// The target of one input: the agent, the session that sends the request, and the conference that is verified. It doesn't change until the
/// request is sent.
/// </summary>
internal readonly struct Target
{
    internal Target(AgwSession session, int? agentId, IdentityFacts? facts = null)
    {
        Session = session;
        AgentId = agentId;
        Facts = facts;
    }

    /// <summary>The session that sends the request.</summary>
    internal AgwSession Session { get; }

    /// <summary>The target agent. An inspector's session may send for another agent; null: the target is a shared session itself.</summary>
    internal int? AgentId { get; }

    /// <summary>The conference that the agent must be in; null: none is specified.</summary>
    internal long? ConferenceId { get; init; }

    /// <summary>The session that queries the running conference, if it is not the one that sends the request.</summary>
    internal AgwSession? Inspector { get; init; }

    /// <summary>The phone call of the agent that is specified; null: none.</summary>
    internal string? CallId { get; init; }

    /// <summary>The recording in the input; null: none.</summary>
    internal RecordingFacts? Recording { get; init; }

    /// <summary>The agent in the input, if another agent's session sends the query; otherwise null.</summary>
    internal int? NamedAgentId { get; init; }

    /// <summary>The contents of the input, for prompts.</summary>
    internal IdentityFacts? Facts { get; }

    /// <summary>The calling agent, which is in the path of the request; null: the target is a shared session itself.</summary>
    internal int? CallingAgentId => Session.AgentId ?? AgentId;

    /// <summary>Converts the target to the type of the client.</summary>
    internal OperationTarget Operation =>
        new() { AgentId = CallingAgentId, ConferenceId = ConferenceId, Inspector = Inspector, CallId = CallId };

    /// <summary>Work with the same key runs one at a time, in order.</summary>
    internal int Key => AgentId ?? Session.GetHashCode();

    /// <summary>Returns the context of an error about the target agent.</summary>
    /// <param name="operation">The operation; null: none was sent.</param>
    internal CallContext Context(Operation? operation = null) => Session.Context(operation, AgentId);

    /// <summary>Returns the target as text, for -WhatIf and -Confirm.</summary>
    /// <param name="withConference">Indicates that the cmdlet changes a conference, so the text contains the known one.</param>
    internal string Describe(bool withConference)
    {
        var call = CallId is null ? "" : $", call {Session.Quote(CallId)}";
        var place = string.Concat(AgentText(AgentId), " at ", Session.Transport.Authority, call);
        if (!withConference || (ConferenceId ?? Session.ConferenceId) is not { } conferenceId)
        {
            return place;
        }

        var conference = string.Format(CultureInfo.InvariantCulture, "{0}, conference {1}", place, conferenceId);
        return Facts?.Conference is { } known && known.ConferenceId == conferenceId ? conference + Details(known) : conference;
    }

    /// <summary>Returns an agent as text; null: a shared session, which acts for any agent.</summary>
    internal static string AgentText(int? agentId) =>
        agentId is { } agent ? string.Concat("Agent ", agent.ToString(CultureInfo.InvariantCulture)) : "Any agent";

    private static string Details(Conference conference)
    {
        var chairperson = conference.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        var age = conference.Elapsed is { } elapsed
            ? string.Format(CultureInfo.InvariantCulture, "running for {0}:{1:00}, ", (long)elapsed.TotalHours, elapsed.Minutes)
            : "";
        var count = conference.Participants.Count;
        return string.Format(CultureInfo.InvariantCulture, " (chairperson {0}, {1}{2} participants)", chairperson, age, count);
    }
}
