namespace AgentGateway;

/// <summary>What a cmdlet acts on. It decides which agent a participant stands for.</summary>
internal enum TargetRole
{
    /// <summary>An agent: a participant stands for itself, and no conference is checked.</summary>
    Agent,

    /// <summary>An agent's own place in a conference: a participant stands for itself, in its conference.</summary>
    Member,

    /// <summary>A conference: a participant stands for the chairperson of its conference.</summary>
    Chairperson,

    /// <summary>A query about a conference: the given session sends it, else the chairperson's.</summary>
    Query,
}
