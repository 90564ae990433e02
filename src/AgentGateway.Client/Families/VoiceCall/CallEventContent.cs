namespace AgentGateway;

/// <summary>
/// A call rings, or the agent talks (<c>AgentEvent_Talking</c>, <c>AgentEvent_Ringing</c>, <c>AgentEvent_Auto_Answer</c>).
/// </summary>
public sealed record CallProgress : ICallContent
{
    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>The caller. The number of an agent can begin with <c>a</c>.</summary>
    public string? Caller { get; init; }

    /// <summary>The called party.</summary>
    public string? Called { get; init; }

    /// <summary><c>main</c> or <c>assistant</c>.</summary>
    public string? Type { get; init; }

    /// <summary>How the call began. It doesn't change when the call is transferred.</summary>
    public CallType? CallType { get; init; }

    /// <summary>1 voice, 2 video, 3 both, 5 text, 6 H5 video.</summary>
    public int? MediaAbility { get; init; }

    /// <summary>Whether the call was transferred to the agent; null if the gateway doesn't send it.</summary>
    public bool? IsTransferred { get; init; }

    /// <summary>Who transferred the call, or null.</summary>
    public string? TransferredFrom { get; init; }

    /// <summary>The medium, such as 5 for voice. Only newer gateways send it.</summary>
    public int? MediaType { get; init; }
}

/// <summary>The phone of the called party rings (<c>AgentEvent_Customer_Alerting</c>).</summary>
/// <param name="CallId">The call.</param>
/// <param name="OtherPhone">The phone, or the agent ID in an internal call.</param>
/// <param name="OtherAgent">The agent at this phone, or null.</param>
/// <param name="Type"><c>main</c> or <c>assistant</c>.</param>
public sealed record CallAlerting(string? CallId, string? OtherPhone, string? OtherAgent, string? Type) : ICallContent;

/// <summary>A call has three parties (<c>AgentEvent_Conference</c>).</summary>
/// <param name="CallId">The call.</param>
/// <param name="Partners">The numbers of the other parties.</param>
public sealed record CallConference(string? CallId, IReadOnlyList<string> Partners) : ICallContent
{
    /// <summary>The numbers of the other parties.</summary>
    public IReadOnlyList<string> Partners { get; init => field = Indexable.List(value); } = Indexable.List(Partners);
}

/// <summary>A party has left a call (<c>AgentEvent_Customer_Release</c>).</summary>
/// <param name="CallId">The call.</param>
/// <param name="Number">The number of the party.</param>
public sealed record CallPartyReleased(string? CallId, string? Number) : ICallContent;

/// <summary>Describes an incoming call (<c>AgentEvent_Incoming_CallInfo</c>).</summary>
public sealed record IncomingCall : ICallContent
{
    /// <summary>The number that the gateway sends if no agent has had the call.</summary>
    internal const int NoAgent = 65535;

    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>The name of the skill queue.</summary>
    public string? Queue { get; init; }

    /// <summary>The ID of the skill queue.</summary>
    public int? QueueId { get; init; }

    /// <summary>The caller.</summary>
    public string? Caller { get; init; }

    /// <summary>The called number.</summary>
    public string? Called { get; init; }

    /// <summary>The agent that released the call before, or null.</summary>
    public int? LastAgentId { get; init; }

    /// <summary>The medium, such as 5 for voice.</summary>
    public int? MediaType { get; init; }

    /// <summary>How often the call was released and queued again.</summary>
    public int? RequeueCount { get; init; }

    /// <summary>Whether the call was released and queued again.</summary>
    public bool? IsRequeued { get; init; }
}

/// <summary>A transfer in the mode <see cref="CallTransferMode.AfterSuccess"/> has ended (<c>AgentEvent_SuccTransResult</c>).</summary>
/// <param name="CallId">The call; null if the gateway doesn't send it.</param>
/// <param name="Result">0 is success.</param>
public sealed record CallTransferred(string? CallId, int? Result) : ICallContent, IOutcomeContent
{
    StatedOutcome IOutcomeContent.Outcome => Result switch
    {
        0 => StatedOutcome.Succeeded,
        null => StatedOutcome.NotStated,
        _ => StatedOutcome.Failed,
    };

    int? IOutcomeContent.Cause => Result;
}

/// <summary>The media of a call have changed (<c>AgentEvent_MediaSwith</c>).</summary>
public sealed record CallMediaChanged : ICallContent
{
    /// <summary>The call.</summary>
    public string? CallId { get; init; }

    /// <summary>0 is success.</summary>
    public int? Reason { get; init; }

    /// <summary>The caller.</summary>
    public string? Caller { get; init; }

    /// <summary>The called party.</summary>
    public string? Called { get; init; }

    /// <summary>The medium.</summary>
    public int? MediaType { get; init; }
}

/// <summary>A preview call is offered (<c>AgentEvent_Preview</c>, <c>AgentEvent_Preview_CallOut</c>, <c>…_CallOut_Ex</c>).</summary>
/// <param name="ControlId">The ID with which the call is made.</param>
/// <param name="Numbers">The numbers that can be called.</param>
/// <param name="CallData">The data of the call, or null.</param>
public sealed record CallPreview(long? ControlId, IReadOnlyList<string> Numbers, string? CallData)
{
    /// <summary>The numbers that can be called.</summary>
    public IReadOnlyList<string> Numbers { get; init => field = Indexable.List(value); } = Indexable.List(Numbers);
}
