using System.Management.Automation;
using System.Reflection;

namespace AgentGateway.Commands;

/// <summary>The base of all cmdlets. It provides the cancellation token, uniform errors, and verbose messages without secrets.</summary>
public abstract class AgwCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _life = new();
    private bool _yesToAll;
    private bool _noToAll;
    private TypedParameters? _typed;

    /// <summary>Canceled by Ctrl+C, by a downstream command that accepts no more output, and at the end of the cmdlet.</summary>
    internal CancellationToken StopToken => _life.Token;

    /// <summary>The sessions of this runspace.</summary>
    internal RunspaceSessions Sessions { get; private set; } = null!;

    /// <summary>The number of failures that were written.</summary>
    internal int Failures { get; private set; }

    /// <summary>Verbose messages are displayed or recorded, so they must be created.</summary>
    internal bool IsVerbose { get; private set; }

    /// <summary>The effect of an error: -ErrorAction, otherwise $ErrorActionPreference.</summary>
    internal ActionPreference ErrorPreference
    {
        get
        {
            var value = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var given)
                ? given
                : SessionState.PSVariable.GetValue("ErrorActionPreference");
            return LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.Continue;
        }
    }

    /// <summary>-WhatIf, otherwise $WhatIfPreference.</summary>
    internal bool IsWhatIf => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? given : SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>The parameters on the command line, without those that an input binds.</summary>
    internal TypedParameters Typed => _typed!;

    /// <summary>PowerShell has bound the parameters on the command line, and the cmdlet has begun.</summary>
    internal bool HasBegun => _typed is not null;

    /// <summary>The object from the pipeline has bound other parameters.</summary>
    internal bool InputBindsParameters =>
        MyInvocation.BoundParameters.Keys.Any(name => !Typed.Contains(name) && name != nameof(PipelineInput.PipelineObject));

    /// <summary>Ctrl+C was pressed, or the runspace is closed.</summary>
    internal bool IsStopRequested { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _typed = new TypedParameters(MyInvocation.BoundParameters);
        Sessions = RunspaceSessions.Current;
        IsVerbose = MyInvocation.BoundParameters.TryGetValue("Verbose", out var verbose)
            ? verbose is SwitchParameter { IsPresent: true }
            : SessionState.PSVariable.GetValue("VerbosePreference")
                is not ActionPreference.SilentlyContinue and not ActionPreference.Ignore and not null;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        IsStopRequested = true;
        Cancel();
    }

    /// <summary>Cancels everything in progress. Nothing is sent afterwards.</summary>
    internal void Cancel()
    {
        if (!_life.IsCancellationRequested)
        {
            _life.Cancel();
        }
    }

    /// <summary>Ends everything in progress.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends everything in progress.</summary>
    /// <param name="disposing">True: also disposes managed resources.</param>
    protected virtual void Dispose(bool disposing)
    {
        // The source is not disposed, because work in progress may read the token after the cmdlet has ended.
        if (disposing)
        {
            Cancel();
        }
    }

    /// <summary>Writes a failure. The cmdlet continues with the next input.</summary>
    internal void WriteFailure(GatewayException failure, object? target = null)
    {
        Failures++;
        Report(ErrorRecords.From(target is int agentId ? failure.Of(agentId) : failure, target));
    }

    /// <summary>Writes an error record.</summary>
    private protected virtual void Report(ErrorRecord record) => WriteError(record);

    /// <summary>Runs an asynchronous method while the pipeline thread waits. Ctrl+C cancels it.</summary>
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
    /// <summary>Blocks the pipeline thread. This can't deadlock, because the work runs on the thread pool.</summary>
    internal static T Block<T>(Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();

    /// <inheritdoc cref="Block{T}(Task{T})"/>
    internal static void Block(Task task) => task.ConfigureAwait(false).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    /// <summary>Queries a session for a conference while the pipeline thread waits.</summary>
    internal Conference? FindConference(AgwSession session, long conferenceId) =>
        Await(token => session.FindConferenceAsync(conferenceId, cancellationToken: token));

    private ConfirmImpact Impact => GetType().GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact;

    /// <summary>
    /// Prompts for confirmation of an action with a high impact, although the impact of the cmdlet is lower. With -Confirm:$false, as in a
    /// scheduled task, it doesn't prompt.
    /// </summary>
    internal bool ConfirmHighImpact(string target, string action)
    {
        if (!ShouldProcess(target, action))
        {
            return false;
        }

        // Up to the impact of the cmdlet, ShouldProcess has already prompted. None, which means no prompts, is the lowest value.
        var mustPrompt = !MyInvocation.BoundParameters.ContainsKey("Confirm")
            && LanguagePrimitives.TryConvertTo(SessionState.PSVariable.GetValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference > Impact;
        return !mustPrompt || ShouldContinue($"{action}: {target}", "Confirm", ref _yesToAll, ref _noToAll);
    }

    /// <summary>
    /// Processes one input. A failure is written as an error. An empty parameter that specifies a target is a failure of every input.
    /// </summary>
    internal void ProcessInput(object? input, Action action) => Process(input, Typed.Problem, action);

    /// <summary>Processes what is left after the last input. A failure is written as an error.</summary>
    internal void ProcessRest(Action action) => Process(null, null, action);

    private void Process(object? input, string? problem, Action action)
    {
        try
        {
            Limits.Require(problem);
            action();
        }
        catch (GatewayException failure)
        {
            WriteFailure(failure, input);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
