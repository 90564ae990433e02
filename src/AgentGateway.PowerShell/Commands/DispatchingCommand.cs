using System.Diagnostics;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that has several exchanges under way at once. The pipeline thread only pumps: it posts work and writes outcomes; there is
/// one outcome for each input that was sent, also where the pipeline ends early. The asynchronous side never sees the cmdlet.
/// </summary>
/// <typeparam name="TItem">A piece of work.</typeparam>
/// <typeparam name="TOutcome">Its outcome.</typeparam>
public abstract partial class DispatchingCommand<TItem, TOutcome> : AgwCommand
{
    // The longest wait for an outcome. Progress depends on it, and Ctrl+C while the pipeline is ending.
    private static readonly TimeSpan PumpInterval = TimeSpan.FromMilliseconds(250);

    // How long a change that was sent may still take, when nobody downstream waits for its output.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly OverloadMessages _overload = new();
    private OutcomeStreams? _streams;
    private BulkProgress? _progress;
    private Dispatcher<TItem, TOutcome>? _dispatcher;
    private bool _isWriting;
    private bool _isSettled;

    /// <summary>How many exchanges may be under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Makes the work, which must not touch the cmdlet.</summary>
    internal abstract Func<TItem, CancellationToken, ValueTask<TOutcome>> CreateWork();

    /// <summary>The gateway that a piece of work goes to.</summary>
    internal abstract Gateway GatewayOf(TItem item);

    /// <summary>Writes one outcome, on the pipeline thread: what it changes here first, then outputs and errors, then messages.</summary>
    internal abstract void Write(TOutcome outcome);

    /// <summary>Tells whether an outcome may be a failure; must not touch the cmdlet.</summary>
    internal abstract Func<TOutcome, bool> MayHaveFailed { get; }

    /// <summary>How many inputs an outcome is for.</summary>
    internal virtual int InputsOf(TOutcome outcome) => 1;

    /// <summary>The cmdlet changes something at the gateway, so it supports -WhatIf and -Confirm.</summary>
    internal virtual bool ChangesSomething => true;

    /// <summary>Where the pipeline ends by an error, what is under way goes on to its end; else it is cancelled.</summary>
    internal virtual bool FinishesAfterError => true;

    /// <summary>Somebody downstream takes what is written.</summary>
    internal bool TakesOutput => _streams!.End < PipelineEnd.Downstream;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _streams = new OutcomeStreams(this, ErrorPreference);

        // With -ErrorAction Stop the first failure ends the pipeline, so nothing may be sent between its coming and its being written.
        _dispatcher = new Dispatcher<TItem, TOutcome>(ThrottleLimit, CreateWork(), StopToken, ErrorPreference == ActionPreference.Stop ? MayHaveFailed : null);
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

    /// <summary>Writes an output. Where it ends the pipeline, that is thrown when all that was sent has its outcome.</summary>
    internal void WriteOutput(object? value, bool enumerateCollection = false)
    {
        // The rest of an answer that nobody takes any more is no outcome of its own.
        if (ChangesSomething || TakesOutput)
        {
            _streams!.WriteOutput(value, enumerateCollection);
        }

        SettleEnd();
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Drain();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _dispatcher is { } dispatcher)
        {
            // Another command has ended the pipeline, or Ctrl+C: PowerShell only disposes of this one.
            if (!_isSettled && (dispatcher.IsUnderWay || HasUnsent))
            {
                _streams!.EndBy(PipelineEnd.Upstream);
                FinishUnderWay();
                if (!IsStopped())
                {
                    WriteUnsent();
                }
            }

            base.Dispose(disposing);
            dispatcher.Dispose();
            _dispatcher = null;
            return;
        }

        base.Dispose(disposing);
    }

    private protected override void Report(ErrorRecord record)
    {
        _streams!.WriteError(record);
        SettleEnd();
    }

    private void WaitAndWrite()
    {
        _dispatcher!.WaitForOutcome(PumpInterval);
        WriteWhatHasCome();
    }

    private void WriteWhatHasCome()
    {
        while (_dispatcher!.TryTake(out var outcome))
        {
            _progress!.Add(InputsOf(outcome));
            WriteWhole(outcome);
            SettleEnd();
            Show(_progress.Next(Failures));
        }

        Show(_progress?.Next(Failures));
        foreach (var change in _overload.Take())
        {
            Say(change);
        }
    }

    /// <summary>An outcome may have several outputs and errors: all of them are written before one ends the pipeline.</summary>
    private void WriteWhole(TOutcome outcome)
    {
        _isWriting = true;
        try
        {
            Write(outcome);
        }
        finally
        {
            _isWriting = false;
        }
    }

    private void Show(ProgressRecord? record)
    {
        if (record is not null)
        {
            WriteProgress(record);
        }
    }

    /// <summary>Where an output or an error has ended the pipeline: finishes what is under way, then lets it end.</summary>
    private void SettleEnd()
    {
        if (_isWriting || _isSettled || _streams!.End == PipelineEnd.None)
        {
            return;
        }

        FinishUnderWay();
        if (_streams.Terminating is not { } error)
        {
            _streams.Interruption?.Throw();
            throw new PipelineStoppedException();
        }

        WriteTerminating(error);

        // It didn't end the pipeline: PowerShell knows of another preference.
        _isSettled = false;
        _streams.GoOn();
        _dispatcher!.IsPaused = false;
    }

    /// <summary>Begins nothing more, lets what is under way finish where its outcome can still be written, cancels it elsewhere, and writes every outcome.</summary>
    private void FinishUnderWay()
    {
        _isSettled = true;
        var dispatcher = _dispatcher!;
        dispatcher.IsPaused = true;
        var end = _streams!.End;
        var watch = Stopwatch.StartNew();
        while (dispatcher.IsUnderWay && !IsStopped() && (end == PipelineEnd.Downstream ? ChangesSomething && watch.Elapsed < Grace : FinishesAfterError))
        {
            WriteLate(() =>
            {
                dispatcher.WaitForOutcome(PumpInterval);
                while (dispatcher.TryTake(out var outcome))
                {
                    WriteLate(() => WriteWhole(outcome));
                }
            });
        }

        if (dispatcher.IsUnderWay)
        {
            Cancel();
            Block(dispatcher.CompleteAsync());
            while (dispatcher.TryTakeLate(out var outcome))
            {
                WriteLate(() => WriteWhole(outcome));
            }
        }

        WriteLate(() => Show(_progress?.Close()));
        WriteLate(WarnOfUntaken);
    }

    /// <summary>Ctrl+C. PowerShell does not tell it a cmdlet whose pipeline is ending already.</summary>
    private bool IsStopped()
    {
        if (Stopping || IsStopRequested)
        {
            _streams!.EndBy(PipelineEnd.Stopped);
        }

        return _streams!.End == PipelineEnd.Stopped;
    }

    /// <summary>Writes while the pipeline is ending. PowerShell may refuse each of the ways; the other outcomes still have theirs.</summary>
    private void WriteLate(Action write)
    {
        try
        {
            write();
        }
        catch (Exception)
        {
            _ = IsStopped();
        }
    }

    private void WarnOfUntaken()
    {
        if (_streams!.Untaken.Count > 0 && _streams.End != PipelineEnd.Stopped)
        {
            WriteWarning($"The pipeline ended before these outputs were written; the command was carried out for: {string.Join(", ", _streams.Untaken)}.");
        }
    }
}
