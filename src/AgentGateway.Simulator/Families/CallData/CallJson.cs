using System.Globalization;

namespace AgentGateway.Simulator;

/// <summary>Calls in the fields of the reference (queues.md, 1).</summary>
internal static class CallJson
{
    /// <summary>Returns an object with the fields that every interface has.</summary>
    public static string Held(PhoneCall call) => Common(call) + ",\"mediaType\":5}";

    public static string Full(PhoneCall call) => Common(call) + Times(call) + ",\"mediaType\":5}";

    /// <summary>Returns an object with the fields that only callinfo has, too.</summary>
    public static string Current(PhoneCall call)
    {
        var end = call.EndedAt?.ToUnixTimeMilliseconds().ToInvariant() ?? "null";
        return Common(call) + Times(call) + $$""","orgicallednum":"","endtime":{{end}},"mediaType":5}""";
    }

    private static string Common(PhoneCall call) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"callfeature":{{call.Feature}},"callid":"{{call.CallId}}","caller":{{EventContent.Text(call.Caller)}}"""
        + $$""","called":{{EventContent.Text(call.Called)}},"callskill":{{EventContent.Text(call.Skill)}}"""
        + $$""","callskillid":{{call.SkillId}}""");

    private static string Times(PhoneCall call) => string.Create(
        CultureInfo.InvariantCulture,
        $$""","calldata":{{EventContent.Text(call.Data)}},"begintime":{{call.AnsweredAt?.ToUnixTimeMilliseconds() ?? 0}}"""
        + $$""","userPriority":0,"trunkNo":65535,"logontimes":0""");
}
