namespace AgentGateway;

/// <summary>Ends abandoned conferences, each on behalf of its chairperson.</summary>
public static class ConferenceCleanup
{
    /// <summary>
    /// Ends one conference: signs in its chairperson, verifies that it is still the conference that was found, releases it, confirms its
    /// end, and signs the chairperson out. A failure is an outcome, not an exception.
    /// </summary>
    /// <param name="inspector">
    /// The session of an inspector at the gateway of the conference. It verifies the conference and confirms its end.
    /// </param>
    /// <param name="conference">The conference, as returned by a query.</param>
    /// <param name="request">The options of the cleanup.</param>
    /// <param name="cancellationToken">
    /// Cancels immediately. A chairperson who was signed in is signed out in the background.
    /// </param>
    /// <exception cref="OperationCanceledException">It was canceled before the release was sent.</exception>
    public static Task<AgwCleanupResult> ClearConferenceAsync(
        this AgwSession inspector, Conference conference, CleanupRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inspector);
        ArgumentNullException.ThrowIfNull(conference);
        ArgumentNullException.ThrowIfNull(request);
        return new ConferenceCleaner(inspector, conference, request).RunAsync(cancellationToken);
    }

    /// <summary>
    /// Returns what <see cref="ClearConferenceAsync"/> would do, and changes nothing: <see cref="CleanupOutcome.Planned"/>, or the outcome
    /// that is already certain.
    /// </summary>
    /// <param name="inspector">The session of an inspector at the gateway of the conference.</param>
    /// <param name="conference">The conference, as returned by a query.</param>
    /// <param name="request">The options of the cleanup. They don't need a credential.</param>
    /// <param name="cancellationToken">Cancels immediately.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static Task<AgwCleanupResult> PlanConferenceAsync(
        this AgwSession inspector, Conference conference, CleanupRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inspector);
        ArgumentNullException.ThrowIfNull(conference);
        ArgumentNullException.ThrowIfNull(request);
        return new ConferenceCleaner(inspector, conference, request).PlanAsync(cancellationToken);
    }

    /// <summary>Returns the result for a conference that was not processed.</summary>
    /// <param name="conference">The conference, as it was found.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="clock">The clock of the gateway.</param>
    /// <param name="failure">Why it was not processed; null: no reason.</param>
    internal static AgwCleanupResult ResultOf(
        Conference conference, CleanupOutcome outcome, TimeProvider clock, GatewayException? failure = null)
    {
        return new AgwCleanupResult
        {
            ConferenceId = conference.ConferenceId,
            AgentId = conference.AgentId,
            StartTime = conference.StartTime,
            Elapsed = conference.Elapsed,
            ParticipantCount = conference.ParticipantCount,
            Gateway = conference.Gateway,
            Outcome = outcome,
            RetCode = failure?.RetCode,
            Error = failure?.Message,
            Failure = failure,
            CompletedAt = clock.GetLocalNow(),
        };
    }
}
