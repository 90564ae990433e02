using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Waits for an event of each agent, and returns it. Earlier events that were not read yet are included.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AgwEvent", HelpUri = HelpPage.Root + "Wait-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class WaitAgwEventCommand : QueryCommand<EventSearch, FoundEvent>
{
    // One reader for each session, so that several waits for one agent find different events.
    private readonly Dictionary<AgwSession, EventReader> _readers = [];
    private EventFilter _filter = new(null);
    private OperationResult? _current;
    private int _lastKey;

    /// <summary>Creates the cmdlet. It waits for all agents at the same time, because a wait sends nothing.</summary>
    public WaitAgwEventCommand() => ThrottleLimit = 1024;

    /// <summary>Specifies the events; wildcards are allowed. The first matching event ends the wait.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] EventType { get; set; } = [];

    /// <summary>
    /// Specifies results of operations. Only events that came after the operation was sent, and that concern the same conference and
    /// participant, are accepted. Without agents, the cmdlet waits for the agents of the results.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public OperationResult[]? After { get; set; }

    /// <summary>Specifies how long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    // A wait changes nothing, so it can be canceled, and it may take long.
    internal override bool FinishesAfterError => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _filter = new EventFilter(EventType);
        base.BeginProcessing();
        foreach (var warning in EventType.Select(EventNames.Warning).OfType<string>())
        {
            WriteWarning(warning);
        }
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
            var facts = new IdentityFacts(IdentityKind.Agent) { AgentId = result.AgentId, Gateway = result.Gateway };
            ProcessInput(new AgentIdentity(result, facts));
        }
    }

    // The events of several operations of one agent are waited for at the same time.
    internal override int KeyOf(in Target target) => _current is null ? target.Key : --_lastKey;

    internal override EventSearch CreateRequest(in Target target)
    {
        var session = target.Session;
        if (After is null)
        {
            if (!_readers.TryGetValue(session, out var reader))
            {
                _readers.Add(session, reader = Sessions.Events.ReaderOf(session).Fork());
            }

            return new EventSearch(_filter, reader);
        }

        var origins = Array.ConvertAll(
            ResultsFor(target), result => new EventOrigin(result, session.ReadEventsAfter(result)?.Position));
        return new EventSearch(_filter, ReadFromFirst(session, origins), origins);
    }

    internal override Work<TargetWork<EventSearch>, FoundEvent> CreateWork()
    {
        var timeout = TimeSpan.FromSeconds(TimeoutSeconds);
        return Run((target, search, cancellationToken) => search.FindAsync(target, timeout, cancellationToken));
    }

    internal override void Write(in Target target, EventSearch request, FoundEvent result)
    {
        if (TakesOutput)
        {
            // The position of this runspace moves when an event is written, so that no unseen event is skipped.
            Sessions.Events.ReaderOf(target.Session).MoveTo(result.Position, result.Missed);
            WriteOutput(result.Received);
        }
    }

    /// <summary>Returns the results of the agent, otherwise those of its gateway.</summary>
    private OperationResult[] ResultsFor(in Target target)
    {
        if (_current is not null)
        {
            return [_current];
        }

        var (agentId, gateway) = (target.AgentId, target.Session.Gateway);
        var results = Array.FindAll(After!, result => result.Gateway == gateway);
        var own = Array.FindAll(results, result => result.AgentId == agentId);
        if (results.Length == 0)
        {
            throw GatewayException.For(
                FailureKind.InvalidArgument, target.Context(), "no result of -After is from the gateway of this agent");
        }

        return own.Length > 0 ? own : results;
    }

    /// <summary>
    /// Reads the events after the first of several operations; all events, if another session sent one of them.
    /// </summary>
    private static EventReader ReadFromFirst(AgwSession session, EventOrigin[] origins)
    {
        var first = origins[0];
        foreach (var origin in origins)
        {
            if (origin.Position is null)
            {
                return session.ReadEvents(fromStart: true);
            }

            first = origin.Position < first.Position ? origin : first;
        }

        return session.ReadEventsAfter(first.Result)!;
    }
}
