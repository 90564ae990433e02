using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>The contents of call events, with the spelling of the reference (voicecall.md, 4).</summary>
internal static class CallEventContent
{
    /// <summary>An incoming call has an object (clients.md, 6), an outgoing one has none.</summary>
    public static string Alerting(PhoneCall call) =>
        $$"""{"callid":"{{call.CallId}}","caller":{{EventContent.Text(call.Caller)}}}""";

    public static string Talking(PhoneCall call) => Common(call) + "}";

    public static string Ringing(PhoneCall call)
    {
        var (transfer, from) = call.TransferredBy is { } agent ? ("yes", agent.ToInvariant()) : ("no", "");
        return Common(call) + $$""","transfer":"{{transfer}}","transfrom":"{{from}}","mediaType":5}""";
    }

    public static string CustomerAlerting(string callId, string otherPhone) =>
        $$"""{"otherPhone":{{EventContent.Text(otherPhone)}},"callid":"{{callId}}","type":"main"}""";

    public static string Conference(PhoneCall call) =>
        $$"""{"callid":"{{call.CallId}}","partner":{{EventContent.Text(string.Join(',', call.Parties))}}}""";

    public static string Released(string callId, string number) =>
        $$"""{"callid":"{{callId}}","number":{{EventContent.Text(number)}}}""";

    public static string TransferResult(bool failed) => failed ? """{"result":1,"callId":""}""" : """{"result":0,"callId":""}""";

    /// <summary>Returns the fields that all contents with a call have, without the closing brace.</summary>
    private static string Common(PhoneCall call) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"caller":{{EventContent.Text(call.Caller)}},"called":{{EventContent.Text(call.Called)}}"""
        + $$""","callid":"{{call.CallId}}","type":"main","feature":{{call.Feature}},"mediaAbility":1""");
}
