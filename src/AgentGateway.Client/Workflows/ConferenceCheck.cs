using System.Globalization;

namespace AgentGateway;

/// <summary>
/// Verifies before an operation is sent that the conference which was named is the one that the agent is in, or for the answer to an
/// invitation the one that it is invited to: from the events where they are certain, else by a query.
/// </summary>
/// <param name="session">The session that will send the operation.</param>
/// <param name="inspector">The session of an inspector that is asked; null: the session asks itself.</param>
/// <param name="call">The operation.</param>
/// <param name="sender">The agent of the operation's path.</param>
/// <param name="conferenceId">The conference that was named.</param>
internal sealed class ConferenceCheck(AgwSession session, AgwSession? inspector, OperationCall call, int sender, long conferenceId)
{
    /// <summary>The agent whose conference it is.</summary>
    private readonly int _agent = call.TargetAgentId ?? sender;

    private CallContext Context => session.Context(call.Operation, _agent);

    /// <summary>Why the operation must not be sent; null: the conference is the named one.</summary>
    public ValueTask<GatewayException?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        if (InspectorProblem() is { } problem)
        {
            return new ValueTask<GatewayException?>(GatewayException.For(FailureKind.InvalidArgument, Context, problem));
        }

        var known = _agent == session.AgentId ? session.KnowledgeFor(call.Operation) : default;
        if (known.Is(conferenceId))
        {
            return default;
        }

        // A query tells who is in a conference, not who is invited to it.
        return call.Operation.IsAboutInvitation && known.IsCertain
            ? new ValueTask<GatewayException?>(known.ConferenceId is { } other ? Changed(other) : NotFound())
            : AskAsync(known, cancellationToken);
    }

    private async ValueTask<GatewayException?> AskAsync(ConferenceKnowledge known, CancellationToken cancellationToken)
    {
        var asked = await (inspector ?? session)
            .TryProbeAsync(ConferenceCalls.Query([conferenceId]), inspector?.AgentId ?? sender, cancellationToken).ConfigureAwait(false);
        if (asked.Failure is { } failure && !SaysThatThereIsNone(failure))
        {
            return !IsRefusal(failure) ? failure : known.OtherThan(conferenceId) is { } own ? Changed(own) : Unknown(failure);
        }

        if (asked.Value is { } result && Find(ConferenceResults.Conferences(result.ResultJson, session.Gateway)) == conferenceId)
        {
            return null;
        }

        return call.Operation.IsAboutInvitation ? Unknown(null)
            : known.OtherThan(conferenceId) is { } other ? Changed(other)
            : inspector is null ? NotFound()
            : await AskForAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks for the agent in all conferences of the VDN.</summary>
    private async ValueTask<GatewayException?> AskForAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = Find(await inspector!.GetAllConferencesAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
            return found is not { } other ? NotFound() : other == conferenceId ? null : Changed(other);
        }
        catch (GatewayException failure)
        {
            return IsRefusal(failure) ? Unknown(failure) : failure;
        }
    }

    /// <summary>The conference of several that the agent is in: the named one, else any; null: none.</summary>
    private long? Find(IReadOnlyList<Conference> conferences)
    {
        long? found = null;
        var address = _agent.ToString(CultureInfo.InvariantCulture);
        foreach (var conference in conferences)
        {
            if (found != conferenceId && conference.Participants.Any(one => one.AddressType == AddressType.AgentId && string.Equals(one.Address, address, StringComparison.Ordinal)))
            {
                found = conference.ConferenceId;
            }
        }

        return found;
    }

    private string? InspectorProblem() =>
        inspector is null ? null
        : inspector.Gateway != session.Gateway ? $"the inspector's session is at another gateway, {inspector.Transport.Authority}"
        : inspector.AgentId is null ? "the session that looks up the conference has no agent of its own; name the session of an inspector"
        : null;

    private static bool SaysThatThereIsNone(GatewayException failure) => failure is { Kind: FailureKind.ConferenceNotFound, RetCode: not null };

    /// <summary>The gateway does not let the question be asked; the other failures say more when they are reported as they are.</summary>
    private static bool IsRefusal(GatewayException failure) =>
        failure.RetCode is not null && failure.Kind is not (FailureKind.NotSignedIn or FailureKind.GatewayBusy or FailureKind.RepeatedCall);

    private GatewayException Changed(long other)
    {
        var detail = string.Format(CultureInfo.InvariantCulture, "{0} instead of {1}", other, conferenceId);
        var facts = new FailureFacts { CurrentConferenceId = other };
        return GatewayException.For(FailureKind.ConferenceChanged, Context, detail, facts: facts);
    }

    private GatewayException NotFound() =>
        GatewayException.For(FailureKind.ConferenceNotFound, Context, conferenceId.ToString(CultureInfo.InvariantCulture), variant: "Named");

    private GatewayException Unknown(GatewayException? cause)
    {
        var detail = cause?.RetCode is { } code ? $"{call.Operation.Name} was not sent; the query was refused with {code}" : null;
        return GatewayException.For(FailureKind.ConferenceUnknown, Context, detail, cause);
    }
}
