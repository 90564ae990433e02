using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>An operation of an inspector on other agents or their calls. The inspector's own session sends it.</summary>
public abstract class InspectorCommand : DispatchingCommand<TargetWork<OperationCall>, OperationResult>
{
    private InspectorResolver? _resolver;

    /// <summary>
    /// Specifies the session of the inspector. Without it, the default session is used, unless input comes from the pipeline.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [LiveSession]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public AgwSession? Inspector { get; set; }

    /// <summary>The action for -WhatIf and -Confirm.</summary>
    internal abstract string Action { get; }

    /// <summary>Finds the inspector's session.</summary>
    internal InspectorResolver Resolver => _resolver ??= new InspectorResolver(Sessions, Inspector, MyInvocation.ExpectingInput);

    internal sealed override Gateway GatewayOf(TargetWork<OperationCall> work) => work.Target.Session.Transport;

    internal sealed override Work<TargetWork<OperationCall>, OperationResult> CreateWork() =>
        OperationWork.Create(null);

    internal override void Write(TargetWork<OperationCall> work, OperationResult result) => WriteOutput(result);

    internal sealed override object? ErrorTargetOf(TargetWork<OperationCall> work) => OperationWork.ErrorTarget(work);

    /// <summary>Asks for confirmation, and posts the call.</summary>
    /// <param name="target">The inspector's session and the agent.</param>
    /// <param name="subject">The agent or the call, as text.</param>
    /// <param name="key">Work with the same key runs one at a time, in order.</param>
    /// <param name="call">The call.</param>
    internal void Send(in Target target, string subject, int key, OperationCall call)
    {
        if (ShouldProcess(Describe(target, subject), Action))
        {
            Post(key, new TargetWork<OperationCall>(target, call));
        }
    }

    /// <summary>Returns the subject of an inspector's operation, for the question.</summary>
    private protected static string Describe(in Target target, string subject) => string.Format(
        CultureInfo.InvariantCulture, "{0} at {1}, by inspector {2}", subject, target.Session.Gateway.Authority, target.Session.AgentId);
}
