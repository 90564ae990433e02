namespace AgentGateway.Commands;

/// <summary>Creates the failures of reading events.</summary>
internal static class EventFailures
{
    /// <summary>Requires a session that receives events.</summary>
    /// <exception cref="GatewayException">The session doesn't poll.</exception>
    public static void RequirePolling(in Target target)
    {
        if (!target.Session.IsPolling && !target.Session.IsOver)
        {
            throw GatewayException.For(
                FailureKind.InvalidArgument,
                target.Context(),
                "this session doesn't poll, so it receives no events; attach it with -Poll");
        }
    }

    /// <summary>Creates the failure of a session that receives no further events, because it has ended.</summary>
    public static GatewayException Ended(in Target target) =>
        GatewayException.For(FailureKind.NotSignedIn, target.Context(), target.Session.LastError ?? "the session has ended");
}
