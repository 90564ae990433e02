namespace AgentGateway;

/// <summary>The content of an event that contains only a conference ID.</summary>
/// <param name="ConferenceId">The conference.</param>
public sealed record ConferenceEvent(long? ConferenceId) : IConferenceContent;

/// <summary>An application for a conference was refused (<c>AgentConf_RequestFailed</c>).</summary>
/// <param name="Cause">The platform's cause; its values are not documented.</param>
public sealed record ConferenceRefused(int? Cause) : IOutcomeContent
{
    StatedOutcome IOutcomeContent.Outcome => StatedOutcome.Failed;
}

/// <summary>An announcement has ended (<c>AgentConf_StopVoice</c>, <c>AgentConf_StopParticipantVoice</c>).</summary>
/// <param name="Result">0 success, 1 failure; null if the gateway doesn't say.</param>
// The event contains only the result, neither the conference nor the participant (events.md 2).
public sealed record VoiceStopped(int? Result) : IOutcomeContent
{
    StatedOutcome IOutcomeContent.Outcome => ConferenceEvents.OutcomeOf(Result);

    int? IOutcomeContent.Cause => Result;
}
