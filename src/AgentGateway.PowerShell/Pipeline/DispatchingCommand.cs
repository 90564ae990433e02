using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// A cmdlet that runs several exchanges at the same time. The pipeline thread posts work and writes outcomes. Each piece of work that was
/// sent has one outcome, even if the pipeline ends early. The work has no access to the cmdlet.
/// </summary>
/// <typeparam name="TWork">A piece of work.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
public abstract partial class DispatchingCommand<TWork, TResult> : AgwCommand
{
    // The maximum wait for an outcome. Progress depends on it, and so does Ctrl+C while the pipeline ends.
    private static readonly TimeSpan PumpInterval = TimeSpan.FromMilliseconds(250);

    // The time limit for a change that was already sent if no downstream command accepts its output.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly OverloadMessages _overload = new();
    private OutcomeStreams? _streams;
    private BulkProgress? _progress;
    private Dispatcher<TWork, Completed<TWork, TResult>>? _dispatcher;
    private bool _isWriting;
    private bool _isSettled;

    /// <summary>Specifies the maximum number of exchanges at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public virtual int ThrottleLimit { get; set; } = 16;

    /// <summary>Creates the work, which must not access the cmdlet.</summary>
    internal abstract Work<TWork, TResult> CreateWork();

    /// <summary>The gateway of a piece of work.</summary>
    internal abstract Gateway GatewayOf(TWork work);

    /// <summary>
    /// Writes a result on the pipeline thread: first the changes in the runspace, then outputs and errors, then messages.
    /// </summary>
    internal abstract void Write(TWork work, TResult result);

    /// <summary>Writes the failure of a piece of work on the pipeline thread.</summary>
    internal virtual void WriteFailureOf(TWork work, GatewayException failure) => WriteFailure(failure, ErrorTargetOf(work));

    /// <summary>The target of the error of a piece of work.</summary>
    internal abstract object? ErrorTargetOf(TWork work);

    /// <summary>The number of inputs of a piece of work.</summary>
    internal virtual int InputsOf(TWork work) => 1;

    /// <summary>A result may contain the failure of an input, which is written as an error. Called on any thread.</summary>
    internal virtual bool MayContainFailure(TResult result) => false;

    /// <summary>The number of pieces of work that wait behind the window; null: enough for short pieces.</summary>
    internal virtual int? QueueLength => null;

    /// <summary>The cmdlet changes something at the gateway, so it supports -WhatIf and -Confirm.</summary>
    internal virtual bool ChangesSomething => true;

    /// <summary>If an error ends the pipeline, the work in progress is completed; otherwise, it is canceled.</summary>
    internal virtual bool FinishesAfterError => true;

    /// <summary>The bytes and the percentage of the files that the cmdlet receives; null: it receives none.</summary>
    internal virtual (string Status, int Percent)? Transfer => null;

    /// <summary>Whether a downstream command receives the output.</summary>
    internal bool TakesOutput => _streams!.End < PipelineEnd.Downstream;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _streams = new OutcomeStreams(this, ErrorPreference);

        // With -ErrorAction Stop, the first failure ends the pipeline. Therefore, nothing may be sent after a failure until it is written.
        Func<Completed<TWork, TResult>, bool> mayHaveFailed =
            completed => completed.Outcome.Failed || MayContainFailure(completed.Outcome.Value);
        _dispatcher = new Dispatcher<TWork, Completed<TWork, TResult>>(
            ThrottleLimit,
            CreateWork().Invoke,
            StopToken,
            ErrorPreference == ActionPreference.Stop ? mayHaveFailed : null,
            QueueLength);
    }

    /// <summary>Posts a piece of work. While the window is full, it writes outcomes.</summary>
    internal void Post(int key, TWork work)
    {
        _progress ??= new BulkProgress(MyInvocation.MyCommand.Name);
        if (IsVerbose)
        {
            _overload.Watch(GatewayOf(work));
        }

        try
        {
            WriteOutcomes();
            while (!_dispatcher!.TryPost(key, work))
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

    /// <summary>Waits for all outcomes and writes them.</summary>
    internal void Drain()
    {
        try
        {
            WriteOutcomes();
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

    /// <summary>
    /// Writes an output. If it ends the pipeline, the exception is thrown after everything that was sent has its outcome.
    /// </summary>
    /// <param name="value">The output.</param>
    /// <param name="enumerateCollection">Indicates that the items of a list are written one by one.</param>
    /// <param name="source">The result of the operation, if the output doesn't contain its agent; otherwise null.</param>
    internal void WriteOutput(object? value, bool enumerateCollection = false, OperationResult? source = null)
    {
        // If no command accepts more output, the remaining output of a query is dropped, but not the output of a change.
        if (ChangesSomething || TakesOutput)
        {
            _streams!.WriteOutput(value, enumerateCollection, source);
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
            // Another command or Ctrl+C has ended the pipeline, so PowerShell only disposes this cmdlet.
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
        WriteOutcomes();
    }

    private void WriteOutcomes()
    {
        while (_dispatcher!.TryTake(out var completed))
        {
            _progress!.Add(InputsOf(completed.Work));
            WriteCompletely(completed);
            SettleEnd();
            Show(_progress.Next(Failures, Transfer));
        }

        Show(_progress?.Next(Failures, Transfer));
        foreach (var change in _overload.Take())
        {
            WriteVerbose(change);
        }
    }

    /// <summary>Writes all outputs and errors of an outcome before one of them ends the pipeline.</summary>
    private void WriteCompletely(in Completed<TWork, TResult> completed)
    {
        _isWriting = true;
        try
        {
            if (completed.Outcome.Failure is { } failure)
            {
                WriteFailureOf(completed.Work, failure);
            }
            else
            {
                Write(completed.Work, completed.Outcome.Value!);
            }
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
}
