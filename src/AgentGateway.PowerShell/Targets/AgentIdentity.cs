using System.Globalization;

namespace AgentGateway;

/// <summary>
/// The agent that one input names: by a number, or by an object that means an agent, such as a session, a conference or a participant.
/// It keeps everything that the input says (gateway, conference, participant), so that nothing is replaced by chance on the way to the request.
/// </summary>
public sealed class AgentIdentity
{
    internal AgentIdentity(int agentId)
    {
        AgentId = agentId;
        Input = agentId;
    }

    internal AgentIdentity(object? input, IdentityFacts facts)
    {
        AgentId = facts.AgentId;
        Input = input;
        Facts = facts;
    }

    /// <summary>The agent, or null where the input names none. For a conference and a participant: the chairperson.</summary>
    public int? AgentId { get; }

    /// <summary>The gateway that the input belongs to, or null where it names none.</summary>
    public Uri? Gateway => Facts?.Gateway;

    /// <summary>The conference that the input names, or null.</summary>
    public long? ConferenceId => Facts?.ConferenceId;

    /// <summary>What came in, for errors.</summary>
    internal object? Input { get; }

    /// <summary>What the input says besides the agent; null for a plain number.</summary>
    internal IdentityFacts? Facts { get; }

    /// <inheritdoc/>
    public override string ToString() => AgentId?.ToString(CultureInfo.InvariantCulture) ?? Facts?.Problem ?? "";

    /// <summary>The agent for a cmdlet of this role.</summary>
    /// <exception cref="GatewayException">The input names no such agent; the message says what came.</exception>
    internal int? AgentFor(TargetRole role)
    {
        if (Facts is not { } facts)
        {
            return AgentId;
        }

        Limits.Require(facts.Problem);
        Limits.Require(role == TargetRole.Agent ? null : facts.ConferenceProblem);
        if (role is TargetRole.Chairperson or TargetRole.Query)
        {
            return AgentId;
        }

        Limits.Require(role == TargetRole.Member && facts.Address is "" ? "The input has an empty Address. Remove the property to mean the agent." : null);
        if (facts.Kind == IdentityKind.Participant || (role == TargetRole.Member && facts.Address is not null))
        {
            return ParticipantAgent(facts);
        }

        Limits.Require(facts.Kind == IdentityKind.Row && role == TargetRole.Agent && facts.AgentId is not null && facts.Address is { Length: > 0 }
            ? $"The input names an agent (AgentId {facts.AgentId}) and a participant (Address {Messages.Clean(facts.Address)}). Remove the one that is not meant." : null);
        return AgentId;
    }

    /// <summary>The agent itself, where one must be named.</summary>
    /// <exception cref="GatewayException">The input names none; the message says what came.</exception>
    internal int RequireAgent() =>
        AgentFor(TargetRole.Agent) ?? throw GatewayException.For(FailureKind.InvalidArgument, default, $"{IdentityReader.Describe(Input)} names no agent");

    private static int ParticipantAgent(IdentityFacts facts)
    {
        Limits.Require(facts.AddressType == AddressType.AgentId ? null : $"Participant {Messages.Clean(facts.Address)} is not known to be an agent (address type {facts.AddressType?.ToString() ?? "missing"}).");
        Limits.Require(IdentityReader.TryDigits(facts.Address, out var agentId) ? null : $"Participant {Messages.Clean(facts.Address)} has no agent ID.");
        return agentId;
    }
}

/// <summary>What an input says besides a number.</summary>
internal sealed record IdentityFacts(IdentityKind Kind)
{
    public int? AgentId { get; init; }

    public Uri? Gateway { get; init; }

    public long? ConferenceId { get; init; }

    public string? Address { get; init; }

    public AddressType? AddressType { get; init; }

    /// <summary>The session itself, where one came.</summary>
    public AgwSession? Session { get; init; }

    /// <summary>The conference itself, where one came: its age and size are shown in prompts.</summary>
    public Conference? Conference { get; init; }

    /// <summary>Why the input names nothing that can be acted on; null where it does.</summary>
    public string? Problem { get; init; }

    /// <summary>The problem is only that none of the names of a target are there: a row may bring other parameters.</summary>
    public bool NamesNothing { get; init; }

    /// <summary>The input has a place for a conference and leaves it empty, which must not become "whatever runs"; null where it doesn't.</summary>
    public string? ConferenceProblem { get; init; }
}

/// <summary>What kind of object an identity was read from.</summary>
internal enum IdentityKind
{
    /// <summary>An agent, or an object that belongs to one.</summary>
    Agent,

    /// <summary>A live session.</summary>
    Session,

    /// <summary>A conference, which its chairperson stands for.</summary>
    Conference,

    /// <summary>A participant of a conference.</summary>
    Participant,

    /// <summary>An object with named properties, such as a row of a CSV file.</summary>
    Row,

    /// <summary>Something that names no agent.</summary>
    Unusable,
}

/// <summary>What a cmdlet acts on; it decides whom a participant means.</summary>
internal enum TargetRole
{
    /// <summary>An agent: a participant means itself, and no conference is checked.</summary>
    Agent,

    /// <summary>An agent's own place in a conference: a participant means itself, in its conference.</summary>
    Member,

    /// <summary>A conference: a participant means the chairperson of its conference.</summary>
    Chairperson,

    /// <summary>A query about a conference: the given session asks, else the chairperson's.</summary>
    Query,
}
