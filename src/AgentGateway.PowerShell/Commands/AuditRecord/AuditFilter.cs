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

    /// <param name="after">The earliest time; null: any.</param>
    /// <param name="before">The time before which changes were requested; null: any.</param>
    /// <param name="agents">The agents; null: any.</param>
    /// <param name="conferences">The conferences; null: any.</param>
    /// <param name="outcomes">Wildcards of outcomes and return codes; null: any.</param>
    /// <exception cref="GatewayException">An input identifies no agent or no conference.</exception>
    public AuditFilter(
        DateTime? after, DateTime? before, AgentIdentity[]? agents, ConferenceIdentity[]? conferences, string[]? outcomes)
    {
        _after = after is { } first ? InstantOf(first, isEarliest: true, TimeZoneInfo.Local) : null;
        _before = before is { } last ? InstantOf(last, isEarliest: false, TimeZoneInfo.Local) : null;
        _agents = agents is null ? null : [.. agents.Select(static input => input.RequireAgent())];
        _conferences = conferences is null ? null : [.. conferences.Select(static input => input.RequireConference())];
        _outcomes = outcomes?
            .Select(static pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))
            .ToArray();
    }

    /// <summary>
    /// Returns the instant of a local time. When the clocks change, a time can occur twice or never. Then, the instant is the one with
    /// which more records are included.
    /// </summary>
    /// <param name="time">The time, in UTC or local.</param>
    /// <param name="isEarliest">The earliest possible instant is returned; false: the latest.</param>
    /// <param name="zone">The time zone of local times.</param>
    internal static DateTimeOffset InstantOf(DateTime time, bool isEarliest, TimeZoneInfo zone)
    {
        if (time.Kind == DateTimeKind.Utc)
        {
            return time;
        }

        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        var offset = zone.GetUtcOffset(time);
        if (zone.IsAmbiguousTime(time) || zone.IsInvalidTime(time))
        {
            var (before, after) = (zone.GetUtcOffset(time.AddDays(-1)), zone.GetUtcOffset(time.AddDays(1)));
            offset = (before > after) == isEarliest ? before : after;
        }

        var ticks = Math.Min(Math.Max(time.Ticks - offset.Ticks, DateTime.MinValue.Ticks), DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
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
