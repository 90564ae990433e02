using System.Collections;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Calls any interface of the gateway for each agent.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AgwOperation", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPage.Root + "Invoke-AgwOperation.md")]
[OutputType(typeof(InterfaceResult))]
[OutputType(typeof(string))]
public sealed class InvokeAgwOperationCommand : WaitingConferenceCommand
{
    private OperationCall? _call;

    /// <summary>Specifies the method of the interface.</summary>
    [Parameter(Mandatory = true)]
    [ValidateSet("GET", "POST", "PUT", "DELETE")]
    public string Method { get; set; } = "";

    /// <summary>
    /// Specifies the path of the interface after /agentgateway/resource/, with {agentid} for the agent, such as voicecall/{agentid}/hold.
    /// It may contain a query. Values are encoded.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfacePathCompleter))]
    public string Path { get; set; } = "";

    /// <summary>
    /// Specifies the body: a hashtable, an object, a list, or a text with JSON. A SecureString becomes a text that is masked in traces.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>Specifies the parameters of the query. Names and values are encoded.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>Indicates that the interface changes nothing, so that it may be repeated. It is the default for GET.</summary>
    [Parameter]
    public SwitchParameter IsRead { get; set; }

    /// <summary>Specifies the events that complete the operation; wildcards are allowed. The cmdlet waits for the first of them.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? WaitFor { get; set; }

    /// <summary>Specifies the events that mean that the operation has failed; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ValidateEventType]
    [ArgumentCompleter(typeof(EventTypeCompleter))]
    public string[]? FailOn { get; set; }

    /// <summary>Specifies the output: a result with the data of the reply, or only the data as JSON.</summary>
    [Parameter]
    [SingleValue]
    public InterfaceOutput As { get; set; }

    internal override string Action =>
        $"{_call!.Operation.Method} {_call.Operation.PathPrefix}/{OperationCall.AgentPlaceholder}{_call.TracedPathEnd}";

    internal override bool ChangesSomething => _call?.Operation.IsRead != true;

    internal override TargetRole Role => IsAboutConference ? TargetRole.Chairperson : TargetRole.Agent;

    internal override long? NamedConference => IsAboutConference ? ConferenceId : null;

    internal override TimeSpan? Timeout => Wait || WaitFor is not null ? TimeSpan.FromSeconds(TimeoutSeconds) : null;

    private bool IsAboutConference => _call?.Operation.IsAboutConference == true;

    internal override OperationCall CreateCall()
    {
        if (_call is null)
        {
            var call = CustomCalls.Create(new CustomRequest(new HttpMethod(Method.ToUpperInvariant()), Path)
            {
                Body = JsonBody.Create(Body),
                Query = QueryText.Parameters(Query),
                IsRead = IsRead,
                Completion = WaitFor is null ? null : EventPatterns.Completion(WaitFor, FailOn ?? []),
            });
            Limits.Require(Wait && call.Completion is null ? "No documented event identifies this request. Specify -WaitFor." : null);
            Limits.Require(FailOn is not null && WaitFor is null ? "-FailOn requires -WaitFor." : null);
            Limits.Require(Typed.Contains(nameof(ConferenceId)) && !call.Operation.IsAboutConference
                ? "-ConferenceId is only for the interfaces of agentconf, whose conference is verified."
                : null);
            _call = call;
        }

        return _call;
    }

    // A query changes nothing, so it needs no confirmation. With -WhatIf, nothing is sent at all.
    internal override bool MustConfirm(OperationCall request) => !request.Operation.IsRead || IsWhatIf;

    internal override object Output(OperationResult result)
    {
        var output = InterfaceResult.From(result);
        return As == InterfaceOutput.Json ? output.Json ?? "null" : output;
    }
}
