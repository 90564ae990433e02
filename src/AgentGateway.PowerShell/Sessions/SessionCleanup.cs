using System.Globalization;

namespace AgentGateway;

/// <summary>Ends the sessions that were not disconnected before the end of their runspace, of the module or of the process.</summary>
internal static class SessionCleanup
{
    /// <summary>The maximum duration of the cleanup, because a user may be waiting for the prompt or for the end of the process.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Signs out the sessions that this client signed in, and detaches the others.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <returns>One warning for each reason why agents were not signed out, with their IDs.</returns>
    public static async Task<IReadOnlyList<string>> EndAsync(IReadOnlyList<AgwSession> sessions)
    {
        using var limit = new CancellationTokenSource(Timeout);
        var problems = await Task.WhenAll(sessions.Select(session => EndAsync(session, limit.Token))).ConfigureAwait(false);
        return
        [
            .. sessions.Zip(problems, (session, problem) => (session, problem))
                .Where(pair => pair.problem is not null)
                .GroupBy(pair => (pair.session.Transport.Authority, Problem: pair.problem!.Value), pair => pair.session.AgentId!.Value)
                .Select(group => Warning([.. group.OrderBy(agentId => agentId)], group.Key.Authority, group.Key.Problem)),
        ];
    }

    /// <summary>Writes warnings to the error stream of the process, because no cmdlet is running.</summary>
    /// <param name="warnings">The warnings.</param>
    public static void WriteWarnings(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
#pragma warning disable RS0030 // No pipeline is running that could write it.
            Console.Error.WriteLine("WARNING: " + warning);
#pragma warning restore RS0030
        }
    }

    /// <summary>Ends one session. Returns why its agent was not signed out, or why that might not be recorded; or null.</summary>
    private static async Task<(string Reason, bool IsSignedOut)?> EndAsync(AgwSession session, CancellationToken cancellationToken)
    {
        (string Reason, bool IsSignedOut)? problem = null;
        try
        {
            if (session.SignedInAt is not null)
            {
                await session.SignOutAsync(new SignOutRequest(), cancellationToken).ConfigureAwait(false);
                return null;
            }
        }
        catch (GatewayException failure)
        {
            problem = (Reason(failure), SignOutProblem.Of(session, failure).IsSignedOut);
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            problem = (string.Format(CultureInfo.InvariantCulture, "no answer within {0:0} s", Timeout.TotalSeconds), false);
        }

        await session.DetachAsync().ConfigureAwait(false);
        return problem;
    }

    private static string Reason(GatewayException failure) => failure.RetCode switch
    {
        null or RetCodes.Success => failure.Kind.ToString(),
        RetCodes.StateErrorAtSignOut => $"{failure.RetCode}, in a conference or a call",
        { } code => $"{code}, {RetCodes.Find(code).Meaning}",
    };

    private static string Warning(int[] agents, string gateway, (string Reason, bool IsSignedOut) problem) => string.Format(
        CultureInfo.InvariantCulture,
        problem.IsSignedOut
            ? "Signed out at {0}: agent{1} {2}. The outcome might be missing from the audit file."
            : "Not signed out at {0}: agent{1} {2} ({3}). The gateway signs an agent out two minutes after its last poll. "
                + "Disconnect-AgwSession -Force, before the end, also signs out agents in a conference or a call.",
        gateway,
        agents.Length == 1 ? "" : "s",
        string.Join(", ", agents),
        problem.Reason);
}
