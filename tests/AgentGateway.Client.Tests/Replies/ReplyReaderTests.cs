using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>Tests the frame of a reply. The reader tolerates differences of gateways, and refuses other text (decision 0009).</summary>
public sealed class ReplyReaderTests
{
    [Theory]
    [InlineData("""{"message":"success","retcode":"0","result":{}}""")]
    [InlineData("""{"message":"","retcode":"0"}""")]
    [InlineData("""{"retcode":"0","msg":""}""")]
    [InlineData("""{"retcode":0}""")]
    [InlineData("""{"retcode":0,"result":null}""")]
    [InlineData("""{"retcode":"0","result":""}""")]
    [InlineData("""{"retcode":"0","result":[]}""")]
    [InlineData("""{"retcode":"0","result":[1,{"a":[2]}]}""")]
    [InlineData("""{"retcode":"0","result":true,"message":null}""")]
    [InlineData("""{"retCode":"0"}""")]
    [InlineData("""{"new":{"retcode":"1"},"retcode":"0","more":[{"retcode":"2"}]}""")]
    [InlineData("""{"\u0072etcode":"\u0030"}""")]
    [InlineData(" \r\n\t{ \"retcode\" : \"0\" } \n")]
    [InlineData("\uFEFF{\"retcode\":\"0\"}")]
    [InlineData("""{"retcode":"0","message":7}""")]
    [InlineData("""{"retcode":"0","result":[1,],}""")]
    [InlineData("""{/* busy */"retcode":"0"}""")]
    public void Every_spelling_of_success_is_success(string body)
    {
        Assert.True(Read(body).IsSuccess);
        Assert.True(Read(body, wantsResult: true).IsSuccess);
    }

    [Theory]
    [InlineData("""{"message":"agent not login","result":"","retcode":"100-006"}""", "100-006", "agent not login")]
    [InlineData("""{"msg":"agent not login","retcode":"100-006","result":null}""", "100-006", "agent not login")]
    [InlineData("""{"retcode":5}""", "5", "")]
    [InlineData("""{"retcode":-1,"message":"Unknown ERROR._21234"}""", "-1", "Unknown ERROR._21234")]
    [InlineData("""{"retcode":"100-006","retcode":"100-006"}""", "100-006", "")]
    [InlineData("""{"retcode":"100-006","result":{"a":1},"event":{"eventType":"X"}}""", "100-006", "")]
    public void A_refusal_keeps_its_code_and_its_message(string body, string code, string words)
    {
        var reply = Read(body);

        Assert.Equal((code, words, false), (reply.RetCode, reply.Message, reply.IsSuccess));
        Assert.Equal((null, null), (reply.Result, reply.Event));
    }

    [Theory]
    [InlineData("""{"retcode":"0"}""")]
    [InlineData("""{"retcode":"0","message":"success"}""")]
    public void Successes_without_data_share_one_object(string body)
    {
        Assert.Same(Reply.PlainSuccess, Read(body));
        Assert.Equal(("success", false), (Reply.PlainSuccess.Message, Reply.PlainSuccess.HasWords));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_message_of_a_success_is_kept(bool wantsResult)
    {
        var reply = Read("""{"retcode":"0","message":"done twice"}""", wantsResult);

        Assert.Equal(("done twice", true, true), (reply.Message, reply.IsSuccess, reply.HasWords));
    }

    [Fact]
    public void A_message_in_another_encoding_does_not_hide_the_code()
    {
        byte[] body = [.. "{\"message\":\""u8, 0xB3, 0xC9, 0xB9, 0xA6, .. "\",\"retcode\":\"0\"}"u8];

        Assert.True(ReplyReader.Read(body, wantsResult: false, out _)!.IsSuccess);
        Assert.True(Read("""{"message":"\ud83d","retcode":"0"}""").IsSuccess);
        Assert.True(Read("""{"m\udc00g":1,"retcode":"0"}""").IsSuccess);
    }

    [Theory]
    [InlineData("""{"retcode":"0","result":{"a":[1, 2]}}""", """{"a":[1, 2]}""")]
    [InlineData("""{"result":[1],"retcode":"0"}""", "[1]")]
    [InlineData("""{"result":"","retcode":"0"}""", null)]
    [InlineData("""{"result":null,"retcode":"0"}""", null)]
    [InlineData("""{"retcode":"0"}""", null)]
    public void The_result_is_kept_for_its_reader(string body, string? result)
    {
        Assert.Equal(result, Text(Read(body, wantsResult: true).Result));
        Assert.Null(Read(body).Result);
    }

    [Theory]
    [InlineData("""{"message":"","retcode":"0","event":{"eventType":"X"}}""", """{"eventType":"X"}""")]
    [InlineData(
        """{"message":"","retcode":"0","event":[{"eventType":"X"},{"eventType":"Y"}]}""", """[{"eventType":"X"},{"eventType":"Y"}]""")]
    [InlineData("""{"eventType":"X","workNo":"101","content":null}""", """{"eventType":"X","workNo":"101","content":null}""")]
    [InlineData("\uFEFF{\"eventType\":\"X\"}", """{"eventType":"X"}""")]
    [InlineData("""{"eventType":"X","eventType":"X"}""", """{"eventType":"X","eventType":"X"}""")]
    [InlineData("""{"message":"","retcode":"0","event":null}""", null)]
    [InlineData("""{"message":"","retcode":"0","event":""}""", null)]
    [InlineData("""{"message":"","retcode":"0"}""", null)]
    public void An_event_arrives_with_or_without_its_frame_or_not_at_all(string body, string? json)
    {
        var reply = Read(body, wantsResult: true);

        Assert.True(reply.IsSuccess);
        Assert.Equal(json, Text(reply.Event));
        Assert.Equal("", reply.Message);
    }

    [Theory]
    [InlineData("""{"retcode":"0"}garbage""", "not JSON at byte 15")]
    [InlineData("OK", "not JSON at byte 0")]
    public void Invalid_JSON_is_reported_with_its_position(string body, string why)
    {
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out var problem));
        Assert.Equal(why, problem);
    }

    [Theory]
    [InlineData("", "an empty body")]
    [InlineData("  \n", "not JSON")]
    [InlineData("\uFEFF", "an empty body")]
    [InlineData("OK", "not JSON")]
    [InlineData("<html><body>502</body></html>", "not JSON")]
    [InlineData("""[{"retcode":"0"}]""", "not an object")]
    [InlineData("\"0\"", "not an object")]
    [InlineData("0", "not an object")]
    [InlineData("null", "not an object")]
    [InlineData("{}", "without a retcode")]
    [InlineData("""{"message":"success","result":{}}""", "without a retcode")]
    [InlineData("""{"retcode":null}""", "without a retcode")]
    [InlineData("""{"retcode":""}""", "without a retcode")]
    [InlineData("""{"retcode":true}""", "without a retcode")]
    [InlineData("""{"retcode":{"0":"0"}}""", "without a retcode")]
    [InlineData("""{"retcode":0.5}""", "without a retcode")]
    [InlineData("""{"message":{"retcode":"0"}}""", "without a retcode")]
    [InlineData("""{"message":[{"retcode":"0"}],"result":{"retcode":"0"}}""", "without a retcode")]
    [InlineData("""{"RETCODE":"0"}""", "without a retcode")]
    [InlineData("""{"eventType":"X"}""", "without a retcode")]
    [InlineData("""{"retcode":"100-006","retcode":"101-001"}""", "two different retcodes")]
    [InlineData("""{"retcode":" 100-006","retcode":"101-001"}""", "characters that no retcode has")]
    [InlineData("""{"message":"success","retcode":"0","result":{""", "not JSON")]
    [InlineData("""{"retcode":"0"}}""", "not JSON")]
    [InlineData("""{"retcode":"0"}{"retcode":"0"}""", "not JSON")]
    [InlineData("""{"retcode":"0"}garbage""", "not JSON")]
    [InlineData("""{'retcode':'0'}""", "not JSON")]
    [InlineData("""{retcode:"0"}""", "not JSON")]
    [InlineData("""{"retcode":"0""", "not JSON")]
    public void An_invalid_reply_has_a_problem_and_no_content(string body, string why)
    {
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: true, out _));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"message":"success","result":{}}""")]
    [InlineData("""{"status":"ok","event":{"eventType":"X"}}""")]
    public void A_reply_to_a_poll_without_a_retcode_and_an_event_type_is_no_event(string body)
    {
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: true, out var problem, isPoll: true));
        Assert.Equal("JSON without a retcode", problem);
    }

    [Theory]
    [InlineData("""{"errorReason":21234}""", 21234)]
    [InlineData("""{"errorReason":" -1"}""", null)]
    [InlineData("""{"errorReason":"-1"}""", -1)]
    [InlineData("""{"errorReason":"x"}""", null)]
    [InlineData("""{"errorReason":true}""", null)]
    [InlineData("""{"inner":{"errorReason":1},"errorReason":2}""", 2)]
    [InlineData("""{"inner":{"errorReason":1}}""", null)]
    [InlineData("""{"text":"errorReason","errorReason":2}""", 2)]
    [InlineData("""{"text":"errorReason","more":3}""", null)]
    [InlineData("""[{"errorReason":1}]""", null)]
    public void A_refusal_keeps_the_cause_that_its_result_states_directly(string result, int? cause)
    {
        Assert.Equal(cause, Read($$"""{"retcode":"101-001","result":{{result}}}""").ErrorReason);
        Assert.Null(Read($$"""{"retcode":"0","result":{{result}}}""", wantsResult: true).ErrorReason);
    }

    [Fact]
    public void Text_in_UTF_16_is_no_reply()
    {
        var body = Encoding.Unicode.GetBytes("""{"retcode":"0"}""");

        Assert.Null(ReplyReader.Read(body, wantsResult: false, out _));
        Assert.Null(ReplyReader.Read([.. Encoding.Unicode.Preamble, .. body], wantsResult: false, out _));
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(100_000, false)]
    public void JSON_is_read_to_64_levels(int levelsOfResult, bool isRead)
    {
        var body = $$"""{"retcode":"0","result":{{new string('[', levelsOfResult)}}{{new string(']', levelsOfResult)}}}""";

        Assert.Equal(isRead, ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: true, out _) is not null);
        Assert.Equal(isRead, ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out _) is not null);
    }

    private static Reply Read(string body, bool wantsResult = false)
    {
        var reply = ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult, out var problem, isPoll: wantsResult);
        Assert.True(reply is not null, problem);
        return reply;
    }

    private static string? Text(byte[]? json) => json is null ? null : Encoding.UTF8.GetString(json);
}
