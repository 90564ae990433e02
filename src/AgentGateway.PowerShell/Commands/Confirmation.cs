using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace AgentGateway.Commands;

/// <summary>Asks before a call. What a person was shown is what is hit, also where it took a while to answer.</summary>
internal static class Confirmation
{
    // Without a person, -WhatIf and -Confirm take no time.
    private static readonly TimeSpan Human = TimeSpan.FromSeconds(1);

    /// <summary>Asks, if it is to be asked. Where a person was asked, the conference that was shown becomes the target's, so that it is verified.</summary>
    /// <exception cref="GatewayException">Another conference runs now than the one that was shown.</exception>
    public static bool TryConfirm(Cmdlet cmdlet, ref Target target, bool withConference, string text, string action, OperationCall? call = null, Invitee? participant = null)
    {
        var shown = withConference && target.ConferenceId is null ? target.Session.ConferenceId : null;
        var watch = Stopwatch.StartNew();
        if (!cmdlet.ShouldProcess(text, action))
        {
            return false;
        }

        if (shown is not { } conferenceId || watch.Elapsed < Human)
        {
            return true;
        }

        if (target.Session.ConferenceId is { } current && current != conferenceId)
        {
            var changed = Changed(target, conferenceId, current, call);
            throw call is null ? changed.About(participant!, conferenceId) : changed.About(call, conferenceId);
        }

        target = target with { ConferenceId = conferenceId };
        return true;
    }

    private static GatewayException Changed(in Target target, long shown, long current, OperationCall? call)
    {
        var detail = string.Format(CultureInfo.InvariantCulture, "{0} instead of {1}", current, shown);
        return new GatewayException(FailureKind.ConferenceChanged, Messages.Compose(FailureKind.ConferenceChanged, target.Session.Context(call?.Operation, target.AgentId), detail))
        {
            Operation = call?.Operation.Name,
            AgentId = target.AgentId,
            Gateway = target.Session.Gateway,
            CurrentConferenceId = current,
            Remedy = Messages.Remedy(FailureKind.ConferenceChanged, null),
        };
    }
}
