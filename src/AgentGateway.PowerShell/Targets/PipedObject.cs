namespace AgentGateway;

/// <summary>What is typed against what the piped object says: where both name an agent or a participant, it is the same one, or an error.</summary>
internal static class PipedObject
{
    /// <summary>The agent.</summary>
    /// <param name="piped">The piped object.</param>
    /// <param name="typed">The agent of -AgentId.</param>
    /// <param name="role">What the cmdlet acts on.</param>
    /// <param name="bindsMore">The object brings another parameter, so it need not name an agent.</param>
    /// <exception cref="GatewayException">They differ, or the object can't be read.</exception>
    public static void RequireAgent(AgentIdentity piped, AgentIdentity typed, TargetRole role, bool bindsMore)
    {
        if (piped.Facts is { NamesNothing: true } && bindsMore)
        {
            return;
        }

        // In a query the agent is the one who asks, and a conference or a participant is what it asks for.
        var isAskedFor = role == TargetRole.Query && piped.Facts is { ConferenceId: not null };
        Require(isAskedFor ? ProblemOnly(piped, role) : piped.AgentFor(role), typed);
    }

    /// <summary>The agent that a piped participant names as chairperson.</summary>
    /// <exception cref="GatewayException">They differ.</exception>
    public static void Require(int? piped, AgentIdentity typed) => Limits.Require(
        piped is { } own && typed.AgentId is { } agentId && own != agentId ? $"The input is about agent {own}, and -AgentId names {agentId}." : null);

    /// <summary>The participant.</summary>
    /// <exception cref="GatewayException">Address or type differ.</exception>
    public static void RequireParticipant(IdentityFacts facts, string? address, AddressType type)
    {
        if (facts.Address is not { Length: > 0 } own)
        {
            return;
        }

        Limits.Require(address is null ? $"The input names participant {Messages.Clean(own)}, and -Address is not given. Turn a table into an object with [pscustomobject]." : null);
        Limits.Require(string.Equals(own, address, StringComparison.Ordinal) ? null : $"The input is about participant {Messages.Clean(own)}, and -Address names {Messages.Clean(address)}.");
        Limits.Require(facts.AddressType is { } ownType && ownType != type ? $"The input is of the address type {ownType}, and -AddressType names {type}." : null);
    }

    private static int? ProblemOnly(AgentIdentity piped, TargetRole role)
    {
        _ = piped.AgentFor(role);
        return null;
    }
}
