using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Conferences and their people in the fields of queryconfinfos and batchremoveparticipant.</summary>
internal static class WireJson
{
    public static string Conference(Conference conference, DateTimeOffset now)
    {
        lock (conference.Gate)
        {
            var people = string.Join(',', conference.Participants.Where(static participant => !participant.IsRinging).Select(Participant));
            return Invariant($$"""{"confId":{{conference.Id}},"confState":{{(conference.Voice is null ? 0 : 1)}},"startTime":{{conference.StartTime.ToUnixTimeMilliseconds()}},"applyConfTime":{{(int)conference.Duration.TotalMinutes}},"confHaveBeenTime":{{(int)(now - conference.StartTime).TotalMinutes}},"addresses":[{{people}}]}""");
        }
    }

    public static string Addresses(IEnumerable<ParticipantAddress> addresses) =>
        $"[{string.Join(',', addresses.Select(static address => $$"""{"addressType":"{{address.AddressType}}","address":{{EventContent.Text(address.Address)}}}"""))}]";

    private static string Participant(Participant participant) => Invariant(
        $$"""{"addressType":"{{participant.Address.AddressType}}","address":{{EventContent.Text(participant.Address.Address)}},"deviceCallType":{{participant.DeviceCallType}},"deviceType":{{participant.DeviceType}},"channelAttrib":{{participant.ChannelAttribute}},"channelState":{{participant.ChannelState}},"role":{{(participant.IsChairperson ? 1 : 0)}},"enterTime":{{participant.EnterTime.ToUnixTimeMilliseconds()}}}""");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
