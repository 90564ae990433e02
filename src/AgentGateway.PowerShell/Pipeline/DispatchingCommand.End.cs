using System.Diagnostics;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <content>The end of a pipeline: work in progress, the error that ends the pipeline, and inputs that are no longer sent.</content>
public abstract partial class DispatchingCommand<TWork, TResult>
{
    /// <summary>Whether there are inputs that have not been sent yet.</summary>
    internal virtual bool HasUnsent => false;

    /// <summary>Whether there is work that was posted but has not begun.</summary>
    private protected bool IsWorkWaiting => _dispatcher?.IsWaiting == true;

    /// <summary>Writes an error for each input that will no longer be sent.</summary>
    internal virtual void WriteUnsent()
    {
    }

    /// <summary>Takes the work that has not begun, because the pipeline has ended.</summary>
    private protected List<TWork> TakeWaitingWork()
    {
        var waiting = new List<TWork>();
        while (_dispatcher is { } dispatcher && dispatcher.TryTakeWaiting(out var work))
        {
            waiting.Add(work);
        }

        return waiting;
    }

    /// <summary>If an output or an error has ended the pipeline, completes the work in progress and then ends the pipeline.</summary>
    private void SettleEnd()
    {
        if (_isWriting || _isSettled || _streams!.End == PipelineEnd.None)
        {
            return;
        }

        FinishUnderWay();
        if (HasUnsent && _streams.End == PipelineEnd.Error)
        {
            WriteLate(WriteUnsent);
        }

        if (_streams.Terminating is not { } error)
        {
            _streams.Interruption?.Throw();
            throw new PipelineStoppedException();
        }

        WriteTerminating(error);

        // The error didn't end the pipeline, because PowerShell applied another preference.
        _isSettled = false;
        _streams.Continue();
        _dispatcher!.IsPaused = false;
    }

    /// <summary>
    /// Ends the pipeline with an error. If Ctrl+C is pressed in the meantime, PowerShell accepts no more errors, so the error is only
    /// recorded.
    /// </summary>
    private void WriteTerminating(ErrorRecord error)
    {
        try
        {
            if (!IsStopped())
            {
                WriteError(error);
                return;
            }
        }
        catch (PipelineStoppedException) when (IsStopped())
        {
            // Ctrl+C was pressed at this moment.
        }

        _streams!.Record(error);
        throw new PipelineStoppedException();
    }

    /// <summary>
    /// Starts no further work. Work in progress is completed if its outcome can still be written; otherwise, it is canceled. Every outcome
    /// is written.
    /// </summary>
    private void FinishUnderWay()
    {
        _isSettled = true;
        var dispatcher = _dispatcher!;
        dispatcher.IsPaused = true;
        var end = _streams!.End;
        var watch = Stopwatch.StartNew();
        bool MayFinish() => end == PipelineEnd.Downstream ? ChangesSomething && watch.Elapsed < Grace : FinishesAfterError;
        while (dispatcher.IsUnderWay && !IsStopped() && MayFinish())
        {
            WriteLate(() =>
            {
                dispatcher.WaitForOutcome(PumpInterval);
                while (dispatcher.TryTake(out var completed))
                {
                    WriteLate(() => WriteCompletely(completed));
                }
            });
        }

        if (dispatcher.IsUnderWay)
        {
            Cancel();
            Block(dispatcher.CompleteAsync());
            while (dispatcher.TryTakeLate(out var completed))
            {
                WriteLate(() => WriteCompletely(completed));
            }
        }

        WriteLate(() => Show(_progress?.Close()));
        WriteLate(WarnOfUntaken);
    }

    /// <summary>Ctrl+C was pressed. PowerShell does not notify a cmdlet whose pipeline is already ending.</summary>
    private bool IsStopped()
    {
        if (Stopping || IsStopRequested)
        {
            _streams!.EndBy(PipelineEnd.Stopped);
        }

        return _streams!.End == PipelineEnd.Stopped;
    }

    /// <summary>Writes while the pipeline ends. PowerShell may refuse any output; the other outcomes are still written.</summary>
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
            var subjects = string.Join(", ", _streams.Untaken);
            WriteWarning($"The pipeline ended before these outputs were written. The command was carried out for: {subjects}.");
        }
    }
}
