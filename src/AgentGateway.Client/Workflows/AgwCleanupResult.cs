namespace AgentGateway;

/// <summary>The outcome of the cleanup of one conference.</summary>
public sealed record AgwCleanupResult
{
    /// <summary>The conference.</summary>
    public required long ConferenceId { get; init; }

    /// <summary>The chairperson when the conference was found; null if the gateway reports none.</summary>
    public int? AgentId { get; init; }

    /// <summary>When the conference began, in local time; null if the gateway doesn't send it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The running time when it was found, in whole minutes; null if the gateway doesn't send it.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The number of participants when it was found, including the chairperson.</summary>
    public int ParticipantCount { get; init; }

    /// <summary>The outcome.</summary>
    public required CleanupOutcome Outcome { get; init; }

    /// <summary>The last return code of the gateway that decided the outcome, <c>NNN-NNN</c>; null if none did.</summary>
    public string? RetCode { get; init; }

    /// <summary>The reason why the conference was not ended, in one sentence without secrets; null if it was.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// The reason why the chairperson may still be signed in; null if it was signed out, or if the cleanup did not sign it in. The gateway
    /// signs the agent out two minutes after the sign-in, because no session polls for it (session.md 5).
    /// </summary>
    public string? SignOutError { get; init; }

    /// <summary>When the outcome was known, in local time.</summary>
    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>The gateway.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The failure that <see cref="Error"/> describes; or null.</summary>
    internal GatewayException? Failure { get; init; }

    /// <summary>The chairperson was signed out, but the record of it might be missing from the audit file; or null.</summary>
    internal GatewayException? UnrecordedSignOut { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", ConferenceId, Outcome);
}

/// <summary>The outcome of a conference in a cleanup.</summary>
public enum CleanupOutcome
{
    /// <summary>The conference was ended, and the gateway confirmed that it is no longer running.</summary>
    Ended,

    /// <summary>The conference had already ended. Nothing was changed.</summary>
    Gone,

    /// <summary>
    /// It is no longer the conference that was found: it has another chairperson, or its ID belongs to a new conference. Nothing was
    /// changed.
    /// </summary>
    Changed,

    /// <summary>The chairperson is signed in elsewhere, so it may be working. Nothing was changed.</summary>
    InUse,

    /// <summary>The conference could not be ended.</summary>
    Failed,

    /// <summary>The conference may have been ended: the request was sent, and the gateway did not confirm the end.</summary>
    Unknown,

    /// <summary>The conference would be ended. Only a plan has this outcome. Nothing was changed.</summary>
    Planned,

    /// <summary>The conference was skipped: it doesn't match the conditions, or the user answered no.</summary>
    Skipped,
}
