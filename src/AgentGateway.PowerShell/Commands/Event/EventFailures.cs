namespace AgentGateway.Commands;

/// <summary>Failures of reading events.</summary>
internal static class EventFailures
{
    /// <summary>Requires that the session gets events.</summary>
    /// <exception cref="GatewayException">It does not poll.</exception>
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

    /// <summary>The session gets no further events, because it has ended.</summary>
    public static GatewayException Ended(in Target target) =>
        GatewayException.For(FailureKind.NotSignedIn, target.Context(), target.Session.LastError ?? "the session has ended");
}
