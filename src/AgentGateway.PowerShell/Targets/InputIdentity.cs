namespace AgentGateway;

/// <summary>
/// What an input identifies. It keeps everything in the input (gateway, conference, participant), so that nothing is replaced by mistake on
/// the way to the request.
/// </summary>
public abstract class InputIdentity
{
    private protected InputIdentity(object? input, IdentityFacts? facts)
    {
        Input = input;
        Facts = facts;
    }

    /// <summary>The gateway in the input, or null if it contains none.</summary>
    public Uri? Gateway => Facts?.Gateway;

    /// <summary>The input itself, for errors.</summary>
    internal object? Input { get; }

    /// <summary>The other contents of the input; null for a plain value.</summary>
    internal IdentityFacts? Facts { get; }

    /// <summary>The target of an error: the ID or the address in the input, otherwise the input itself.</summary>
    internal abstract object? ErrorTarget { get; }
}
