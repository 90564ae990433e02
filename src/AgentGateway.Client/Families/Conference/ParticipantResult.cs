using System.Diagnostics.CodeAnalysis;

namespace AgentGateway;

/// <summary>The result of an operation for one participant.</summary>
public sealed class ParticipantResult : OperationResult
{
    [SetsRequiredMembers]
    private ParticipantResult(OperationResult batch, Invitee participant)
        : base(batch)
    {
        Address = participant.Address;
        AddressType = participant.AddressType;
    }

    /// <summary>Returns the result of one participant of a batch.</summary>
    /// <param name="batch">The result of the batch.</param>
    /// <param name="participant">The participant.</param>
    internal static ParticipantResult From(OperationResult batch, Invitee participant) => new(batch, participant);

    /// <summary>Returns the result of one participant of a batch, for a command that waited for each participant.</summary>
    /// <param name="batch">The result of the batch.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="answer">The event.</param>
    /// <param name="elapsed">The time from sending to that event.</param>
    internal static ParticipantResult From(OperationResult batch, Invitee participant, AgentEvent answer, TimeSpan elapsed) =>
        new(batch, participant)
        {
            Events = [answer],
            Elapsed = elapsed,
            CompletedAt = answer.ReceivedAt,
            ConferenceId = batch.ConferenceId ?? answer.ConferenceId,
        };
}
