using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>What all cmdlets share: one token for their life, errors in one form, secrets taken out of what they say.</summary>
public abstract class AgwCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _life = new();
    private bool _yesToAll;
    private bool _noToAll;
    private TypedParameters? _typed;

    /// <summary>Cancelled by Ctrl+C, by a downstream that has had enough, and at the end.</summary>
    internal CancellationToken StopToken => _life.Token;

    /// <summary>The sessions of this runspace.</summary>
    internal RunspaceSessions Sessions { get; private set; } = null!;

    /// <summary>How many failures were written.</summary>
    internal int Failures { get; private set; }

    /// <summary>Somebody listens to verbose messages, so they are worth making.</summary>
    internal bool IsVerbose { get; private set; }

    /// <summary>What an error does: -ErrorAction, else $ErrorActionPreference.</summary>
    internal ActionPreference ErrorPreference =>
        LanguagePrimitives.TryConvertTo(MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given) ? given : SessionState.PSVariable.GetValue("ErrorActionPreference"), out ActionPreference preference)
            ? preference
            : ActionPreference.Continue;

    /// <summary>What stands on the command line, in contrast to what an input brings.</summary>
    internal TypedParameters Typed => _typed!;

    /// <summary>PowerShell has bound what was typed, and the cmdlet has begun.</summary>
    internal bool HasBegun => _typed is not null;

    /// <summary>Ctrl+C was pressed, or the runspace is closed.</summary>
    internal bool IsStopRequested { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _typed = new TypedParameters(MyInvocation.BoundParameters);
        Sessions = RunspaceSessions.Current;
        IsVerbose = MyInvocation.BoundParameters.TryGetValue("Verbose", out var verbose)
            ? verbose is SwitchParameter { IsPresent: true }
            : SessionState.PSVariable.GetValue("VerbosePreference") is not ActionPreference.SilentlyContinue and not ActionPreference.Ignore and not null;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        IsStopRequested = true;
        Cancel();
    }

    /// <summary>Cancels what is under way; nothing is sent from here on.</summary>
    internal void Cancel()
    {
        if (!_life.IsCancellationRequested)
        {
            _life.Cancel();
        }
    }

    /// <summary>Ends what is still under way.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still under way.</summary>
    /// <param name="disposing">True: managed resources too.</param>
    protected virtual void Dispose(bool disposing)
    {
        // Not disposed: what is still under way may look at the token after the cmdlet has gone.
        if (disposing)
        {
            Cancel();
        }
    }

    /// <summary>Writes a failure; the next input goes on.</summary>
    internal void WriteFailure(GatewayException failure, object? target = null)
    {
        Failures++;
        Report(ErrorRecords.From(target is int agentId ? failure.Of(agentId) : failure, target));
    }

    /// <summary>Warns of names of events that are not documented, before they are waited for.</summary>
    internal void WarnOfDoubtful(IEnumerable<string>? eventTypes)
    {
        foreach (var doubt in (eventTypes ?? []).Select(EventNames.Doubt).OfType<string>())
        {
            WriteWarning(doubt);
        }
    }

    /// <summary>Writes an error record.</summary>
    private protected virtual void Report(ErrorRecord record) => WriteError(record);

    /// <summary>Writes for the user, without secrets.</summary>
    internal void Say(string text) => WriteVerbose(Redactor.Redact(text));

    /// <summary>Runs something asynchronous to its end while this thread waits; Ctrl+C cancels it.</summary>
    internal T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return Block(Task.Run(() => work(StopToken), StopToken));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

#pragma warning disable VSTHRD002 // The one place where a thread waits: PowerShell's pipeline is synchronous.
    /// <summary>Waits on the pipeline thread, which has nothing else to do; the work itself runs on the pool, so nothing waits for this thread.</summary>
    internal static T Block<T>(Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();

    /// <inheritdoc cref="Block{T}(Task{T})"/>
    internal static void Block(Task task) => task.ConfigureAwait(false).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    /// <summary>Asks before something whose impact is high although the cmdlet's own is not; -Confirm:$false is the answer of a scheduled task.</summary>
    internal bool ConfirmHighImpact(string target, string action)
    {
        if (!ShouldProcess(target, action))
        {
            return false;
        }

        var isAsked = !MyInvocation.BoundParameters.ContainsKey("Confirm")
            && LanguagePrimitives.TryConvertTo(SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None;
        return !isAsked || ShouldContinue($"{action}: {target}", "Confirm", ref _yesToAll, ref _noToAll);
    }

    /// <summary>Does one piece of work for one target: its output, or its error.</summary>
    internal void Attempt(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (GatewayException failure)
        {
            WriteFailure(failure, target);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
