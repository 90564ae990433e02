namespace AgentGateway;

/// <summary>
/// One interface of the API, as data: what is sent, what it answers with, what it triggers. An operation is stateless and shared;
/// <see cref="OperationCall"/> is one use of it.
/// </summary>
public sealed class Operation
{
    private readonly string _family;

    internal Operation(string name, HttpMethod method, string family, string path)
    {
        Name = name;
        Method = method;
        _family = family;
        PathTemplate = path;
        IsAboutConference = family == "agentconf";
    }

    /// <summary>The name in the gateway's logs, e.g. <c>releaseAgentConf</c>.</summary>
    public string Name { get; }

    /// <summary>The only method that the interface supports.</summary>
    public HttpMethod Method { get; }

    /// <summary>The path after <c>/agentgateway/resource/</c>, with its parameters in braces, e.g. <c>agentconf/{agentid}/releaseagentconf</c>.</summary>
    public string Path => $"{_family}/{{agentid}}{PathTemplate}";

    /// <summary>It changes nothing, so it may be sent again after any failure. A write is sent once (decision 0006).</summary>
    public bool IsRead { get; internal init; }

    /// <summary>It carries the agent's GUID; only signing in does not.</summary>
    public bool NeedsGuid { get; internal init; } = true;

    /// <summary>The events that the reference names for it, in its order.</summary>
    public IReadOnlyList<string> Events { get; internal init => field = Indexable.List(value); } = [];

    /// <summary>The return codes that the reference lists for it; others can come.</summary>
    public IReadOnlyList<string> RetCodes { get; internal init => field = Indexable.List(value); } = [];

    /// <summary>When it is finished, or null where no event tells.</summary>
    public Completion? Completion { get; internal init; }

    /// <summary>Where it is documented: <c>seeds</c> or the page id of the vendor's reference.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>The part of the path after the agent, with its parameters in braces.</summary>
    internal string PathTemplate { get; }

    /// <summary>The part of the path before the agent.</summary>
    internal string PathPrefix => _family;

    /// <summary>It acts on the agent's conference or asks for conferences.</summary>
    internal bool IsAboutConference { get; }

    /// <summary>It acts on the conference that the agent is invited to, not on one that it is in.</summary>
    internal bool IsAboutInvitation { get; init; }

    /// <summary>A reply whose <c>result</c> is kept for its reader; the others are reserved fields.</summary>
    internal bool HasResult { get; init; }

    /// <summary>The gateway holds it until there is something to say.</summary>
    internal bool IsPoll { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The events that end an operation. HTTP success only says that the gateway has accepted it (decision 0005).</summary>
/// <param name="Succeeds">The events of which any one says that it is done.</param>
/// <param name="Fails">The events of which any one says that it failed.</param>
public sealed record Completion(IReadOnlyList<string> Succeeds, IReadOnlyList<string> Fails)
{
    /// <summary>The events of which any one says that it is done.</summary>
    public IReadOnlyList<string> Succeeds { get; init => field = Indexable.List(value); } = Indexable.List(Succeeds);

    /// <summary>The events of which any one says that it failed.</summary>
    public IReadOnlyList<string> Fails { get; init => field = Indexable.List(value); } = Indexable.List(Fails);

    /// <summary>For <c>AgentConf_ParticipantChanged</c>: the <c>changeType</c> that is meant (events.md 2.1), or null.</summary>
    public int? ChangeType { get; init; }

    /// <summary>
    /// The event that ends what the operation has begun, or null. Where it gives a failure as its cause, the operation has failed; else it says nothing
    /// about the operation. It follows a success or a failure of the operation, too.
    /// </summary>
    public string? Ends { get; init; }

    /// <summary>The outcome that an event means for a call, if any.</summary>
    /// <param name="call">The call that is waited for.</param>
    /// <param name="conferenceId">The conference that it is about; null: not known, so that the event of any counts.</param>
    /// <param name="received">The event that has come.</param>
    internal CompletionVerdict Judge(OperationCall call, long? conferenceId, AgentEvent received)
    {
        if (Contains(Fails, received.EventType))
        {
            return CompletionVerdict.Failed;
        }

        if (IsEnd(received))
        {
            return received.Content is PlaybackStopped { Reason: PlaybackStopReason.Failure } ? CompletionVerdict.Failed : CompletionVerdict.Unrelated;
        }

        if (!Contains(Succeeds, received.EventType))
        {
            return CompletionVerdict.Unrelated;
        }

        if (received.ConferenceId is { } other && conferenceId is { } meant && other != meant)
        {
            return CompletionVerdict.Unrelated;
        }

        if (received.Content is ParticipantChange change && ChangeType is { } expected)
        {
            var isMeant = (int?)change.ChangeType == expected && IsAbout(change, call);
            return isMeant ? OfResult(change.Result) : CompletionVerdict.Unrelated;
        }

        return received.Content switch
        {
            // The events of a voice name neither conference nor participant; their result is all there is (events.md 2).
            VoiceStopped voice => OfResult(voice.Result),
            PlaybackStopped { Reason: PlaybackStopReason.Ended or PlaybackStopReason.Stopped } => CompletionVerdict.Succeeded,
            PlaybackStopped { Reason: PlaybackStopReason.Failure } => CompletionVerdict.Failed,
            PlaybackStopped => CompletionVerdict.NotStated,
            _ => CompletionVerdict.Succeeded,
        };
    }

    /// <summary>The event may still follow once the operation has its outcome, and belongs to it then.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="decidedBy">The name of the event that told it.</param>
    /// <param name="received">The event.</param>
    internal bool IsFollowedBy(CompletionVerdict outcome, string decidedBy, AgentEvent received) =>
        !string.Equals(decidedBy, received.EventType, StringComparison.Ordinal)
        && (IsEnd(received) || (outcome == CompletionVerdict.Failed && Contains(Fails, received.EventType)));

    private static CompletionVerdict OfResult(int? result) =>
        result switch { null => CompletionVerdict.NotStated, 0 => CompletionVerdict.Succeeded, _ => CompletionVerdict.Failed };

    private bool IsEnd(AgentEvent received) => Ends is not null && string.Equals(Ends, received.EventType, StringComparison.Ordinal);

    // An agent and a phone can have the same number; a gateway that does not say which it means leaves only the number.
    private static bool IsAbout(ParticipantChange change, OperationCall call) =>
        call.Participant is null
        || (string.Equals(change.Participant, call.Participant, StringComparison.Ordinal) && (change.ParticipantType == default || change.ParticipantType == call.ParticipantType));

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

/// <summary>What an event is to a call that waits.</summary>
internal enum CompletionVerdict
{
    Unrelated,
    Succeeded,
    Failed,

    /// <summary>It is the operation's event, and it does not say whether the operation succeeded.</summary>
    NotStated,
}
