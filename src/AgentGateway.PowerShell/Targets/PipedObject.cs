namespace AgentGateway;

/// <summary>
/// The object from the pipeline, if the target is on the command line. If both identify an agent or a participant, it must be the same.
/// </summary>
/// <param name="value">The object.</param>
/// <param name="role">What the cmdlet changes or queries.</param>
/// <param name="bindsParameters">Indicates that the object has bound other parameters, so it need not identify an agent.</param>
internal readonly struct PipedObject(object? value, TargetRole role, bool bindsParameters)
{
    /// <summary>The object itself.</summary>
    public object? Value => value;

    /// <summary>What the object identifies.</summary>
    public AgentIdentity Identity { get; } = AgentIdentity.Read(value);

    /// <summary>Whether the object identifies no target and only binds other parameters.</summary>
    public bool BindsOnly => bindsParameters && Identity.Facts is { NamesNothing: true };

    /// <summary>Requires that the object and -AgentId specify the same agent.</summary>
    /// <exception cref="GatewayException">They differ, or the object identifies nothing.</exception>
    public void RequireAgent(AgentIdentity typed)
    {
        if (BindsOnly)
        {
            return;
        }

        // In a query, the agent on the command line sends the query, and a piped conference or participant is its subject.
        var agentId = Identity.AgentFor(role);
        var isSubject = role == TargetRole.Query && Identity.ConferenceId is not null;
        RequireAgent(isSubject ? null : agentId, typed);
    }

    /// <summary>Requires that an input and -AgentId specify the same agent.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static void RequireAgent(int? agentId, AgentIdentity typed) =>
        Limits.Require(agentId is { } own && typed.AgentId is { } other && own != other
            ? $"The input is about agent {own}, but -AgentId specifies {other}."
            : null);

    /// <summary>Requires that an input and -Address specify the same participant.</summary>
    /// <exception cref="GatewayException">Their addresses or types differ.</exception>
    public static void RequireParticipant(IdentityFacts facts, string? address, AddressType type)
    {
        if (facts.Address is not { Length: > 0 } own)
        {
            return;
        }

        var participant = Messages.Clean(own);
        Limits.Require(address is null
            ? $"The input contains participant {participant}, but -Address is not specified. Convert a hashtable with [pscustomobject]."
            : null);
        Limits.Require(string.Equals(own, address, StringComparison.Ordinal)
            ? null
            : $"The input is about participant {participant}, but -Address specifies {Messages.Clean(address)}.");
        Limits.Require(facts.AddressType is { } ownType && ownType != type
            ? $"The input has the address type {ownType}, but -AddressType specifies {type}."
            : null);
    }
}
