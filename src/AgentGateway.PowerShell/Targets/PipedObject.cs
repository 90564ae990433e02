namespace AgentGateway;

/// <summary>
/// The object from the pipeline, if its target is typed. Where both name an agent or a participant, it must be the same one.
/// </summary>
/// <param name="value">The object.</param>
/// <param name="role">What the cmdlet acts on.</param>
/// <param name="bindsParameters">The object has bound other parameters, so it need not name an agent.</param>
internal readonly struct PipedObject(object? value, TargetRole role, bool bindsParameters)
{
    /// <summary>What the object names.</summary>
    public AgentIdentity Identity { get; } = AgentIdentity.Read(value);

    /// <summary>The object names no target; it only binds other parameters.</summary>
    public bool BindsOnly => bindsParameters && Identity.Facts is { NamesNothing: true };

    /// <summary>Requires that the object and -AgentId name the same agent.</summary>
    /// <exception cref="GatewayException">They differ, or the object names nothing.</exception>
    public void RequireAgent(AgentIdentity typed)
    {
        if (BindsOnly)
        {
            return;
        }

        // In a query, the typed agent queries, and a piped conference or participant is the subject of the query.
        var agentId = Identity.AgentFor(role);
        var isSubject = role == TargetRole.Query && Identity.ConferenceId is not null;
        RequireAgent(isSubject ? null : agentId, typed);
    }

    /// <summary>Requires that an input and -AgentId name the same agent.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static void RequireAgent(int? agentId, AgentIdentity typed) =>
        Limits.Require(agentId is { } own && typed.AgentId is { } other && own != other
            ? $"The input is about agent {own}, and -AgentId names {other}."
            : null);

    /// <summary>Requires that an input and -Address name the same participant.</summary>
    /// <exception cref="GatewayException">Their addresses or types differ.</exception>
    public static void RequireParticipant(IdentityFacts facts, string? address, AddressType type)
    {
        if (facts.Address is not { Length: > 0 } own)
        {
            return;
        }

        var participant = Messages.Clean(own);
        Limits.Require(address is null
            ? $"The input names participant {participant}, and -Address is not specified. Convert a hashtable with [pscustomobject]."
            : null);
        Limits.Require(string.Equals(own, address, StringComparison.Ordinal)
            ? null
            : $"The input is about participant {participant}, and -Address names {Messages.Clean(address)}.");
        Limits.Require(facts.AddressType is { } ownType && ownType != type
            ? $"The input is of the address type {ownType}, and -AddressType names {type}."
            : null);
    }
}
