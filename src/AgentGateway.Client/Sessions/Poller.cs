namespace AgentGateway;

/// <summary>
/// The loop that polls the events of a session. It is also the heartbeat and receives the next GUID, so each session has exactly one. It
/// survives short interruptions, and detects and reports the end of the session.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A token source without a timer holds nothing, and the loop may outlive whoever would dispose of it.")]
internal sealed class Poller(AgwSession session)
{
    // The time in which the events that the gateway has queued are delivered.
    private static readonly TimeSpan MaxQueueTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private volatile bool _isInTrouble;
    private int _attempt;
    private int _refusals;
    private int _timeouts;
    private long _lastAnswer;
    private long _lastReply;
    private TimeSpan _outage;
    private long _outageBegin;
    private long _outageEnd;

    public bool IsRunning => !_loop.IsCompleted;

    /// <summary>The last poll has failed, so events may be missing.</summary>
    public bool IsInTrouble => _isInTrouble;

    private GatewayOptions Options => session.Options;

    private TimeProvider Clock => session.Transport.Clock;

    public void Start()
    {
        _lastAnswer = _lastReply = Clock.GetTimestamp();
        _loop = RunAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        await Polyfill.CancelAsync(_stop).ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    // No exception leaves this method, because on a background task it would be lost or end the process.
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
            // Stopped as requested.
        }
        catch (Exception exception)
        {
            session.End(SessionState.Ended, Messages.Clean(exception.Message));
        }
    }

    /// <summary>Polls once. Returns the pause before the next poll.</summary>
    private async ValueTask<TimeSpan> PollAsync(CancellationToken cancellationToken)
    {
        var started = Clock.GetTimestamp();
        var hold = session.Transport.PollHold;
        var request = new ExchangeRequest(AgentCalls.Poll, session.AgentId!.Value, hold.Timeout(_timeouts));
        var exchanged = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        _timeouts = exchanged.Failure?.Kind == FailureKind.OperationTimeout ? _timeouts + 1 : 0;
        if (exchanged.Reply is not { } reply)
        {
            // If the request was sent, the lost reply may have contained events.
            NoteLoss(exchanged.Failure!.Kind is not FailureKind.ConnectFailed and not FailureKind.TlsFailed);
            if (exchanged.IsBodyLost && !cancellationToken.IsCancellationRequested)
            {
                session.Events.NoteLostPoll();
            }

            return Trouble(exchanged.Failure!, exchanged.RetryAfter);
        }

        NoteReply(hold.MayHaveHeld(Clock.GetElapsedTime(started)));
        if (reply.IsSuccess)
        {
            session.NoteAccepted();
            _isInTrouble = false;
            _attempt = 0;
            _refusals = 0;
            _lastAnswer = Clock.GetTimestamp();

            // Events that were queued before the outage are delivered before the event of the sign-out that it has caused.
            if (Clock.GetElapsedTime(_outageEnd) > MaxQueueTime)
            {
                _outage = TimeSpan.Zero;
            }

            if (Deliver(reply, out var loss))
            {
                if (loss is not null)
                {
                    await ReconnectAsync(session.Reconnection!, loss, cancellationToken).ConfigureAwait(false);
                }

                return TimeSpan.Zero;
            }

            _outage = TimeSpan.Zero;
            hold.Learn(Clock.GetElapsedTime(started));
            return EmptyPause();
        }

        NoteLoss(!RetCodes.Has(reply.RetCode, RetCodeTraits.RejectsGuid));
        var failure = GatewayException.ForRetCode(session.Context(SessionOperations.GetAgentEvent), reply.Facts, null);
        if (await IsEndAsync(reply.RetCode, cancellationToken).ConfigureAwait(false))
        {
            if (session.Reconnection is { } reconnection && reconnection.MayFollow(_outage))
            {
                await ReconnectAsync(reconnection, failure, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                session.End(SessionState.Ended, failure.Message);
            }

            return TimeSpan.Zero;
        }

        return Trouble(failure, exchanged.RetryAfter);
    }

    private async ValueTask ReconnectAsync(Reconnection reconnection, GatewayException loss, CancellationToken cancellationToken)
    {
        _isInTrouble = true;
        if (await reconnection.TryAsync(_outageBegin, loss, cancellationToken).ConfigureAwait(false))
        {
            (_attempt, _refusals, _timeouts, _outage) = (0, 0, 0, TimeSpan.Zero);
            _lastAnswer = _lastReply = Clock.GetTimestamp();
        }
    }

    /// <summary>
    /// Whether a refusal ends the session. A single 100-006 may be a mistake of the gateway or of a proxy, so the agent's state decides.
    /// </summary>
    private async ValueTask<bool> IsEndAsync(string code, CancellationToken cancellationToken)
    {
        if (RetCodes.Has(code, RetCodeTraits.RejectsGuid) && ++_refusals > Options.MaxPollRefusals)
        {
            return true;
        }

        return RetCodes.Has(code, RetCodeTraits.EndsSession)
            && (code != RetCodes.NotSignedIn || await session.AskSignedInAsync(cancellationToken).ConfigureAwait(false) == false);
    }

    /// <summary>Measures how long the gateway was silent. A reply with any code shows that it can be reached.</summary>
    private void NoteReply(TimeSpan held)
    {
        var now = Clock.GetTimestamp();
        var silence = Clock.GetElapsedTime(_lastReply, now) - held;
        if (silence > _outage)
        {
            (_outage, _outageBegin, _outageEnd) = (silence, _lastReply, now);
        }

        _lastReply = now;
    }

    private void NoteLoss(bool mayHaveLostEvents)
    {
        _isInTrouble = true;
        if (mayHaveLostEvents)
        {
            session.Conferences.Doubt();
        }
    }

    /// <summary>Delivers the events of a reply. Returns whether there were any.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="loss">The failure, if an outage has ended the sign-in and the session must sign in again; otherwise null.</param>
    private bool Deliver(Reply reply, out GatewayException? loss)
    {
        loss = null;
        if (reply.Event is not { } json)
        {
            return false;
        }

        var events = AgentEventReader.Read(json, session.AgentId!.Value, session.Gateway, Clock.GetLocalNow());
        foreach (var received in events)
        {
            session.Note(received);
            if (!session.IsOwnEnd(received))
            {
                continue;
            }

            const string Reason = "the gateway has signed the agent out (AgentOther_ShutdownService)";
            if (session.Reconnection?.MayFollow(received, _outage, Clock.GetElapsedTime(_outageBegin)) == true)
            {
                loss = GatewayException.For(FailureKind.NotSignedIn, session.Context(SessionOperations.GetAgentEvent), Reason);
            }
            else
            {
                session.End(SessionState.Ended, Reason, isCertain: AgwSession.NamesItsSignIn(received));
            }
        }

        return events.Count > 0;
    }

    /// <summary>200 to 500 ms by default, as in the reference.</summary>
    private TimeSpan EmptyPause()
    {
        var beat = TimeSpan.FromTicks(Math.Max(1, Options.PollPause.Ticks / 2));

        // The time since the start of the machine, so that the beats of different machines differ.
        return BackOff.ToBeat(BackOff.Between(Options.PollPause, Options.PollPause + Options.PollPause), beat, Clock.GetElapsedTime(0));
    }

    private TimeSpan Trouble(GatewayException failure, TimeSpan? retryAfter)
    {
        session.NoteTrouble(failure.Message);
        var limit = session.Reconnection is { } reconnection
            ? BackOff.Longer(reconnection.Timeout, Options.PollGrace)
            : Options.PollGrace;
        if (session.Transport.IsClosed || Clock.GetElapsedTime(_lastAnswer) > limit)
        {
            session.End(SessionState.Ended, failure.Message);
            return TimeSpan.Zero;
        }

        var pause = BackOff.Pause(Options.PollRetryInterval, _attempt++);
        return retryAfter > pause
            ? BackOff.Shorter(retryAfter.Value, TimeSpan.FromTicks(Options.PollGrace.Ticks / Options.MinPollsInGrace))
            : pause;
    }
}
