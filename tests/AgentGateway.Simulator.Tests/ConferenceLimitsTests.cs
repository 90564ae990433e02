namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the documented limits and types of conference bodies. An invalid body gets 000-002 and has no effect.</summary>
public class ConferenceLimitsTests
{
    private static readonly string Path127 = new('p', 127);
    private static readonly string Digits24 = new('1', 24);

    public static TheoryData<string, string?> Refused => new()
    {
        { "requestagentconf", null },
        { "requestagentconf", "[]" },
        { "requestagentconf", "{\"memberNum\":" },
        { "requestagentconf", "{}" },
        { "requestagentconf", """{"memberNum":0}""" },
        { "requestagentconf", """{"memberNum":121}""" },
        { "requestagentconf", """{"memberNum":"4"}""" },
        { "requestagentconf", """{"memberNum":4,"time":3}""" },
        { "requestagentconf", """{"memberNum":4,"time":1441}""" },
        { "requestagentconf", """{"memberNum":4,"promptTime":2}""" },
        { "requestagentconf", """{"memberNum":4,"beepTone":true}""" },
        { "requestagentconf", """{"memberNum":4,"beepTone":"true","voicePath":"y:/1.V3"}""" },
        { "requestagentconf", """{"memberNum":4,"playMode":1}""" },
        { "requestagentconf", $$"""{"memberNum":4,"confCallerNo":"{{Digits24}}1"}""" },
        { "holdparticipant", """{"address":"70001","addressType":"6"}""" },
        { "holdparticipant", """{"address":"70001","addressType":6,"voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":"70001","addressType":"7","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":70001,"addressType":"6","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":"","addressType":"6","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":"70001","addressType":"6","voicePath":""}""" },
        { "holdparticipant", """{"address":"70001","addressType":"6","playMode":"2","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", $$"""{"address":"70001","addressType":"6","voicePath":"{{Path127}}p"}""" },
        { "holdparticipant", $$"""{"address":"{{Digits24}}1","addressType":"6","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":"ääääääääääääz","addressType":"6","voicePath":"y:/1.V3"}""" },
        { "holdparticipant", """{"address":"70002","addressType":"6","voicePath":"y:/1.V3"}""" },
        { "unholdparticipant", """{"address":"70001"}""" },
        { "unholdparticipant", """{"addressType":"6"}""" },
        { "prolongtime", """{"prolongTime":0}""" },
        { "prolongtime", """{"prolongTime":1441}""" },
        { "prolongtime", """{"prolongTime":1.5}""" },
        { "applytoshiftpresident", """{"destAgentNo":"102"}""" },
        { "batchaddparticipant", """{"addresses":[]}""" },
        { "batchaddparticipant", """{"addresses":["70005"]}""" },
        { "batchaddparticipant", """{"addresses":[{"addressType":"6","address":"70005","deviceCallType":256}]}""" },
        { "batchaddparticipant", """{"addresses":[{"addressType":"6","address":"70005"}],"beepTone":true}""" },
        { "batchaddparticipant", $$"""{"addresses":[{{Addresses(121)}}]}""" },
        { "batchremoveparticipant", $$"""{"addresses":[{{Addresses(31)}}]}""" },
        { "changeparticipantmode", """{"attribute":0,"addressType":"6","address":"70001"}""" },
        { "changeparticipantmode", """{"attribute":5,"addressType":"6","address":"70001"}""" },
        { "playvoicetoconf", """{"playType":2,"voicePath":"y:/1.V3"}""" },
        { "playvoicetoconf", "{}" },
        { "playvoicetoparticipant", """{"addressType":"6","address":"70001"}""" },
        { "stopvoicetoparticipant", "{}" },
        { "modifyconfresource", """{"modifyType":0,"modifyNum":1}""" },
        { "modifyconfresource", """{"modifyType":0,"modifyNum":119}""" },
        { "modifyconfresource", """{"modifyType":2,"modifyNum":2}""" },
        { "queryconfinfos", """{"confIds":[]}""" },
        { "queryconfinfos", """{"confIds":["1029888"]}""" },
        { "queryconfinfos", """{"confIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}""" },
    };

    public static TheoryData<string, string> Accepted => new()
    {
        { "holdparticipant", $$"""{"address":"70001","addressType":"6","playMode":null,"voicePath":"{{Path127}}","more":1}""" },
        { "unholdparticipant", $$"""{"address":"{{Digits24}}","addressType":"6"}""" },
        { "prolongtime", """{"prolongTime":1440}""" },
        { "batchaddparticipant", $$"""{"addresses":[{{Addresses(117)}}],"caller":"{{Digits24}}","beepTone":false,"voicePath":17}""" },
        { "batchremoveparticipant", $$"""{"addresses":[{{Addresses(30)}}]}""" },
        { "queryconfinfos", """{"confIds":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]}""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_body_outside_the_limits_is_an_invalid_parameter(string operation, string? body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70001");
        var before = gateway.Control.GetState()["conferences"]!.ToJsonString();

        var answer = await chairperson.ConferenceAsync(operation, body);

        Assert.Equal("""{"message":"invalid parameter","retcode":"000-002"}""", answer.Body);
        gateway.AnswerPhones();
        Assert.Empty(await chairperson.EventsAsync());
        Assert.Equal(before, gateway.Control.GetState()["conferences"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_body_at_the_limits_is_accepted(string operation, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70001", Digits24);

        Assert.Equal("0", (await chairperson.ConferenceAsync(operation, body)).RetCode);
    }

    private static string Addresses(int count) =>
        string.Join(',', Enumerable.Range(1, count).Select(static number => $$"""{"addressType":"6","address":"8{{number}}"}"""));
}
