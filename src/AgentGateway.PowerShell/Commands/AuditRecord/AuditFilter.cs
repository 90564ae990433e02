using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Selects audit records.</summary>
internal sealed class AuditFilter
{
    private readonly DateTimeOffset? _after;
    private readonly DateTimeOffset? _before;
    private readonly HashSet<int>? _agents;
    private readonly HashSet<long>? _conferences;
    private readonly WildcardPattern[]? _outcomes;

    /// <param name="after">The first time; null: any.</param>
    /// <param name="before">The time behind the last; null: any.</param>
    /// <param name="agents">The agents; null: any.</param>
    /// <param name="conferences">The conferences; null: any.</param>
    /// <param name="outcomes">Wildcards of outcomes and return codes; null: any.</param>
    /// <exception cref="GatewayException">An input names no agent or no conference.</exception>
    public AuditFilter(
        DateTime? after, DateTime? before, AgentIdentity[]? agents, ConferenceIdentity[]? conferences, string[]? outcomes)
    {
        _after = after is { } first ? new DateTimeOffset(first) : null;
        _before = before is { } last ? new DateTimeOffset(last) : null;
        _agents = agents is null ? null : [.. agents.Select(static input => input.RequireAgent())];
        _conferences = conferences is null ? null : [.. conferences.Select(static input => input.RequireConference())];
        _outcomes = outcomes?
            .Select(static pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
            .ToArray();
    }

    /// <summary>The record meets all conditions.</summary>
    public bool Includes(AuditRecord record) =>
        !(record.Time < _after)
        && !(record.Time >= _before)
        && (_agents is null || _agents.Contains(record.AgentId) || (record.TargetAgentId is { } target && _agents.Contains(target)))
        && (_conferences is null || (record.ConferenceId is { } conference && _conferences.Contains(conference)))
        && (_outcomes is null || Array.Exists(
            _outcomes, pattern => pattern.IsMatch(record.Outcome) || (record.RetCode is { } code && pattern.IsMatch(code))));
}
