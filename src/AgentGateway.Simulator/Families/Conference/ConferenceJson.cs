using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Conferences and participants in the fields of queryconfinfos and batchremoveparticipant.</summary>
internal static class ConferenceJson
{
    public static string Conference(Conference conference, DateTimeOffset now)
    {
        lock (conference.Gate)
        {
            var people = string.Join(',', conference.Participants.Where(static participant => !participant.IsRinging).Select(Participant));
            var startTime = conference.StartTime.ToUnixTimeMilliseconds();
            var (duration, age) = ((int)conference.Duration.TotalMinutes, (int)(now - conference.StartTime).TotalMinutes);
            return string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"confId":{{conference.Id}},"confState":{{(conference.Voice is null ? 0 : 1)}},"startTime":{{startTime}}"""
                + $$""","applyConfTime":{{duration}},"confHaveBeenTime":{{age}},"addresses":[{{people}}]}""");
        }
    }

    public static string Addresses(IEnumerable<ParticipantAddress> addresses) => $"[{string.Join(',', addresses.Select(Address))}]";

    private static string Address(ParticipantAddress address) =>
        $$"""{"addressType":"{{address.AddressType}}","address":{{EventContent.Text(address.Address)}}}""";

    private static string Participant(Participant participant)
    {
        var (addressType, address) = participant.Address;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"addressType":"{{addressType}}","address":{{EventContent.Text(address)}}"""
            + $$""","deviceCallType":{{participant.DeviceCallType}},"deviceType":{{participant.DeviceType}}"""
            + $$""","channelAttrib":{{participant.ChannelAttribute}},"channelState":{{participant.ChannelState}}"""
            + $$""","role":{{(participant.IsChairperson ? 1 : 0)}},"enterTime":{{participant.EnterTime.ToUnixTimeMilliseconds()}}}""");
    }
}
