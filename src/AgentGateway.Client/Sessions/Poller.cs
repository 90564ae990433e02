namespace AgentGateway;

/// <summary>
/// The loop that takes a session's events. It is also the heartbeat, and the source of the next GUID, so there is one a session and
/// never a second. A blip is survived; the end is recognised and said.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing, and the loop may outlive whoever would dispose of it.")]
internal sealed class Poller(AgwSession session)
{
    // As public clients do (polling.md 2.4): more refusals in a row are no rotation any more.
    private const int MostRefusals = 5;

    // However long a pause the gateway asks for: so often a session is tried before it counts as lost.
    private const int LeastPollsInGrace = 4;

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private volatile bool _isInTrouble;
    private int _attempt;
    private int _refusals;
    private int _timeouts;
    private long _lastAnswer;

    public bool IsRunning => !_loop.IsCompleted;

    /// <summary>The last poll has failed: the events are behind.</summary>
    public bool IsInTrouble => _isInTrouble;

    private GatewayOptions Options => session.Options;

    private TimeProvider Clock => session.Transport.Clock;

    public void Start()
    {
        _lastAnswer = Clock.GetTimestamp();
        _loop = RunAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        await Polyfill.CancelAsync(_stop).ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    // Nothing leaves this method: an exception on a background task would bring the host down or vanish.
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (!cancellationToken.IsCancellationRequested && !session.IsOver)
            {
                var pause = await PollAsync(cancellationToken).ConfigureAwait(false);
                if (pause > TimeSpan.Zero && !session.IsOver)
                {
                    await Polyfill.DelayAsync(Clock, pause, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
        catch (Exception exception)
        {
            session.End(SessionState.Ended, Messages.Clean(exception.Message));
        }
    }

    /// <summary>One poll; returns the pause before the next.</summary>
    private async ValueTask<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        var started = Clock.GetTimestamp();
        var hold = session.Transport.PollHold;
        var exchanged = await session.SendAsync(AgentCalls.Poll, session.AgentId!.Value, hold.Timeout(_timeouts), cancellationToken).ConfigureAwait(false);
        _timeouts = exchanged.Failure?.Kind == FailureKind.OperationTimeout ? _timeouts + 1 : 0;
        if (exchanged.Reply is not { } reply)
        {
            // Where the request was sent, the answer that was lost may have held events.
            NoteLoss(exchanged.Failure!.Kind is not FailureKind.ConnectFailed and not FailureKind.TlsFailed);
            if (exchanged.IsBodyLost && !cancellationToken.IsCancellationRequested)
            {
                session.Events.NoteLostPoll();
            }

            return Trouble(exchanged.Failure!, exchanged.RetryAfter);
        }

        if (reply.IsSuccess)
        {
            _isInTrouble = false;
            _attempt = 0;
            _refusals = 0;
            _lastAnswer = Clock.GetTimestamp();
            if (Deliver(reply))
            {
                return TimeSpan.Zero;
            }

            hold.Learn(Clock.GetElapsedTime(started));
            return EmptyPause();
        }

        NoteLoss(!RetCodes.RefusesGuid(reply.RetCode));
        var failure = GatewayException.ForRetCode(session.Context(Catalogue.GetAgentEvent), reply, null);
        if (await IsEndAsync(reply.RetCode, cancellationToken).ConfigureAwait(false))
        {
            session.End(SessionState.Ended, failure.Message);
            return TimeSpan.Zero;
        }

        return Trouble(failure, exchanged.RetryAfter);
    }

    /// <summary>A refusal ends the session. A single 100-006 may be a mistake of the gateway: the agent's state tells.</summary>
    private async ValueTask<bool> IsEndAsync(string code, CancellationToken cancellationToken)
    {
        if (RetCodes.RefusesGuid(code) && ++_refusals > MostRefusals)
        {
            return true;
        }

        return RetCodes.EndsSession(code)
            && (code != RetCodes.NotSignedIn || await session.AskSignedInAsync(cancellationToken).ConfigureAwait(false) == false);
    }

    private void NoteLoss(bool mayHaveLostEvents)
    {
        _isInTrouble = true;
        if (mayHaveLostEvents)
        {
            session.Conferences.Doubt();
        }
    }

    private bool Deliver(Reply reply)
    {
        if (reply.Event is not { } json)
        {
            return false;
        }

        var events = AgentEventReader.Read(json, session.AgentId!.Value, session.Gateway, Clock.GetLocalNow());
        foreach (var received in events)
        {
            session.Note(received);
            if (session.IsOwnEnd(received))
            {
                const string Why = "the gateway has signed the agent out (AgentOther_ShutdownService)";
                session.End(SessionState.Ended, Why, AgwSession.NamesItsSignIn(received));
            }
        }

        return events.Count > 0;
    }

    /// <summary>200 to 500 ms by default, as the reference says.</summary>
    private TimeSpan EmptyPause()
    {
        var beat = TimeSpan.FromTicks(Math.Max(1, Options.PollPause.Ticks / 2));

        // Counted from the start of the machine, so that machines do not have the same beat.
        return BackOff.ToBeat(BackOff.Between(Options.PollPause, Options.PollPause + Options.PollPause), beat, Clock.GetElapsedTime(0));
    }

    private TimeSpan Trouble(GatewayException failure, TimeSpan? retryAfter)
    {
        session.NoteTrouble(failure.Message);
        if (session.Transport.IsClosed || Clock.GetElapsedTime(_lastAnswer) > Options.PollGrace)
        {
            session.End(SessionState.Ended, failure.Message);
            return TimeSpan.Zero;
        }

        var pause = BackOff.Pause(TimeSpan.FromTicks(Options.PollPause.Ticks * 5 / 2), _attempt++);
        return retryAfter > pause ? BackOff.Shorter(retryAfter.Value, TimeSpan.FromTicks(Options.PollGrace.Ticks / LeastPollsInGrace)) : pause;
    }
}
