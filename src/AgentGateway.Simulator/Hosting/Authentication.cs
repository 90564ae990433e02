namespace AgentGateway.Simulator;

/// <summary>The session that the GUID of a request belongs to, or the return code of the refusal.</summary>
internal readonly record struct Authentication(Session? Session, GuidMatch Match, string RetCode)
{
    /// <summary>The name of the match in the journal.</summary>
    public string MatchName => Match switch
    {
        GuidMatch.Current => "current",
        GuidMatch.Previous => "previous",
        GuidMatch.None => "none",
        _ => "wrong",
    };

    public static Authentication Of(Agent? agent, string? guid, TimeSpan? guidLifetime, Access access)
    {
        var session = agent?.Session;
        var match = session?.Match(guid, guidLifetime) ?? (string.IsNullOrEmpty(guid) ? GuidMatch.None : GuidMatch.Wrong);
        if (match >= GuidMatch.Previous)
        {
            return new Authentication(session, match, Simulator.RetCode.Success);
        }

        if (agent?.EndedSession is not { } ended || ended.Match(guid, null) < GuidMatch.Previous)
        {
            return new Authentication(null, match, session is null ? Simulator.RetCode.NotSignedIn : Simulator.RetCode.NoRight);
        }

        return access == Access.Poll && ended.Events.HasMore
            ? new Authentication(ended, ended.Match(guid, null), Simulator.RetCode.Success)
            : new Authentication(null, match, Simulator.RetCode.NotSignedIn);
    }
}
