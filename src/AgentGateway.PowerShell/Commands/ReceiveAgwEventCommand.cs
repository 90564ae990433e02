using System.Globalization;
using System.Management.Automation;
using System.Threading.Channels;

namespace AgentGateway.Commands;

/// <summary>Takes the events that have come since the last time in this runspace, or, with -Follow, all that come until Ctrl+C.</summary>
[Cmdlet(VerbsCommunications.Receive, "AgwEvent", HelpUri = HelpPage.Root + "Receive-AgwEvent.md")]
[OutputType(typeof(AgentEvent))]
[GatewayOperation("getAgentEvent")]
public sealed class ReceiveAgwEventCommand : AgentCommand
{
    // So many wait for the pipeline at the most; a session's own ring holds the rest, and says what it had to drop.
    private const int FollowCapacity = 256;

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
        var reader = Sessions.ReaderOf(session);
        while (reader.TryRead(out var received))
        {
            TellOfGap(session, reader.TakeMissed());
            if (_filter.IsWanted(received!))
            {
                WriteObject(received);
            }
        }
    }

    private void FollowAll()
    {
        var merged = Channel.CreateBounded<(AgwSession Session, AgentEvent Received, long Missed)>(FollowCapacity);
        var readers = _followed.Select(session => (session, Sessions.ReaderOf(session))).ToArray();
        var stop = StopToken;
        var copying = Task.Run(
            async () =>
            {
                await Task.WhenAll(readers.Select(pair => CopyAsync(pair.session, pair.Item2, merged.Writer, stop))).ConfigureAwait(false);
                _ = merged.Writer.TryComplete();
            },
            stop);
        while (Await(async token => await merged.Reader.WaitToReadAsync(token).ConfigureAwait(false)))
        {
            while (merged.Reader.TryRead(out var next))
            {
                TellOfGap(next.Session, next.Missed);
                if (_filter.IsWanted(next.Received))
                {
                    WriteObject(next.Received);
                }
            }
        }

        Block(copying);
    }

    private static async Task CopyAsync(AgwSession session, EventReader reader, ChannelWriter<(AgwSession Session, AgentEvent Received, long Missed)> merged, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } received)
        {
            await merged.WriteAsync((session, received, reader.TakeMissed()), cancellationToken).ConfigureAwait(false);
        }
    }

    private void TellOfGap(AgwSession session, long missed)
    {
        if (missed > 0)
        {
            WriteFailure(GatewayException.For(FailureKind.EventsLost, session.Context(null), string.Format(CultureInfo.InvariantCulture, "{0} of them", missed)));
        }
    }
}
