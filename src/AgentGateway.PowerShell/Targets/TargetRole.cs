namespace AgentGateway;

/// <summary>What a cmdlet changes or queries. It determines which agent a participant identifies.</summary>
internal enum TargetRole
{
    /// <summary>An agent: a participant identifies itself, and no conference is verified.</summary>
    Agent,

    /// <summary>An agent's own membership in a conference: a participant identifies itself, in its conference.</summary>
    Member,

    /// <summary>A conference: a participant identifies the chairperson of its conference.</summary>
    Chairperson,

    /// <summary>A query about a conference: the specified session sends it, otherwise the session of the chairperson.</summary>
    Query,
}
