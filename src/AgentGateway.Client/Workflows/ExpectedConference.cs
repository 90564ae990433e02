using System.Globalization;

namespace AgentGateway;

/// <summary>A conference as described by an earlier query or a saved list. Unknown values are null and aren't compared.</summary>
/// <param name="ConferenceId">The conference.</param>
/// <param name="AgentId">Its chairperson.</param>
/// <param name="StartTime">When it began.</param>
internal sealed record ExpectedConference(long ConferenceId, int? AgentId, DateTimeOffset? StartTime)
{
    // A saved time may have a precision of seconds.
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    public ExpectedConference(Conference found)
        : this(found.ConferenceId, found.AgentId, found.StartTime)
    {
    }

    /// <summary>Returns the difference if it is another conference or has another chairperson; null: it is the same.</summary>
    /// <param name="running">The conference that now has this ID.</param>
    /// <param name="inspector">The session that sent the query.</param>
    public GatewayException? FindChange(Conference running, AgwSession inspector)
    {
        var context = inspector.Context(ConferenceOperations.QueryConfInfos, AgentId);
        if (StartTime is { } start && running.StartTime is { } newStart && (start - newStart).Duration() >= Precision)
        {
            return GatewayException.For(
                FailureKind.ConferenceChanged,
                context,
                string.Format(CultureInfo.InvariantCulture, "{0} began at {1:s}, not at {2:s}", ConferenceId, newStart, start),
                variant: FailureVariants.OtherConference);
        }

        if (AgentId is null || AgentId == running.AgentId)
        {
            return null;
        }

        var chairperson = running.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "nobody";
        return GatewayException.For(
            FailureKind.ConferenceChanged,
            context,
            string.Format(CultureInfo.InvariantCulture, "the chairperson of {0} is {1}", ConferenceId, chairperson),
            variant: FailureVariants.OtherChairperson);
    }
}
