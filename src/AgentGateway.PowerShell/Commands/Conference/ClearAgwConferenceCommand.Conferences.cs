using System.Management.Automation;
using System.Net;

namespace AgentGateway.Commands;

/// <content>Finding the conferences, and posting the work for each of them.</content>
public sealed partial class ClearAgwConferenceCommand
{
    /// <summary>
    /// The session of the inspector. It is verified once with a query for all conferences, because another agent would see only its own.
    /// </summary>
    private AgwSession Inspector(out IReadOnlyList<long> running)
    {
        var given = Gateway is null ? Session : _registered.Open(Gateway);
        var resolver = new InspectorResolver(Sessions, given, MyInvocation.ExpectingInput, "-Session");
        var inspector = resolver.SessionFor(null, null);
        running = Await(token => inspector.GetConferenceIdsAsync(cancellationToken: token));
        if (_inspector is null && Sessions.Gateways.TryHold(inspector.Transport))
        {
            _held = inspector.Transport;
        }

        return _inspector = inspector;
    }

    private void Search()
    {
        var inspector = Inspector(out var running);
        if (ConferenceId is null)
        {
            ClearSelected(inspector, running);
            return;
        }

        foreach (var input in ConferenceId)
        {
            ProcessInput(input.ErrorTarget, () => Collect(input));
        }

        ClearCollected();
    }

    /// <summary>Adds a specified conference. The conferences of a full page are queried together.</summary>
    private void Collect(ConferenceIdentity input)
    {
        _ = input.RequireConference();
        Limits.Require(input.Facts?.StartTimeProblem);
        Limits.Require(input.Facts is null && ParameterSetName == ConferenceSet
            ? $"{input} is a number, not a conference. Pipe conferences, or specify their IDs with -ConferenceId."
            : null);
        _collected.Enqueue(input);
        if (_collected.Count == Limits.MaxConferencesPerQuery)
        {
            ClearCollected();
        }
    }

    private void ClearCollected()
    {
        if (_collected.Count == 0)
        {
            return;
        }

        Action<ConferenceIdentity> handle;
        try
        {
            var inspector = _inspector ?? Inspector(out _);
            long[] ids = [.. _collected.Select(input => input.ConferenceId!.Value).Distinct()];
            var page = Await(new ConferencePages(inspector, ids).NextAsync)!;
            handle = input => ClearNamed(inspector, input, page);
        }
        catch (GatewayException failure)
        {
            handle = _ => throw failure;
        }

        // An error may end the pipeline. The remaining inputs then have their own errors.
        while (_collected.Count > 0)
        {
            var input = _collected.Dequeue();
            ProcessInput(input.ErrorTarget, () => handle(input));
        }
    }

    /// <summary>Queries all conferences, and posts the work for those that are selected.</summary>
    private void ClearSelected(AgwSession inspector, IReadOnlyList<long> running)
    {
        var pages = new ConferencePages(inspector, running);
        while (Await(pages.NextAsync) is { } page)
        {
            foreach (var conference in page.Conferences.Where(found => _selection.Includes(found, Now(inspector))))
            {
                Clear(inspector, conference, page.ReadAt);
            }
        }
    }

    private static DateTimeOffset Now(AgwSession inspector) => inspector.Transport.Clock.GetUtcNow();

    /// <summary>Handles one input. It has exactly one result.</summary>
    private void ClearNamed(AgwSession inspector, ConferenceIdentity input, ConferencePage page)
    {
        var id = input.ConferenceId!.Value;
        _ = TargetResolver.Agree(inspector.Gateway, input.Gateway);
        var expected = new ExpectedConference(id, input.Facts?.AgentId, input.Facts?.StartTime);
        if (page.Conferences.FirstOrDefault(conference => conference.ConferenceId == id) is not { } running)
        {
            var context = inspector.Context(ConferenceOperations.QueryConfInfos, expected.AgentId);
            var failure = GatewayException.For(
                FailureKind.ConferenceNotFound, context, input.ToString(), variant: FailureVariants.Ended);
            WriteUntried(inspector, ConferenceOf(expected, inspector), CleanupOutcome.Gone, failure);
        }
        else if (expected.FindChange(running, inspector) is { } change)
        {
            WriteUntried(inspector, running, CleanupOutcome.Changed, change);
        }
        else if (!_selection.Includes(running, Now(inspector)))
        {
            WriteUntried(inspector, running, CleanupOutcome.Skipped, null);
        }
        else
        {
            Clear(inspector, running, page.ReadAt, input);
        }
    }

    private static Conference ConferenceOf(ExpectedConference expected, AgwSession inspector) => new()
    {
        ConferenceId = expected.ConferenceId,
        AgentId = expected.AgentId,
        StartTime = expected.StartTime,
        Gateway = inspector.Gateway,
    };

    private void WriteUntried(AgwSession inspector, Conference conference, CleanupOutcome outcome, GatewayException? reason) =>
        WriteResult(ConferenceCleanup.ResultOf(conference, outcome, inspector.Transport.Clock, reason));

    /// <summary>Asks for confirmation, and posts the work for one conference.</summary>
    private void Clear(AgwSession inspector, Conference conference, long readAt, ConferenceIdentity? input = null)
    {
        if (conference.AgentId is not { } agentId)
        {
            // The work reports the outcome, and no confirmation is necessary.
            Post(0, new CleanupWork(inspector, conference, new CleanupRequest(), isPlan: false), input);
            return;
        }

        var own = FindOwnSession(inspector, agentId);

        // A prompt that can't be shown ends the pipeline before this input is sent.
        _waiting = input;
        var confirmation = Confirm(inspector, conference, own is not null);
        _waiting = null;
        if (confirmation == CleanupConfirmation.No)
        {
            WriteUntried(inspector, conference, CleanupOutcome.Skipped, null);
            return;
        }

        var isPlan = confirmation == CleanupConfirmation.WhatIf;
        try
        {
            var request = new CleanupRequest
            {
                Credential = isPlan || own is not null ? null : CredentialOf(conference, agentId),
                PhoneNumber = isPlan || own is not null ? null : PhoneNumber?.For(conference),
                Session = own,
                Force = Force,
                Timeout = TimeSpan.FromSeconds(TimeoutSeconds),
                ReadAt = readAt,
                Sessions = _sessions,
            };
            Post(agentId, new CleanupWork(inspector, conference, request, isPlan), input);
        }
        catch (GatewayException failure)
        {
            WriteUntried(inspector, conference, CleanupOutcome.Failed, failure);
        }
    }

    private NetworkCredential CredentialOf(Conference conference, int agentId) => Credential?.For(conference)
        ?? _secrets.For(RegisteredAddress.Of(Gateway), agentId).GetNetworkCredential();

    /// <summary>Posts the work of an input. Until then, the error of another conference may end the pipeline.</summary>
    private void Post(int key, CleanupWork work, ConferenceIdentity? input)
    {
        _waiting = input;
        Post(key, work);
        _waiting = null;
    }

    /// <summary>Returns the live session of the chairperson in this runspace, which is used and kept.</summary>
    private AgwSession? FindOwnSession(AgwSession inspector, int agentId) => inspector.AgentId == agentId
        ? inspector
        : Sessions.Directory.FindAll(agentId, inspector.Gateway).FirstOrDefault(session => !session.IsOver);

    private CleanupConfirmation Confirm(AgwSession inspector, Conference conference, bool hasSession)
    {
        var target = new Target(inspector, conference.AgentId, IdentityReader.Known(conference)) { ConferenceId = conference.ConferenceId };
        var subject = target.Describe(withConference: true);
        var takesOver = Force && !hasSession
            ? $" If agent {conference.AgentId} is signed in elsewhere, that session ends, and a person who works with it is interrupted."
            : "";
        var isConfirmed = ShouldProcess(
            $"Performing the operation \"End the conference for everybody in it\" on target \"{subject}\".{takesOver}",
            $"End the conference for everybody in it: {subject}.{takesOver}",
            "Confirm",
            out var reason);
        if (isConfirmed)
        {
            return CleanupConfirmation.Yes;
        }

        return reason == ShouldProcessReason.WhatIf ? CleanupConfirmation.WhatIf : CleanupConfirmation.No;
    }

    private enum CleanupConfirmation
    {
        Yes,
        No,
        WhatIf,
    }
}
