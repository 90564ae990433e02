namespace AgentGateway;

/// <summary>
/// The events that complete an operation. A success status in the reply only means that the gateway has accepted it (decision 0005).
/// </summary>
/// <param name="Succeeds">The events that each mean success.</param>
/// <param name="Fails">The events that each mean failure.</param>
internal sealed record Completion(IReadOnlyList<string> Succeeds, IReadOnlyList<string> Fails)
{
    /// <summary>The change of a participant that the event must report (events.md 2.1), or null.</summary>
    public int? ChangeType { get; init; }

    /// <summary>
    /// The event at the end of the task that the operation started, or null. If it reports a failure, the operation failed. Otherwise, it
    /// means nothing for the operation. It also follows a success or a failure of the operation.
    /// </summary>
    public string? Ends { get; init; }

    /// <summary>
    /// The event of earlier operations that can no longer arrive after the success of this one, because it has ended what they began; or
    /// null.
    /// </summary>
    public string? Precludes { get; init; }

    /// <summary>
    /// An event that means success is about the phone call of the operation. One of another call means nothing for it. The call in an event
    /// that means failure can be the call to the target of a transfer.
    /// </summary>
    public bool IsAboutCall { get; init; }

    /// <summary>
    /// Returns whether an event has one of the names, for completions whose names are patterns; null: the names are compared.
    /// </summary>
    public Func<IReadOnlyList<string>, string, bool>? MatchesAny { get; init; }

    /// <summary>The completion of an operation that one of these events ends.</summary>
    internal static Completion On(params string[] succeeds) => new(succeeds, []);

    /// <summary>The completion of an operation that events of success or of failure end.</summary>
    internal static Completion On(string[] succeeds, string[] fails) => new(succeeds, fails);

    /// <summary>Returns the meaning of an event for a call.</summary>
    /// <param name="call">The call that waits for its event.</param>
    /// <param name="conferenceId">
    /// The conference of the call; null if it isn't known, so that an event of any conference is accepted.
    /// </param>
    /// <param name="received">The event.</param>
    internal CompletionVerdict Judge(OperationCall call, long? conferenceId, AgentEvent received)
    {
        if (IsFailure(received.EventType))
        {
            return CompletionVerdict.Failed;
        }

        var content = received.Content;
        if (IsEnd(received))
        {
            return content is IOutcomeContent { Outcome: StatedOutcome.Failed } ? CompletionVerdict.Failed : CompletionVerdict.Unrelated;
        }

        if (!IsSuccess(received.EventType)
            || IsOfOtherCall(received, call)
            || IsOfOtherConference(received, conferenceId)
            || IsOtherChange(content, call))
        {
            return CompletionVerdict.Unrelated;
        }

        return (content as IOutcomeContent)?.Outcome switch
        {
            StatedOutcome.NotStated => CompletionVerdict.NotStated,
            StatedOutcome.Failed => CompletionVerdict.Failed,
            _ => CompletionVerdict.Succeeded,
        };
    }

    /// <summary>Returns whether an event belongs to an operation whose outcome is already known.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="decidedBy">The name of the event that decided it.</param>
    /// <param name="received">The event.</param>
    internal bool IsFollowedBy(CompletionVerdict outcome, string decidedBy, AgentEvent received) =>
        !string.Equals(decidedBy, received.EventType, StringComparison.Ordinal)
        && (IsEnd(received) || (outcome == CompletionVerdict.Failed && IsFailure(received.EventType)));

    /// <summary>Returns whether the event means success, unless its content states a failure.</summary>
    internal bool IsSuccess(string eventType) => (MatchesAny ?? Contains)(Succeeds, eventType);

    private bool IsFailure(string eventType) => (MatchesAny ?? Contains)(Fails, eventType);

    private static bool IsOfOtherConference(AgentEvent received, long? conferenceId) =>
        received.ConferenceId is { } actual && conferenceId is { } expected && actual != expected;

    private bool IsOfOtherCall(AgentEvent received, OperationCall call) =>
        IsAboutCall && call.CallId is { } expected && received.CallId is { } actual
        && !string.Equals(actual, expected, StringComparison.Ordinal);

    private bool IsOtherChange(object? content, OperationCall call) =>
        ChangeType is { } expected && content is IParticipantContent change
        && (change.ChangeNumber != expected || (call.Participant is { } address && !change.IsAbout(address, call.ParticipantType)));

    private bool IsEnd(AgentEvent received) => Ends is not null && string.Equals(Ends, received.EventType, StringComparison.Ordinal);

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The meaning of an event for a waiting call.</summary>
internal enum CompletionVerdict
{
    /// <summary>The event doesn't belong to the operation.</summary>
    Unrelated,

    /// <summary>The operation succeeded.</summary>
    Succeeded,

    /// <summary>The operation failed.</summary>
    Failed,

    /// <summary>The event belongs to the operation, but doesn't contain its outcome.</summary>
    NotStated,
}
