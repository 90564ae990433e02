namespace AgentGateway;

/// <summary>The conferences that a query is to show: by their IDs and by their chairpersons, each at the gateway that its input says.</summary>
internal sealed class ConferenceFilter
{
    private readonly List<(long ConferenceId, Uri? Gateway, object? Input)>? _conferences;
    private readonly List<(int AgentId, Uri? Gateway, long? ConferenceId, object? Input)>? _chairpersons;
    private readonly HashSet<Uri> _asked = [];

    public ConferenceFilter(ConferenceIdentity[]? conferences, AgentIdentity[]? chairpersons)
    {
        List<(GatewayException, object?)> unusable = [];
        _conferences = conferences is null ? null : [];
        foreach (var input in conferences ?? [])
        {
            Try(input.Input, () => _conferences!.Add((input.Require(), input.Gateway, input.Input)));
        }

        _chairpersons = chairpersons is null ? null : [];
        foreach (var input in chairpersons ?? [])
        {
            Try(input.Input, () => _chairpersons!.Add((input.RequireAgent(), input.Gateway, input.ConferenceId, input.Input)));
        }

        Unusable = unusable;

        void Try(object? input, Action add)
        {
            try
            {
                add();
            }
            catch (GatewayException failure)
            {
                unusable.Add((failure, input));
            }
        }
    }

    /// <summary>What names no conference or no agent.</summary>
    public IReadOnlyList<(GatewayException Failure, object? Input)> Unusable { get; }

    /// <summary>The named conferences that may run at a gateway; null: none are named anywhere.</summary>
    public long[]? IdsAt(Uri gateway) => _conferences is null ? null : [.. _conferences.Where(one => IsAt(one.Gateway, gateway)).Select(one => one.ConferenceId).Distinct()];

    /// <summary>There may be wanted conferences at a gateway, so it is asked.</summary>
    public bool MayMatchAt(Uri gateway)
    {
        _ = _asked.Add(gateway);
        return _conferences?.Any(one => IsAt(one.Gateway, gateway)) != false && _chairpersons?.Any(one => IsAt(one.Gateway, gateway)) != false;
    }

    /// <summary>The conference is led by one of the chairpersons. Its ID was asked for.</summary>
    public bool IsWanted(Conference conference) =>
        _chairpersons is null || _chairpersons.Exists(one => one.AgentId == conference.AgentId && IsAt(one.Gateway, conference.Gateway) && (one.ConferenceId ?? conference.ConferenceId) == conference.ConferenceId);

    /// <summary>What belongs to a gateway that was not asked.</summary>
    public IEnumerable<(GatewayException Failure, object? Input)> Elsewhere() =>
        (_conferences ?? []).Select(one => (one.Gateway, one.Input, Name: "-ConferenceId")).Concat((_chairpersons ?? []).Select(one => (one.Gateway, one.Input, Name: "-Chairperson")))
            .Where(one => _asked.Count > 0 && one.Gateway is not null && !_asked.Contains(one.Gateway))
            .Select(one => (GatewayException.For(FailureKind.InvalidArgument, default, $"{one.Name} belongs to gateway {one.Gateway!.Authority}, which was not asked"), one.Input));

    private static bool IsAt(Uri? named, Uri gateway) => named is null || named == gateway;
}
