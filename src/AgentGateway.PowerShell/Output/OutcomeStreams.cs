using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.ExceptionServices;

namespace AgentGateway;

/// <summary>
/// Writes the outcomes of a cmdlet. A pipeline can end while inputs are in progress. Their outcomes are then written wherever PowerShell
/// still accepts them: as outputs, as non-terminating errors, to the variables of -OutVariable and -ErrorVariable, to $Error.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="preference">The effect of an error: -ErrorAction or $ErrorActionPreference.</param>
internal sealed class OutcomeStreams(PSCmdlet cmdlet, ActionPreference preference)
{
    // With -ErrorAction Stop, a cmdlet can write only one error. Write-Error runs inside the cmdlet with its own preference, and takes the
    // position of the error from $MyInvocation.
    private const string WriteErrorScript = """
        param($record, $invocation)
        $MyInvocation = $invocation
        Microsoft.PowerShell.Utility\Write-Error -ErrorRecord $record -CategoryActivity $invocation.MyCommand.Name -ErrorAction Continue
        """;

    private readonly IList? _outVariable = VariableOf(cmdlet, "OutVariable");
    private readonly IList? _errorVariable = VariableOf(cmdlet, "ErrorVariable");
    private readonly List<object> _untaken = [];

    /// <summary>Why the pipeline ends early.</summary>
    public PipelineEnd End { get; private set; }

    /// <summary>The error that ends the pipeline. It is written last.</summary>
    public ErrorRecord? Terminating { get; private set; }

    /// <summary>The exception by which PowerShell ends the pipeline.</summary>
    public ExceptionDispatchInfo? Interruption { get; private set; }

    /// <summary>The agents, calls, and participants whose outputs no command receives.</summary>
    public IReadOnlyList<object> Untaken => _untaken;

    /// <summary>Records that the pipeline ends. The first reason is kept, unless a later reason is more restrictive.</summary>
    public void EndBy(PipelineEnd end) => End = End == PipelineEnd.None || end > End ? end : End;

    /// <summary>Records that the pipeline continues.</summary>
    public void Continue() => (End, Terminating, Interruption) = (PipelineEnd.None, null, null);

    /// <summary>
    /// Writes an output. It never throws. If a downstream command accepts no more output, <see cref="Interruption"/> is set.
    /// </summary>
    /// <param name="value">The output.</param>
    /// <param name="enumerateCollection">Indicates that the items of a list are written one by one.</param>
    /// <param name="source">The result of the operation, if the output doesn't contain its agent; otherwise null.</param>
    public void WriteOutput(object? value, bool enumerateCollection, OperationResult? source)
    {
        if (End >= PipelineEnd.Downstream)
        {
            Append(_outVariable, value);
            NoteUntaken(source ?? value);
            return;
        }

        if (End == PipelineEnd.Upstream)
        {
            Append(_outVariable, value);
        }

        try
        {
            cmdlet.WriteObject(value, enumerateCollection);
        }
        catch (Exception interruption)
        {
            Interrupt(PipelineEnd.Downstream, interruption);
            Append(cmdlet.Stopping ? _outVariable : null, value);
        }
    }

    /// <summary>Writes an error. It never throws. An error that ends the pipeline is kept and written last.</summary>
    public void WriteError(ErrorRecord record)
    {
        if (End == PipelineEnd.None && preference == ActionPreference.Stop)
        {
            Terminating = record;
            End = PipelineEnd.Error;
        }
        else if (End == PipelineEnd.Stopped)
        {
            Record(record);
        }
        else if (End != PipelineEnd.None && preference is ActionPreference.Stop or ActionPreference.Inquire)
        {
            WriteWithoutEnding(record);
        }
        else
        {
            Append(End == PipelineEnd.Upstream ? _errorVariable : null, record);
            try
            {
                cmdlet.WriteError(record);
            }
            catch (Exception interruption)
            {
                // Ctrl+C was pressed, or the user answered a prompt with Halt.
                Interrupt(cmdlet.Stopping ? PipelineEnd.Stopped : PipelineEnd.Error, interruption);
                if (End == PipelineEnd.Stopped)
                {
                    Record(record);
                }
            }
        }
    }

    private void Interrupt(PipelineEnd end, Exception interruption)
    {
        Interruption ??= ExceptionDispatchInfo.Capture(interruption);
        EndBy(end);
    }

    private void WriteWithoutEnding(ErrorRecord record)
    {
        try
        {
            _ = cmdlet.InvokeCommand.InvokeScript(
                WriteErrorScript,
                useNewScope: true,
                PipelineResultTypes.Output | PipelineResultTypes.Error,
                input: null,
                record,
                cmdlet.MyInvocation);
            Append(End == PipelineEnd.Upstream ? _errorVariable : null, ErrorRecords.Detach(record, cmdlet));
        }
        catch (Exception failure) when (failure is RuntimeException or InvalidOperationException)
        {
            Record(record);
        }
    }

    /// <summary>Adds an error to $Error and -ErrorVariable when PowerShell accepts no more errors.</summary>
    public void Record(ErrorRecord record)
    {
        if (preference == ActionPreference.Ignore)
        {
            return;
        }

        var detached = ErrorRecords.Detach(record, cmdlet);
        if (_errorVariable?.Contains(record) == false)
        {
            Append(_errorVariable, detached);
        }

        if (cmdlet.SessionState.PSVariable.GetValue("global:Error") is IList errors)
        {
            errors.Insert(0, detached);
            if (cmdlet.SessionState.PSVariable.GetValue("global:MaximumErrorCount") is int maximum and > 0 && errors.Count > maximum)
            {
                errors.RemoveAt(errors.Count - 1);
            }
        }
    }

    private void NoteUntaken(object? value)
    {
        object? subject = value switch
        {
            OperationResult result => result.CallId ?? result.Address ?? (object)result.AgentId,
            AgwSession session => session.AgentId,
            Conference conference => conference.AgentId,
            AgwCleanupResult result => result.AgentId,
            AgwSavedRecording saved => saved.AgentId,
            _ => null,
        };
        if (subject is not null)
        {
            _untaken.Add(subject);
        }
    }

    private static void Append(IList? variable, object? value) => _ = variable?.Add(value);

    /// <summary>
    /// The list that PowerShell fills for a common parameter. PowerShell releases the list before it disposes the cmdlet.
    /// </summary>
    private static IList? VariableOf(PSCmdlet cmdlet, string parameter) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var name) && name is string { Length: > 0 } text
            ? cmdlet.SessionState.PSVariable.GetValue(text.TrimStart('+')) as IList
            : null;
}

/// <summary>Why a pipeline ends before all inputs have their outcomes. The later a value is in the list, the less can be written.</summary>
internal enum PipelineEnd
{
    /// <summary>The pipeline continues.</summary>
    None,

    /// <summary>An error of this cmdlet ends it (-ErrorAction Stop).</summary>
    Error,

    /// <summary>Another command ends it, or an input that can't be bound. The cmdlet is only disposed.</summary>
    Upstream,

    /// <summary>The downstream commands accept no more output.</summary>
    Downstream,

    /// <summary>Ctrl+C was pressed: PowerShell accepts neither outputs nor errors.</summary>
    Stopped,
}
