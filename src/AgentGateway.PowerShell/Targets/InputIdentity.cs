namespace AgentGateway;

/// <summary>
/// What one input names. It keeps everything that the input says (gateway, conference, participant), so that nothing is replaced by
/// chance on the way to the request.
/// </summary>
public abstract class InputIdentity
{
    private protected InputIdentity(object? input, IdentityFacts? facts)
    {
        Input = input;
        Facts = facts;
    }

    /// <summary>The gateway that the input belongs to, or null if it names none.</summary>
    public Uri? Gateway => Facts?.Gateway;

    /// <summary>The input itself, for errors.</summary>
    internal object? Input { get; }

    /// <summary>What the input says besides its ID or address; null for a plain value.</summary>
    internal IdentityFacts? Facts { get; }

    /// <summary>The target of an error: the ID or the address that the input names, else the input itself.</summary>
    internal abstract object? ErrorTarget { get; }
}
