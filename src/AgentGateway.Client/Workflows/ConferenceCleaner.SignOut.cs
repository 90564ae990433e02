namespace AgentGateway;

/// <content>Signing the chairperson out after any outcome.</content>
internal sealed partial class ConferenceCleaner
{
    private const int MaxSignOuts = 5;

    private async Task EndLateAsync(Task<AgwSession?> signIn)
    {
        if (await signIn.ConfigureAwait(false) is { } session)
        {
            request.Sessions.Opened(session, () => SignOutAsync(session));
            _ = await SignOutAsync(session).ConfigureAwait(false);
        }
    }

    /// <summary>Signs the agent out. Returns why this failed; or null. It never throws.</summary>
    private async Task<SignOutProblem?> SignOutAsync(AgwSession session)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await session.SignOutAsync(new SignOutRequest()).ConfigureAwait(false);
                    return null;
                }
                catch (GatewayException failure) when (failure.RetCode == RetCodes.StateErrorAtSignOut && attempt < MaxSignOuts)
                {
                    await ForceOrPauseAsync(session, attempt).ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure) when (failure is GatewayException or ObjectDisposedException)
        {
            var problem = SignOutProblem.Of(session, failure);
            await session.DetachAsync().ConfigureAwait(false);
            return problem;
        }
        finally
        {
            request.Sessions.Closed(session);
        }
    }

    /// <summary>
    /// Handles a sign-out that is refused because the agent is in a call. If it is the call of the conference to end, the sign-out is
    /// forced. Any other call is left unchanged. The call of an ended conference can take a moment to end.
    /// </summary>
    private async Task ForceOrPauseAsync(AgwSession session, int attempt)
    {
        if (await FindChangeAtSignOutAsync(session).ConfigureAwait(false) is null)
        {
            await session.SignOutAsync(new SignOutRequest { Force = true }).ConfigureAwait(false);
        }
        else
        {
            await Polyfill.DelayAsync(Clock, BackOff.Pause(FirstPause, attempt), CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>An agent may query its own conference, so it can be signed out even if the inspector isn't signed in any more.</summary>
    private async Task<GatewayException?> FindChangeAtSignOutAsync(AgwSession session)
    {
        try
        {
            return await FindChangeAsync(inspector, CancellationToken.None).ConfigureAwait(false);
        }
        catch (GatewayException)
        {
            return await FindChangeAsync(session, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
