namespace AgentGateway;

/// <summary>The call that an input identifies: by its ID, or by an object with a property CallId.</summary>
public sealed class CallIdentity : InputIdentity
{
    private CallIdentity(object? input, string? callId, IdentityFacts? facts)
        : base(input, facts) => CallId = callId;

    /// <summary>The ID of the call, or null if the input identifies none.</summary>
    public string? CallId { get; }

    /// <summary>The agent of the call, or null if the input contains none.</summary>
    internal int? AgentId => Facts?.AgentId;

    internal override object? ErrorTarget => CallId ?? Input;

    /// <inheritdoc/>
    public override string ToString() => CallId ?? "";

    /// <summary>Reads one input.</summary>
    internal static CallIdentity Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        return value switch
        {
            CallIdentity identity => identity,
            string text => new CallIdentity(text, text, null),
            AgwCall or AgentEvent or OperationResult => Of(value!, IdentityReader.Known(value)!),
            _ when InputList.IsPlain(value) => Unusable(value, $"{InputValue.Describe(value)} is not a call ID, such as 1477393325-164."),
            _ => Of(value!, PropertyBag.ReadCall(input!)),
        };
    }

    /// <summary>The ID.</summary>
    /// <exception cref="GatewayException">The input identifies no call; the message describes it.</exception>
    internal string RequireCall()
    {
        Limits.Require(Facts?.Problem);
        Limits.Require(CallId is null ? $"{InputValue.Describe(Input)} does not identify a call. It needs a property CallId." : null);
        return CallId!;
    }

    private static CallIdentity Unusable(object? value, string problem) => new(value, null, IdentityFacts.Unusable(problem));

    private static CallIdentity Of(object value, IdentityFacts facts) => new(value, facts.CallId, facts);
}
