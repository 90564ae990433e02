using System.Globalization;
using System.Text.Json;

namespace AgentGateway.Simulator;

/// <summary>The contents of events, with the spelling and types of the samples in the reference.</summary>
internal static class EventContent
{
    public const string MainPhone = """{"type":"main"}""";

    public static string ConfId(long confId) => Invariant($$"""{"confId":{{confId}}}""");

    public static string Cause(int cause) => Invariant($$"""{"cause":{{cause}}}""");

    public static string Result(bool failed) => failed ? """{"result":1}""" : """{"result":0}""";

    public static string PhoneState(int phoneState) => Invariant($$"""{"phoneState":{{phoneState}}}""");

    public static string LoginTime(DateTimeOffset signedInAt) => Invariant($$"""{"loginTime":"{{signedInAt.ToUnixTimeMilliseconds()}}"}""");

    public static string Reason(int reason) => Invariant($$"""{"reason":"{{reason}}"}""");

    public static string Inspected(int qcType, int inspector) => Invariant($$"""{"qcType":{{qcType}},"qcAgentId":{{inspector}}}""");

    public static string ParticipantChanged(long confId, Participant participant, int changeType, int changeReason, bool failed = false)
    {
        var (addressType, address) = participant.Address;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"result":{{(failed ? 1 : 0)}},"changeReason":{{changeReason}},"changeType":{{changeType}},"confId":{{confId}}"""
            + $$""","participant":{{Text(address)}},"participantType":{{addressType}}"""
            + $$""","deviceCallType":{{participant.DeviceCallType}},"deviceType":{{participant.DeviceType}}}""");
    }

    public static string StopRecordDone(DateTimeOffset begin, DateTimeOffset end, long taskId) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"beginTime":{{begin.ToUnixTimeMilliseconds()}},"endTime":{{end.ToUnixTimeMilliseconds()}}"""
        + $$""","fileMediaType":"1","taskId":{{taskId}},"jsonKey":["beginTime","endTime","taskId"]}""");

    public static string Record(long taskId, string callId, string phoneNumber, string fileName) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"taskId":{{taskId}},"caller":"","called":{{Text(phoneNumber)}}"""
        + $$""","callId":"{{callId}}","locationId":"0","recordID":"{{taskId}}","fileName":{{Text(fileName)}},"fileMediaType":"1"}""");

    public static string AgentNotify(string subtype, int agentId) => Invariant(
        $$"""{"subtype":"{{subtype}}","monitoredagent":"{{agentId}}","agentname":"{{agentId}}","mediaserver":"CtiServer"}""");

    public static string Text(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
