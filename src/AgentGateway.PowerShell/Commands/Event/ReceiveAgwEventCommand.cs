using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Returns the events that arrived since the last call in this runspace, or, with -Follow, all events until Ctrl+C.</summary>
[Cmdlet(VerbsCommunications.Receive, "AgwEvent", HelpUri = HelpPage.Root + "Receive-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class ReceiveAgwEventCommand : QueryCommand<NoRequest, AgentEvent>
{
    private readonly List<AgwSession> _followed = [];
    private EventFilter _filter = new(null);

    /// <summary>Specifies the events; wildcards are allowed.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? EventType { get; set; }

    /// <summary>Indicates that the cmdlet continues until Ctrl+C, or until the sessions have ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>Has no effect, because the cmdlet sends nothing. It is hidden, and accepted for scripts that specify it.</summary>
    [Parameter(DontShow = true)]
    [ValidateRange(1, 1024)]
    public override int ThrottleLimit { get; set; } = 1;

    internal override NoRequest CreateRequest(in Target target)
    {
        EventFailures.RequirePolling(target);
        return default;
    }

    // The sessions already have the events, so the cmdlet only writes them and sends nothing.
    internal override bool ShouldSend(ref Target target, NoRequest request)
    {
        if (Follow)
        {
            _followed.Add(target.Session);
        }
        else
        {
            WriteAvailable(target.Session);
        }

        return false;
    }

    internal override Work<TargetWork<NoRequest>, AgentEvent> CreateWork() =>
        static (_, _) => throw new NotSupportedException("This cmdlet sends nothing.");

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _filter = new EventFilter(EventType);
        base.BeginProcessing();
        foreach (var warning in (EventType ?? []).Select(EventNames.Warning).OfType<string>())
        {
            WriteWarning(warning);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_followed.Count > 0)
        {
            ProcessRest(FollowAll);
        }
    }

    private void WriteAvailable(AgwSession session)
    {
        var ahead = Sessions.Events.ReaderOf(session).Fork();
        while (ahead.TryRead(out var received))
        {
            // Checked for each event, because a poll can be lost while earlier events are written.
            WriteLostPolls(session);
            WriteEvent(session, received!, ahead.Position, ahead.TakeMissed());
        }

        WriteLostPolls(session);
        WriteEnd(session);
    }

    /// <summary>
    /// Writes one event. The position of this runspace moves when an event is written, so that no unseen event is skipped.
    /// </summary>
    private void WriteEvent(AgwSession session, AgentEvent received, long position, long missed)
    {
        var own = Sessions.Events.ReaderOf(session);
        own.MoveTo(position - 1, missed);
        if (own.TakeMissed() is var lost and > 0)
        {
            var detail = string.Format(CultureInfo.InvariantCulture, "{0} of them", lost);
            WriteFailure(GatewayException.For(FailureKind.EventsLost, session.Context(null), detail));
        }

        own.MoveTo(position, 0);
        if (_filter.Includes(received))
        {
            WriteOutput(received);
        }
    }

    /// <summary>Reports once that the reply to a poll was lost, because the gateway doesn't send its events again.</summary>
    private void WriteLostPolls(AgwSession session)
    {
        if (Sessions.Events.ReaderOf(session).TakeLostPolls())
        {
            WriteFailure(GatewayException.For(
                FailureKind.EventsLost, session.Context(null), "at least one poll was lost", variant: FailureVariants.LostPoll));
        }
    }

    /// <summary>
    /// Reports that a session was lost, so no further events will arrive. A session that this client signed out was ended on purpose.
    /// </summary>
    private void WriteEnd(AgwSession session)
    {
        if (session.State == AgentGateway.SessionState.Ended)
        {
            WriteFailure(EventFailures.Ended(new Target(session, session.AgentId)), session.AgentId);
        }
    }

    private void FollowAll()
    {
        using var follower = new EventFollower(_followed, Sessions.Events, StopToken);
        do
        {
            while (follower.TryRead(out var session, out var next))
            {
                WriteLostPolls(session);
                if (next is { } step)
                {
                    WriteEvent(session, step.Received, step.Position, step.Missed);
                }
                else
                {
                    WriteEnd(session);
                }
            }

            _followed.ForEach(WriteLostPolls);
            foreach (var session in follower.TakeChanged())
            {
                WriteConnectionChange(session);
            }
        }
        while (Await(_ => follower.WaitAsync()));
    }

    private void WriteConnectionChange(AgwSession session)
    {
        var agent = Target.AgentText(session.AgentId);
        if (session.State == AgentGateway.SessionState.Reconnecting)
        {
            var warning = $"{agent}: no events arrive, because the gateway does not reply. The session keeps trying. {session.LastError}";
            WriteWarning(warning);
        }
        else if (IsVerbose && !session.IsOver)
        {
            WriteVerbose($"{agent}: the gateway replies again.");
        }
    }
}
