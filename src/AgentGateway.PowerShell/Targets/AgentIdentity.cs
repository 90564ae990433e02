using System.Globalization;

namespace AgentGateway;

/// <summary>The agent that an input identifies: by a number, or by an object such as a session, a conference, or a participant.</summary>
public sealed class AgentIdentity : InputIdentity
{
    internal AgentIdentity(object? input, int agentId)
        : base(input, null) => AgentId = agentId;

    internal AgentIdentity(object? input, IdentityFacts facts)
        : base(input, facts) => AgentId = facts.AgentId;

    /// <summary>The agent, or null if the input identifies none. For a conference and a participant: the chairperson.</summary>
    public int? AgentId { get; }

    /// <summary>The conference in the input, or null.</summary>
    public long? ConferenceId => Facts?.ConferenceId;

    internal override object? ErrorTarget => AgentId ?? Input;

    /// <inheritdoc/>
    public override string ToString() => AgentId?.ToString(CultureInfo.InvariantCulture) ?? Facts?.Problem ?? "";

    /// <summary>Reads one input.</summary>
    internal static AgentIdentity Read(object? input)
    {
        var value = InputValue.Unwrap(input);
        if (value is AgentIdentity identity)
        {
            return identity;
        }

        if (InputValue.TryNumber(value, out var number))
        {
            return number is > 0 and <= int.MaxValue
                ? new AgentIdentity(value, (int)number)
                : Unusable(value, $"{number} is not an agent ID.");
        }

        if (IdentityReader.Known(value) is { } facts)
        {
            return new AgentIdentity(value, facts);
        }

        return InputList.IsPlain(value)
            ? Unusable(value, $"{InputValue.Describe(value)} is not an agent ID. An agent ID has only digits.")
            : new AgentIdentity(input, PropertyBag.Read(input!));
    }

    /// <summary>Returns the agent for a cmdlet of this role; null if the input identifies none.</summary>
    /// <exception cref="GatewayException">The input is unusable or ambiguous; the message describes it.</exception>
    internal int? AgentFor(TargetRole role)
    {
        if (Facts is not { } facts)
        {
            return AgentId;
        }

        Limits.Require(facts.Problem);
        Limits.Require(facts.Kind == IdentityKind.Queue
            ? $"Queue {facts.QueueId} is not an agent. Get-AgwAgent returns the agents of a queue."
            : null);
        Limits.Require(role == TargetRole.Agent ? null : facts.ConferenceProblem);
        if (role is TargetRole.Chairperson or TargetRole.Query)
        {
            return AgentId;
        }

        var isMember = role == TargetRole.Member;
        Limits.Require(isMember && facts.Address is "" ? "The input has an empty Address. Remove the property to mean the agent." : null);
        if (facts.Kind == IdentityKind.Participant || (isMember && facts.Address is not null))
        {
            return ParticipantAgent(facts);
        }

        var isAmbiguous = facts is { Kind: IdentityKind.Row, AgentId: not null, Address.Length: > 0 } && role == TargetRole.Agent;
        Limits.Require(isAmbiguous
            ? $"The input contains an agent (AgentId {facts.AgentId}) and a participant (Address {Messages.Clean(facts.Address)}). "
                + "Remove one of them."
            : null);
        return AgentId;
    }

    /// <summary>Returns the agent that the input identifies.</summary>
    /// <exception cref="GatewayException">The input identifies no agent; the message describes it.</exception>
    internal int RequireAgent() => AgentFor(TargetRole.Agent) ?? throw NoAgent();

    /// <summary>Creates the error of an input that identifies no agent.</summary>
    internal GatewayException NoAgent() =>
        GatewayException.For(FailureKind.InvalidArgument, default, $"{InputValue.Describe(Input)} does not identify an agent");

    private static int ParticipantAgent(IdentityFacts facts)
    {
        var address = Messages.Clean(facts.Address);
        Limits.Require(facts.AddressType == AddressType.AgentId
            ? null
            : $"Participant {address} is not known to be an agent (address type {facts.AddressType?.ToString() ?? "missing"}).");
        Limits.Require(InputValue.TryDigits(facts.Address, out var agentId) ? null : $"Participant {address} has no agent ID.");
        return agentId;
    }

    private static AgentIdentity Unusable(object? value, string problem) => new(value, IdentityFacts.Unusable(problem));
}
