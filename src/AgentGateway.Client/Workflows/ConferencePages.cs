namespace AgentGateway;

/// <summary>
/// The current state of many conferences, read in pages of the size that the gateway allows. The next page is already requested while one
/// is processed.
/// </summary>
/// <param name="inspector">The session of an inspector.</param>
/// <param name="conferenceIds">The conferences.</param>
internal sealed class ConferencePages(AgwSession inspector, IReadOnlyList<long> conferenceIds)
{
    private Task<ConferencePage>? _next;
    private int _requested;

    /// <summary>Returns the next page; null after the last one.</summary>
    /// <param name="cancellationToken">Cancels this page and the requested one.</param>
    /// <exception cref="GatewayException">The query failed.</exception>
    public async Task<ConferencePage?> NextAsync(CancellationToken cancellationToken)
    {
        if ((_next ?? RequestNextAsync(cancellationToken)) is not { } current)
        {
            return null;
        }

        var page = await current.ConfigureAwait(false);
        _next = RequestNextAsync(cancellationToken);
        return page;
    }

    private Task<ConferencePage>? RequestNextAsync(CancellationToken cancellationToken)
    {
        if (_requested == conferenceIds.Count)
        {
            return null;
        }

        var ids = conferenceIds.Skip(_requested).Take(Limits.MaxConferencesPerQuery).ToArray();
        _requested += ids.Length;
        return ReadAsync(ids, cancellationToken);
    }

    private async Task<ConferencePage> ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        var readAt = inspector.Transport.Clock.GetTimestamp();
        var conferences = await inspector.GetConferencesAsync(ids, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new ConferencePage(conferences, readAt);
    }
}

/// <summary>The conferences that one query returned.</summary>
/// <param name="Conferences">The conferences that are running.</param>
/// <param name="ReadAt">The time of the query, as a timestamp of the gateway's clock.</param>
internal sealed record ConferencePage(IReadOnlyList<Conference> Conferences, long ReadAt);
