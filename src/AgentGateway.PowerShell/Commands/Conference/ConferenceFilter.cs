namespace AgentGateway.Commands;

/// <summary>Selects the conferences that a query returns, by IDs and by chairpersons, each at the gateway of its input.</summary>
internal sealed class ConferenceFilter
{
    private readonly List<ConferenceIdentity>? _conferences;
    private readonly List<(int AgentId, AgentIdentity Input)>? _chairpersons;
    private readonly List<(GatewayException Failure, object? Input)> _unusable = [];
    private readonly HashSet<Uri> _queried = [];

    /// <param name="conferences">The conferences; null: none are specified.</param>
    /// <param name="chairpersons">The chairpersons; null: none are specified.</param>
    public ConferenceFilter(ConferenceIdentity[]? conferences, AgentIdentity[]? chairpersons)
    {
        _conferences = conferences is null ? null : ReadAll(conferences, Required);
        _chairpersons = chairpersons is null ? null : ReadAll(chairpersons, input => (input.RequireAgent(), input));
    }

    /// <summary>The inputs that identify no conference or no agent.</summary>
    public IReadOnlyList<(GatewayException Failure, object? Input)> Unusable => _unusable;

    /// <summary>Returns the specified conferences that may be at a gateway; null: none are specified at all.</summary>
    public long[]? IdsAt(Uri gateway) => _conferences is null
        ? null
        : [.. _conferences.Where(input => IsAt(input, gateway)).Select(input => input.ConferenceId!.Value).Distinct()];

    /// <summary>Returns whether the gateway may have such conferences, so that it is queried.</summary>
    public bool MayMatchAt(Uri gateway)
    {
        _ = _queried.Add(gateway);
        return _conferences?.Exists(input => IsAt(input, gateway)) != false
            && _chairpersons?.Exists(chairperson => IsAt(chairperson.Input, gateway)) != false;
    }

    /// <summary>Returns whether the chairperson of the conference is selected. The query has already selected the IDs.</summary>
    public bool Includes(Conference conference) =>
        _chairpersons?.Exists(chairperson => Leads(chairperson.AgentId, chairperson.Input, conference)) != false;

    /// <summary>The failures of the inputs that belong to a gateway that was not queried.</summary>
    public IEnumerable<(GatewayException Failure, object? Input)> Unqueried()
    {
        var conferences = (_conferences ?? []).Select(input => (Parameter: "-ConferenceId", Identity: (InputIdentity)input));
        var chairpersons = (_chairpersons ?? [])
            .Select(chairperson => (Parameter: "-Chairperson", Identity: (InputIdentity)chairperson.Input));
        return conferences.Concat(chairpersons)
            .Where(named => _queried.Count > 0 && named.Identity.Gateway is { } gateway && !_queried.Contains(gateway))
            .Select(named => (Unqueried(named.Parameter, named.Identity.Gateway!), named.Identity.ErrorTarget));
    }

    private static GatewayException Unqueried(string parameter, Uri gateway) => GatewayException.For(
        FailureKind.InvalidArgument, default, $"{parameter} belongs to gateway {gateway.Authority}, which was not queried");

    private static ConferenceIdentity Required(ConferenceIdentity input)
    {
        _ = input.RequireConference();
        return input;
    }

    private static bool Leads(int agentId, AgentIdentity input, Conference conference) =>
        agentId == conference.AgentId
        && IsAt(input, conference.Gateway)
        && (input.ConferenceId is not { } named || named == conference.ConferenceId);

    private static bool IsAt(InputIdentity input, Uri gateway) => input.Gateway is not { } named || named == gateway;

    private List<T> ReadAll<TIdentity, T>(TIdentity[] inputs, Func<TIdentity, T> read)
        where TIdentity : InputIdentity
    {
        List<T> usable = [];
        foreach (var input in inputs)
        {
            try
            {
                usable.Add(read(input));
            }
            catch (GatewayException failure)
            {
                _unusable.Add((failure, input.ErrorTarget));
            }
        }

        return usable;
    }
}
