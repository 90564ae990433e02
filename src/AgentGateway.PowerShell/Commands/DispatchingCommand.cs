using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that has several exchanges under way at once. The pipeline thread only pumps: it posts work and writes outcomes; there is
/// one outcome for each input. The asynchronous side never sees the cmdlet.
/// </summary>
/// <typeparam name="TItem">A piece of work.</typeparam>
/// <typeparam name="TOutcome">What comes of it.</typeparam>
public abstract class DispatchingCommand<TItem, TOutcome> : AgwCommand
{
    // How long the pump sleeps at the most while nothing happens; only progress depends on it.
    private static readonly TimeSpan PumpPatience = BulkProgress.Interval;

    private readonly OverloadMessages _overload = new();
    private BulkProgress? _progress;
    private Dispatcher<TItem, TOutcome>? _dispatcher;

    /// <summary>How many exchanges may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Makes the work, which must not touch the cmdlet.</summary>
    internal abstract Func<TItem, CancellationToken, ValueTask<TOutcome>> CreateWork();

    /// <summary>The gateway that a piece of work goes to.</summary>
    internal abstract Gateway GatewayOf(TItem item);

    /// <summary>Writes one outcome, on the pipeline thread.</summary>
    internal abstract void Write(TOutcome outcome);

    /// <summary>Takes care of an outcome that came when nobody took output any more.</summary>
    internal virtual void Abandon(TOutcome outcome)
    {
    }

    /// <summary>Writes what has failed of an outcome, and nothing else: nobody takes output any more.</summary>
    internal abstract void WriteFailureOf(TOutcome outcome);

    /// <summary>Tells whether an outcome may be a failure; must not touch the cmdlet.</summary>
    internal abstract Func<TOutcome, bool> MayHaveFailed { get; }

    /// <summary>How many inputs an outcome is for.</summary>
    internal virtual int InputsOf(TOutcome outcome) => 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // With -ErrorAction Stop the first failure ends the pipeline, so nothing may be sent between its coming and its being written.
        _dispatcher = new Dispatcher<TItem, TOutcome>(ThrottleLimit, CreateWork(), StopToken, EndsAtFirstError ? MayHaveFailed : null);
    }

    /// <summary>Posts a piece of work; while the window is full, writes what has come.</summary>
    internal void Post(int key, TItem item)
    {
        _progress ??= new BulkProgress(MyInvocation.MyCommand.Name);
        if (IsVerbose)
        {
            _overload.Watch(GatewayOf(item));
        }

        try
        {
            WriteWhatHasCome();
            while (!_dispatcher!.TryPost(key, item))
            {
                WaitAndWrite();
            }

            _progress.Begin();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes all that is still to come.</summary>
    internal void Drain()
    {
        try
        {
            WriteWhatHasCome();
            while (_dispatcher!.Pending > 0)
            {
                WaitAndWrite();
            }
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        Show(_progress?.Close());
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Drain();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _dispatcher is { } dispatcher)
        {
            // Cancelled above: what was under way ends now, and nothing is sent afterwards.
            Block(dispatcher.CompleteAsync());
            while (dispatcher.TryTakeLate(out var outcome))
            {
                Abandon(outcome);
            }

            dispatcher.Dispose();
            _dispatcher = null;
        }
    }

    private void WaitAndWrite()
    {
        _dispatcher!.WaitForOutcome(PumpPatience);
        WriteWhatHasCome();
    }

    private void WriteWhatHasCome()
    {
        try
        {
            while (_dispatcher!.TryTake(out var outcome))
            {
                Write(outcome);
                _progress!.Add(InputsOf(outcome));
                Show(_progress.Next(Failures));
            }

            Show(_progress?.Next(Failures));
            foreach (var change in _overload.Take())
            {
                Say(change);
            }
        }
        catch (Exception)
        {
            // Downstream has had enough, has thrown, or somebody has pressed Ctrl+C. The exception is theirs; the rest is ours to account for.
            Account();
            throw;
        }
    }

    private void Show(ProgressRecord? record)
    {
        if (record is not null)
        {
            WriteProgress(record);
        }
    }

    /// <summary>Ends what is under way, and says of what was sent that its outcome is unknown, as far as PowerShell still takes errors.</summary>
    private void Account()
    {
        GiveUp();
        Block(_dispatcher!.CompleteAsync());
        try
        {
            Show(_progress?.Close());
            while (_dispatcher.TryTakeLate(out var outcome))
            {
                Abandon(outcome);
                WriteFailureOf(outcome);
            }
        }
        catch (Exception)
        {
            // After Ctrl+C nothing can be written, and with -ErrorAction Stop only the first error can; what is left is abandoned at the end.
        }
    }
}
