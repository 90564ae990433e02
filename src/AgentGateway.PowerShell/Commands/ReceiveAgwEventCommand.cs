using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Takes the events that have come since the last time in this runspace, or, with -Follow, all that come until Ctrl+C.</summary>
[Cmdlet(VerbsCommunications.Receive, "AgwEvent", HelpUri = HelpPage.Root + "Receive-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class ReceiveAgwEventCommand : AgentCommand
{
    private readonly List<AgwSession> _followed = [];
    private EventFilter _filter = new(null);

    /// <summary>Only these events; wildcards are allowed.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? EventType { get; set; }

    /// <summary>Goes on until Ctrl+C, or until the sessions have ended.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    internal override string Action => "Take events";

    internal override bool ChangesSomething => false;

    // Nothing is sent: the poller of the session has taken the events already.
    internal override OperationCall CreateCall() => AgentCalls.Status;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _filter = new EventFilter(EventType);
        base.BeginProcessing();
        WarnOfDoubtful(EventType);
    }

    internal override void Send(in Target target, OperationCall call)
    {
        var session = target.Session;
        if (!session.IsPolling && !session.IsOver)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, session.Context(null, target.Subject), "this session does not poll, so it gets no events; attach it with -Poll");
        }

        if (Follow)
        {
            _followed.Add(session);
        }
        else
        {
            WriteWhatHasCome(session);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_followed.Count > 0)
        {
            Attempt(null, FollowAll);
        }

        base.EndProcessing();
    }

    private void WriteWhatHasCome(AgwSession session)
    {
        WriteLostPolls(session);
        var ahead = Sessions.ReaderOf(session).Fork();
        while (ahead.TryRead(out var received))
        {
            Take(session, received!, ahead.Position, ahead.TakeMissed());
        }

        WriteEnd(session);
    }

    /// <summary>Writes one event. The place of this runspace moves on when an event is written, so that none is taken which nobody has seen.</summary>
    private void Take(AgwSession session, AgentEvent received, long position, long missed)
    {
        var place = Sessions.ReaderOf(session);
        place.MoveTo(position - 1, missed);
        if (place.TakeMissed() is var lost and > 0)
        {
            WriteFailure(GatewayException.For(FailureKind.EventsLost, session.Context(null), string.Format(CultureInfo.InvariantCulture, "{0} of them", lost)));
        }

        place.MoveTo(position, 0);
        if (_filter.IsWanted(received))
        {
            WriteOutput(received);
        }
    }

    /// <summary>Where the answer to a poll was lost: said once, because the gateway does not give its events again.</summary>
    private void WriteLostPolls(AgwSession session)
    {
        if (Sessions.ReaderOf(session).TakeLostPolls())
        {
            const string Detail = "at least one poll was lost";
            WriteFailure(GatewayException.For(FailureKind.EventsLost, session.Context(null), Detail, variant: "Poll"));
        }
    }

    /// <summary>A session that was lost gets no further events. One that was signed out here has been ended on purpose.</summary>
    private void WriteEnd(AgwSession session)
    {
        if (session.State == AgentGateway.SessionState.Ended)
        {
            WriteFailure(GatewayException.For(FailureKind.NotSignedIn, session.Context(null), session.LastError ?? "the session has ended"), session.AgentId);
        }
    }

    private void FollowAll()
    {
        using var follower = new EventFollower(_followed, Sessions, StopToken);
        do
        {
            while (follower.TryRead(out var session, out var next))
            {
                if (next is { } step)
                {
                    Take(session, step.Received, step.Position, step.Missed);
                }
                else
                {
                    WriteEnd(session);
                }
            }

            _followed.ForEach(WriteLostPolls);
            foreach (var session in follower.TakeChanged())
            {
                Tell(session);
            }
        }
        while (Await(_ => follower.WaitAsync()));
    }

    private void Tell(AgwSession session)
    {
        if (session.State == AgentGateway.SessionState.Reconnecting)
        {
            const string Problem = "no events come, because the gateway does not answer. The session goes on trying.";
            WriteWarning($"{Target.AgentText(session.AgentId)}: {Problem} {session.LastError}");
        }
        else if (IsVerbose && !session.IsOver)
        {
            Say($"{Target.AgentText(session.AgentId)}: the gateway answers again.");
        }
    }
}
