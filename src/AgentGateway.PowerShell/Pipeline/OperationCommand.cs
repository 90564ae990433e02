using System.Globalization;

namespace AgentGateway.Commands;

/// <summary>A cmdlet that sends one operation for each of its targets. A derived cmdlet adds its parameters and its call.</summary>
public abstract class OperationCommand : ChangeCommand<OperationCall, OperationResult>
{
    private OperationCall? _call;

    /// <summary>Creates the call of a record. All targets of the record share it.</summary>
    /// <exception cref="GatewayException">A parameter is outside the documented limits.</exception>
    internal abstract OperationCall CreateCall();

    /// <summary>The time limit for the event of the operation; null: no wait.</summary>
    internal virtual TimeSpan? Timeout => null;

    /// <summary>The output of a success.</summary>
    internal virtual object Output(OperationResult result) => result;

    internal override void PrepareRecord() => _call = CreateCall();

    internal override OperationCall CreateRequest(in Target target) => _call!;

    /// <summary>Whether the call must be confirmed. A query changes nothing.</summary>
    internal virtual bool MustConfirm(OperationCall request) => true;

    internal sealed override bool ShouldSend(ref Target target, OperationCall request)
    {
        if (!MustConfirm(request))
        {
            return true;
        }

        return Role == TargetRole.Agent
            ? base.ShouldSend(ref target, request)
            : Confirmation.TryConfirm(
                this, ref target, target.Describe(withConference: true), Action, request.Operation, request.SubjectIn(null));
    }

    internal sealed override Work<TargetWork<OperationCall>, OperationResult> CreateWork() =>
        OperationWork.Create(Timeout);

    internal override object? ErrorTargetOf(TargetWork<OperationCall> work) => OperationWork.ErrorTarget(work);

    internal sealed override void Write(in Target target, OperationCall request, OperationResult result)
    {
        WriteOutput(Output(result), source: result);
        if (IsVerbose)
        {
            WriteVerbose(string.Format(
                CultureInfo.InvariantCulture,
                "Agent {0}: {1} done in {2:0} ms.",
                target.AgentId,
                result.Operation,
                result.Elapsed.TotalMilliseconds));
        }
    }
}
