using System.Diagnostics.CodeAnalysis;

namespace AgentGateway.Simulator;

/// <summary>The events of a session. Holding a poll doesn't block a thread.</summary>
internal sealed class EventQueue
{
    /// <summary>Beyond this number, a new event removes the oldest.</summary>
    private const int MaxLength = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<GatewayEvent> events = new();
    private HeldPoll? held;
    private bool closed;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return events.Count;
            }
        }
    }

    /// <summary>An event is waiting, or the last event of a session that has just ended is about to be added.</summary>
    public bool HasMore
    {
        get
        {
            lock (gate)
            {
                return !closed || events.Count > 0;
            }
        }
    }

    public bool IsHeld
    {
        get
        {
            lock (gate)
            {
                return held is not null;
            }
        }
    }

    public void Add(GatewayEvent gatewayEvent)
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            if (held is { } poll && poll.TryEnd(new PollOutcome(gatewayEvent, PollEnd.Event)))
            {
                held = null;
                return;
            }

            if (events.Count == MaxLength)
            {
                events.Dequeue();
            }

            events.Enqueue(gatewayEvent);
        }
    }

    public bool TryTake([NotNullWhen(true)] out GatewayEvent? gatewayEvent)
    {
        lock (gate)
        {
            return events.TryDequeue(out gatewayEvent);
        }
    }

    public ValueTask<PollOutcome> TakeAsync(TimeSpan hold, TimeProvider time, CancellationToken aborted)
    {
        HeldPoll poll;
        lock (gate)
        {
            if (events.TryDequeue(out var gatewayEvent))
            {
                return ValueTask.FromResult(new PollOutcome(gatewayEvent, PollEnd.Event));
            }

            if (closed)
            {
                return ValueTask.FromResult(new PollOutcome(null, PollEnd.SignedOut));
            }

            if (hold <= TimeSpan.Zero)
            {
                return ValueTask.FromResult(new PollOutcome(null, PollEnd.NoEvent));
            }

            // Only the newest poll of an agent is held. The previous one gets an empty reply immediately.
            held?.TryEnd(new PollOutcome(null, PollEnd.NoEvent));
            held = poll = new HeldPoll();
        }

        return poll.WaitAsync(this, hold, time, aborted);
    }

    public void Clear()
    {
        lock (gate)
        {
            events.Clear();
        }
    }

    /// <summary>Removes the waiting events, keeps one last event if there is one, and refuses later ones.</summary>
    public void Close(GatewayEvent? last = null, PollEnd end = PollEnd.SignedOut)
    {
        lock (gate)
        {
            closed = true;
            events.Clear();
            var taken = held?.TryEnd(last is null ? new PollOutcome(null, end) : new PollOutcome(last, PollEnd.Event)) ?? false;
            held = null;
            if (last is not null && !taken)
            {
                events.Enqueue(last);
            }
        }
    }

    private void Forget(HeldPoll poll)
    {
        lock (gate)
        {
            if (held == poll)
            {
                held = null;
            }
        }
    }

    private sealed class HeldPoll
    {
        private readonly TaskCompletionSource<PollOutcome> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool TryEnd(PollOutcome outcome) => source.TrySetResult(outcome);

        public async ValueTask<PollOutcome> WaitAsync(EventQueue queue, TimeSpan hold, TimeProvider time, CancellationToken aborted)
        {
            using var timer = time.CreateTimer(
                static state => ((HeldPoll)state!).TryEnd(new PollOutcome(null, PollEnd.NoEvent)), this, hold, Timeout.InfiniteTimeSpan);
            using var registration = aborted.UnsafeRegister(
                static state => ((HeldPoll)state!).TryEnd(new PollOutcome(null, PollEnd.Cut)), this);
#pragma warning disable VSTHRD003 // Completed by events and timers; there is no synchronisation context to deadlock with.
            var outcome = await source.Task;
#pragma warning restore VSTHRD003
            queue.Forget(this);
            return outcome;
        }
    }
}
