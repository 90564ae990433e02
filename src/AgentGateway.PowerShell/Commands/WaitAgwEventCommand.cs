using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Waits until an event comes to each agent, and returns it. Events that came before it are taken too.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AgwEvent", HelpUri = HelpPage.Root + "Wait-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class WaitAgwEventCommand : AgentCommand
{
    /// <summary>Makes the cmdlet; all agents are waited for at once, because waiting costs nothing.</summary>
    public WaitAgwEventCommand() => ThrottleLimit = 1024;

    /// <summary>The events, of which the first to come ends the waiting; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[] EventType { get; set; } = [];

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 30;

    internal override string Action => "Wait for an event";

    internal override bool ChangesSomething => false;

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
        var patience = TimeSpan.FromSeconds(TimeoutSeconds);
        var sessions = Sessions;
        return (work, cancellationToken) => AgentOutcome.OfAsync(work, FirstAsync(work, sessions.ReaderOf(work.Target.Session), filter, what, patience, cancellationToken));
    }

    private static async Task<AgentEvent> FirstAsync(AgentWork work, EventReader reader, EventFilter filter, string what, TimeSpan patience, CancellationToken cancellationToken)
    {
        var session = work.Target.Session;
        var context = session.Context(null, work.Target.Subject);
        if (!session.IsPolling && !session.IsOver)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, context, "this session does not poll, so it gets no events; attach it with -Poll");
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(patience);
        try
        {
            while (await reader.ReadAsync(enough.Token).ConfigureAwait(false) is { } received)
            {
                if (filter.IsWanted(received))
                {
                    return received;
                }
            }

            throw GatewayException.For(FailureKind.NotSignedIn, context, session.LastError ?? "the session has ended");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw GatewayException.For(FailureKind.WaitTimeout, context, string.Format(CultureInfo.InvariantCulture, "no {0} within {1:0} s", Messages.Clean(what), patience.TotalSeconds), variant: "Event");
        }
    }
}
