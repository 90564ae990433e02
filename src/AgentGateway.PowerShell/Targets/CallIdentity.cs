namespace AgentGateway;

/// <summary>The call that one input names: its ID, or an object with a property CallId.</summary>
public sealed class CallIdentity
{
    private CallIdentity(object? input, string? callId, Uri? gateway, string? problem)
    {
        Input = input;
        CallId = callId;
        Gateway = gateway;
        Problem = problem;
    }

    /// <summary>The ID of the call, or null where the input names none.</summary>
    public string? CallId { get; }

    /// <summary>The gateway that the input belongs to, or null where it names none.</summary>
    public Uri? Gateway { get; }

    internal object? Input { get; }

    private string? Problem { get; }

    /// <inheritdoc/>
    public override string ToString() => CallId ?? "";

    /// <summary>The call identity of one input.</summary>
    internal static CallIdentity Read(object? input)
    {
        var value = IdentityReader.Unwrap(input);
        return value switch
        {
            CallIdentity identity => identity,
            string text => new CallIdentity(text, text, null, null),
            AgentEvent received => new CallIdentity(value, CallOf(received), received.Gateway, null),
            OperationResult result => new CallIdentity(value, result.CallId, result.Gateway, null),
            _ when IdentityReader.IsPlain(value) => new CallIdentity(value, null, null, $"{IdentityReader.Describe(value)} is no call ID, such as 1477393325-164."),
            _ => FromProperties(input!),
        };
    }

    /// <summary>The ID.</summary>
    /// <exception cref="GatewayException">The input names no call; the message says what came.</exception>
    internal string Require()
    {
        Limits.Require(Problem);
        Limits.Require(CallId is null ? $"{IdentityReader.Describe(Input)} names no call; it needs a property CallId." : null);
        return CallId!;
    }

    private static CallIdentity FromProperties(object input)
    {
        var call = PropertyBag.ReadCall(input);
        return new CallIdentity(IdentityReader.Unwrap(input), call.CallId, call.Gateway, call.Problem);
    }

    private static string? CallOf(AgentEvent received) => received.Content switch
    {
        RecordingStarted recording => recording.CallId,
        RecordingStopped recording => recording.CallId,
        _ => null,
    };
}
