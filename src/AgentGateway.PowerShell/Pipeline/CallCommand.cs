using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// An operation on a phone call of an agent. If a call is specified, nothing is sent unless it is the one that the operation acts on.
/// </summary>
public abstract class CallCommand : OperationCommand
{
    /// <summary>Specifies the call. It is checked before anything is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateCallId]
    public string? CallId { get; set; }

    /// <summary>Creates the call for a target.</summary>
    /// <param name="callId">The specified phone call, or null.</param>
    internal abstract OperationCall CreateCall(string? callId);

    internal sealed override OperationCall CreateCall() => CreateCall(null);

    internal sealed override OperationCall CreateRequest(in Target target) => CreateCall(target.CallId);

    internal sealed override Target Extend(in Target target) => CallParameter.Extend(target, CallId);

    internal sealed override void RequireParticipant(IdentityFacts facts) => Limits.Require(facts.CallProblem);
}

/// <summary>An operation on a phone call of an agent that can wait for its event.</summary>
public abstract class WaitingCallCommand : WaitingOperationCommand
{
    /// <inheritdoc cref="CallCommand.CallId"/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateCallId]
    public string? CallId { get; set; }

    /// <inheritdoc cref="CallCommand.CreateCall(string?)"/>
    internal abstract OperationCall CreateCall(string? callId);

    internal sealed override OperationCall CreateCall() => CreateCall(null);

    internal sealed override OperationCall CreateRequest(in Target target) => CreateCall(target.CallId);

    internal sealed override Target Extend(in Target target) => CallParameter.Extend(target, CallId);

    internal sealed override void RequireParticipant(IdentityFacts facts) => Limits.Require(facts.CallProblem);
}

/// <summary>The phone call in a parameter of a cmdlet.</summary>
internal static class CallParameter
{
    /// <summary>Adds the call to a target.</summary>
    /// <param name="target">The target, with the call in the input.</param>
    /// <param name="callId">The call in the parameter. PowerShell binds an empty text for a property of the input that is null.</param>
    /// <exception cref="GatewayException">They differ.</exception>
    public static Target Extend(in Target target, string? callId) =>
        target with { CallId = TargetResolver.Agree(callId is "" ? null : callId, target.CallId) };
}
