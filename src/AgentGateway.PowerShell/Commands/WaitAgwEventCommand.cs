using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Waits until an event comes to each agent, and returns it. Events that came before it are taken too.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AgwEvent", HelpUri = HelpPage.Root + "Wait-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class WaitAgwEventCommand : AgentCommand
{
    // A place for each session: several waits for one agent find different events.
    private readonly Dictionary<AgwSession, EventReader> _readers = [];
    private OperationResult? _current;
    private int _lastKey;

    /// <summary>Makes the cmdlet; all agents are waited for at once, because waiting costs nothing.</summary>
    public WaitAgwEventCommand() => ThrottleLimit = 1024;

    /// <summary>The events, of which the first to come ends the waiting; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] EventType { get; set; } = [];

    /// <summary>Results of operations: only events that came after the operation was sent, about the same conference and participant. Their agents are waited for where none is named.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public OperationResult[]? After { get; set; }

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal override string Action => "Wait for an event";

    internal override bool ChangesSomething => false;

    // A wait has nothing to lose, and may be long.
    internal override bool FinishesAfterError => false;

    // Nothing is sent: the poller of the session takes the events.
    internal override OperationCall CreateCall() => AgentCalls.Status;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        WarnOfDoubtful(EventType);
    }

    internal override Func<AgentWork, CancellationToken, ValueTask<AgentOutcome>> CreateWork()
    {
        var filter = new EventFilter(EventType);
        var what = string.Join(", ", EventType);
        var timeout = TimeSpan.FromSeconds(TimeoutSeconds);
        return (work, cancellationToken) => AgentOutcome.OfAsync(work, FirstAsync(work, (EventSearch)work.Detail!, filter, what, timeout, cancellationToken));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (After is null || AgentId is not null || Session is not null || HasPipelineInput)
        {
            base.ProcessRecord();
            return;
        }

        foreach (var result in After)
        {
            _current = result;
            SendFor(new AgentIdentity(result, new IdentityFacts(IdentityKind.Agent) { AgentId = result.AgentId, Gateway = result.Gateway }), CreateCall());
        }
    }

    // The events of several operations of one agent are waited for at the same time.
    internal override void Send(in Target target, OperationCall call) =>
        Post(_current is null ? target.Subject : --_lastKey, new AgentWork(target, call, SearchFor(target.Session, target.Subject)));

    internal override void Write(AgentOutcome outcome)
    {
        if (outcome.Value is not FoundEvent found)
        {
            base.Write(outcome);
        }
        else if (TakesOutput)
        {
            // The place of this runspace moves on when an event is written, so that none is taken which nobody has seen.
            Sessions.ReaderOf(outcome.Work.Target.Session).MoveTo(found.Position, found.Missed);
            WriteOutput(found.Received);
        }
    }

    private EventSearch SearchFor(AgwSession session, int agentId)
    {
        if (After is null)
        {
            if (!_readers.TryGetValue(session, out var reader))
            {
                _readers.Add(session, reader = Sessions.ReaderOf(session).Fork());
            }

            return new EventSearch(reader, null);
        }

        // Where another session has sent the operation, the time tells which events came after it.
        var there = Array.FindAll(After, one => one.Gateway == session.Gateway);
        var own = Array.FindAll(there, one => one.AgentId == agentId);
        OperationResult[] results = _current is { } current ? [current] : own.Length > 0 ? own : there;
        Limits.Require(results.Length == 0 ? "No result of -After is from the gateway of this agent." : null);
        EventOrigin[] origins = [.. results.Select(result => new EventOrigin(result, session.ReadEventsAfter(result)?.Position))];
        return new EventSearch(First(session, origins), origins);
    }

    /// <summary>Begins where the first of several operations was sent; at the first event, where that is not known of each.</summary>
    private static EventReader First(AgwSession session, EventOrigin[] origins) =>
        Array.Exists(origins, origin => origin.Position is null) ? session.ReadEvents(fromStart: true)
        : session.ReadEventsAfter(origins.OrderBy(origin => origin.Position).First().Result)!;

    private static async Task<FoundEvent> FirstAsync(AgentWork work, EventSearch search, EventFilter filter, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var session = work.Target.Session;
        var context = session.Context(null, work.Target.Subject);
        if (!session.IsPolling && !session.IsOver)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, context, "this session does not poll, so it gets no events; attach it with -Poll");
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(timeout);
        try
        {
            while (await search.Reader.ReadAsync(enough.Token).ConfigureAwait(false) is { } received)
            {
                if (filter.IsWanted(received) && search.Includes(received))
                {
                    return new FoundEvent(received, search.Reader.Position, search.Reader.TakeMissed());
                }
            }

            throw GatewayException.For(FailureKind.NotSignedIn, context, session.LastError ?? "the session has ended");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw GatewayException.For(FailureKind.WaitTimeout, context, string.Format(CultureInfo.InvariantCulture, "no {0} within {1:0} s", Messages.Clean(what), timeout.TotalSeconds), variant: "Event");
        }
    }
}

/// <summary>Where an event is looked for, and which.</summary>
/// <param name="Reader">Reads the events.</param>
/// <param name="Origins">The operations of which it may be about any; null: any event counts.</param>
internal sealed record EventSearch(EventReader Reader, EventOrigin[]? Origins)
{
    /// <summary>The event that was just read may belong to one of the operations.</summary>
    public bool Includes(AgentEvent received) => Origins is null || Array.Exists(Origins, origin => origin.Includes(received, Reader.Position));
}

/// <summary>An operation, and where it was sent in the events of a session; null: another session has sent it, and the time tells.</summary>
internal sealed record EventOrigin(OperationResult Result, long? Position)
{
    /// <summary>The event came after the operation, and is about the same conference and participant.</summary>
    /// <param name="received">The event.</param>
    /// <param name="behind">The place behind it.</param>
    public bool Includes(AgentEvent received, long behind) =>
        (Position is { } sent ? behind > sent : received.ReceivedAt >= Result.CompletedAt - Result.Elapsed)
        && (Result.ConferenceId is not { } conference || received.ConferenceId is not { } other || other == conference)
        && (Result.Address is not { } address || received.Content is not ParticipantChange change
            || (string.Equals(change.Participant, address, StringComparison.Ordinal) && (change.ParticipantType == default || Result.AddressType is null || change.ParticipantType == Result.AddressType)));
}

/// <summary>An event that was found, and where its reader is behind it.</summary>
internal sealed record FoundEvent(AgentEvent Received, long Position, long Missed);
