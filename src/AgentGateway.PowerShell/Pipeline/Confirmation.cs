using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>
/// Prompts for confirmation of a change to a conference. The user may take some time to answer, so the conference in the prompt is then
/// verified.
/// </summary>
internal static class Confirmation
{
    // If the prompt took less time, -WhatIf, -Confirm, or a preference answered it.
    private static readonly long MinAnswerTicks = Stopwatch.Frequency;

    /// <summary>
    /// Prompts for confirmation. If a user has answered, the conference in the prompt becomes the conference of the target.
    /// </summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="target">The target.</param>
    /// <param name="text">The target as text.</param>
    /// <param name="action">The action as text.</param>
    /// <param name="operation">The operation, for the error; or null.</param>
    /// <param name="subject">The subject of the change, for the error.</param>
    /// <exception cref="GatewayException">Another conference is running now.</exception>
    public static bool TryConfirm(
        Cmdlet cmdlet, ref Target target, string text, string action, Operation? operation, FailureSubject subject)
    {
        var start = Stopwatch.GetTimestamp();
        var shown = target.ConferenceId is null ? target.Session.ConferenceId : null;
        if (!cmdlet.ShouldProcess(text, action))
        {
            return false;
        }

        if (shown is not { } conferenceId || Stopwatch.GetTimestamp() - start < MinAnswerTicks)
        {
            return true;
        }

        if (target.Session.ConferenceId is { } current && current != conferenceId)
        {
            throw Changed(target, conferenceId, current, operation).About(subject with { ConferenceId = conferenceId });
        }

        target = target with { ConferenceId = conferenceId };
        return true;
    }

    private static GatewayException Changed(in Target target, long shown, long current, Operation? operation) => GatewayException.For(
        FailureKind.ConferenceChanged,
        target.Context(operation),
        string.Format(CultureInfo.InvariantCulture, "{0} instead of {1}", current, shown),
        facts: new FailureFacts { CurrentConferenceId = current });
}
