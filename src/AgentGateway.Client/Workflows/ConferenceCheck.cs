using System.Globalization;

namespace AgentGateway;

/// <summary>
/// Verifies, before an operation is sent, that the agent is in the specified conference, or is invited to it if the operation answers an
/// invitation. The gateway is queried each time, because events may be late. If it can't be queried, events decide if they are certain.
/// </summary>
/// <param name="session">The session that will send the operation.</param>
/// <param name="target">
/// The session of an inspector that sends the query (null: the session itself sends it), and the known facts about the conference.
/// </param>
/// <param name="call">The operation.</param>
/// <param name="sender">The agent in the path of the operation.</param>
/// <param name="conferenceId">The specified conference.</param>
internal sealed class ConferenceCheck(AgwSession session, OperationTarget target, OperationCall call, int sender, long conferenceId)
    : IPrecondition
{
    private readonly AgwSession? _inspector = target.Inspector;

    /// <summary>The agent in the conference.</summary>
    private readonly int _agent = call.TargetAgentId ?? sender;

    private CallContext Context => session.Context(call.Operation, _agent);

    /// <summary>Returns why the operation must not be sent; null: the conference is the specified one.</summary>
    public ValueTask<GatewayException?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (InspectorProblem() is { } problem)
        {
            return new ValueTask<GatewayException?>(GatewayException.For(FailureKind.InvalidArgument, Context, problem));
        }

        var known = _agent == session.AgentId ? session.KnowledgeFor(call.Operation) : default;
        if (call.Operation.IsAboutInvitation && known.IsCertain)
        {
            // A query returns the participants of a conference, not the invited agents.
            return new ValueTask<GatewayException?>(InvitationObstacle(known));
        }

        return QueryAsync(known, cancellationToken);
    }

    private GatewayException? InvitationObstacle(ConferenceKnowledge known)
    {
        if (known.Is(conferenceId))
        {
            return null;
        }

        return known.ConferenceId is { } other ? Changed(other) : NotFound();
    }

    private async ValueTask<GatewayException?> QueryAsync(ConferenceKnowledge known, CancellationToken cancellationToken)
    {
        var asked = await (_inspector ?? session).TryProbeAsync(
            ConferenceCalls.Query([conferenceId]),
            _inspector?.AgentId ?? sender,
            cancellationToken,
            hasTurn: true).ConfigureAwait(false);
        if (asked.Failure is { } failure && !SaysThatThereIsNone(failure))
        {
            if (!IsRefusal(failure))
            {
                return failure;
            }

            if (known.OtherThan(conferenceId) is { } own)
            {
                return Changed(own);
            }

            return known.Is(conferenceId) ? null : Unknown(failure);
        }

        if (asked.Value is { } result)
        {
            if (ConferenceResults.Conferences(result.ResultJson, session.Gateway) is not { } running)
            {
                return WithoutList();
            }

            if (Find(running) == conferenceId)
            {
                var conference = running.First(one => one.ConferenceId == conferenceId);
                return target.Expected?.FindChange(conference, _inspector ?? session);
            }
        }

        if (call.Operation.IsAboutInvitation)
        {
            return Unknown(null);
        }

        if (known.OtherThan(conferenceId) is { } other)
        {
            return Changed(other);
        }

        return _inspector is null ? NotFound() : await SearchAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks for the agent in all conferences of the VDN.</summary>
    private async ValueTask<GatewayException?> SearchAllAsync(CancellationToken cancellationToken)
    {
        var all = await _inspector!.TryProbeAsync(ConferenceCalls.QueryAll, null, cancellationToken, hasTurn: true).ConfigureAwait(false);
        if (all.Failed)
        {
            return IsRefusal(all.Failure) ? Unknown(all.Failure) : all.Failure;
        }

        if (ConferenceResults.ConferenceIds(all.Value.ResultJson) is not { } ids)
        {
            return WithoutList();
        }

        for (var first = 0; first < ids.Count; first += Limits.MaxConferencesPerQuery)
        {
            var query = ConferenceCalls.Query([.. ids.Skip(first).Take(Limits.MaxConferencesPerQuery)]);
            var page = await _inspector.TryProbeAsync(query, null, cancellationToken, hasTurn: true).ConfigureAwait(false);
            if (page.Failed)
            {
                return IsRefusal(page.Failure) ? Unknown(page.Failure) : page.Failure;
            }

            if (ConferenceResults.Conferences(page.Value.ResultJson, session.Gateway) is not { } running)
            {
                return WithoutList();
            }

            if (Find(running) is { } found)
            {
                return found == conferenceId ? null : Changed(found);
            }
        }

        return NotFound();
    }

    /// <summary>Returns the conference that the agent is in: the specified one, otherwise any; null: none.</summary>
    private long? Find(IReadOnlyList<Conference> conferences)
    {
        long? found = null;
        var address = _agent.ToString(CultureInfo.InvariantCulture);
        foreach (var conference in conferences)
        {
            if (found != conferenceId
                && conference.Participants.Any(
                    one => one.AddressType == AddressType.AgentId && string.Equals(one.Address, address, StringComparison.Ordinal)))
            {
                found = conference.ConferenceId;
            }
        }

        return found;
    }

    private string? InspectorProblem()
    {
        if (_inspector is null)
        {
            return null;
        }

        if (_inspector.Gateway != session.Gateway)
        {
            return $"the inspector's session is at another gateway, {_inspector.Transport.Authority}";
        }

        return _inspector.AgentId is null
            ? "the session that looks up the conference has no agent of its own; specify an inspector's session"
            : null;
    }

    private GatewayException WithoutList() => GatewayException.For(FailureKind.BadReply, Context, ConferenceResults.NoList);

    private static bool SaysThatThereIsNone(GatewayException failure) =>
        failure is { Kind: FailureKind.ConferenceNotFound, RetCode: not null };

    /// <summary>The gateway doesn't allow the query. Other failures are more helpful if they are reported unchanged.</summary>
    private static bool IsRefusal(GatewayException failure) =>
        failure.RetCode is not null && failure.Kind is not (FailureKind.NotSignedIn or FailureKind.GatewayBusy or FailureKind.RepeatedCall);

    private GatewayException Changed(long other)
    {
        var detail = string.Format(CultureInfo.InvariantCulture, "{0} instead of {1}", other, conferenceId);
        var facts = new FailureFacts { CurrentConferenceId = other };
        return GatewayException.For(FailureKind.ConferenceChanged, Context, detail, facts: facts);
    }

    private GatewayException NotFound() =>
        GatewayException.For(
            FailureKind.ConferenceNotFound, Context, conferenceId.ToString(CultureInfo.InvariantCulture), variant: "Named");

    private GatewayException Unknown(GatewayException? cause)
    {
        var detail = cause?.RetCode is { } code ? $"{call.Operation.Name} was not sent; the query was refused with {code}" : null;
        return GatewayException.For(FailureKind.ConferenceUnknown, Context, detail, cause);
    }
}
