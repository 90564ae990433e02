namespace AgentGateway.Simulator;

/// <summary>Whose session a request's GUID opens, or the return code why none.</summary>
internal readonly record struct Identity(Session? Session, GuidMatch Match, string RetCode)
{
    public string Word => Match switch
    {
        GuidMatch.Current => "current",
        GuidMatch.Previous => "previous",
        GuidMatch.None => "none",
        _ => "wrong",
    };

    public static Identity Of(Agent? agent, string? guid, TimeSpan? guidLifetime, Access access)
    {
        var session = agent?.Session;
        var match = session?.Match(guid, guidLifetime) ?? (string.IsNullOrEmpty(guid) ? GuidMatch.None : GuidMatch.Wrong);
        if (match >= GuidMatch.Previous)
        {
            return new Identity(session, match, Simulator.RetCode.Success);
        }

        if (agent?.EndedSession is not { } ended || ended.Match(guid, null) < GuidMatch.Previous)
        {
            return new Identity(null, match, session is null ? Simulator.RetCode.NotSignedIn : Simulator.RetCode.NoRight);
        }

        return access == Access.Poll && ended.Events.HasMore
            ? new Identity(ended, ended.Match(guid, null), Simulator.RetCode.Success)
            : new Identity(null, match, Simulator.RetCode.NotSignedIn);
    }
}
