using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>Any bytes of a reply are converted to valid UTF-8, and no event is lost because of one unreadable text.</summary>
public sealed class ReplyTextTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Theory]
    [InlineData(null)]
    [InlineData("UTF-8")]
    [InlineData("\"utf-8\"")]
    [InlineData("ISO-8859-1")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void UTF_8_is_read_unchanged(string? charset) =>
        Assert.Equal("坐席 é 😀", Message(Encoding.UTF8.GetBytes(Body("坐席 é 😀")), charset));

    [Theory]
    [InlineData(null)]
    [InlineData("UTF-8")]
    [InlineData("GBK")]
    [InlineData("gb2312")]
    [InlineData("\"GB18030\"")]
    [InlineData("nonsense")]
    public void Text_that_is_no_UTF_8_is_read_as_GB18030(string? charset)
    {
        // The second half of 昞, 誠 and 乗 is a backslash, a quotation mark in ASCII follows them.
        Assert.Equal("昞誠乗", Message(Gb18030.GetBytes(Body("昞誠乗")), charset));
        Assert.Equal("成功 😀 €", Message(Gb18030.GetBytes(Body("成功 😀 €")), charset));
    }

    // 0xC3 0xBE is a character in both.
    [Theory]
    [InlineData("GBK", "镁")]
    [InlineData("GB2312", "镁")]
    [InlineData("UTF-8", "þ")]
    [InlineData(null, "þ")]
    public void The_charset_decides_if_the_bytes_do_not(string? charset, string text) =>
        Assert.Equal(text, Message([.. "{\"retcode\":\"1\",\"message\":\""u8, 0xC3, 0xBE, .. "\"}"u8], charset));

    [Theory]
    [InlineData("ISO-8859-1", "José")]
    [InlineData("utf-16", "坐席 José")]
    [InlineData("utf-16BE", "坐席 José")]
    [InlineData("big5", "坐席")]
    public void Another_charset_is_supported(string charset, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        Assert.Equal(text, Message(encoding.GetBytes(Body(text)), charset));
    }

    [Fact]
    public void A_byte_order_mark_of_the_declared_charset_is_not_part_of_the_text() =>
        Assert.Equal("坐席", Message([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Body("坐席"))], "utf-16"));

    [Fact]
    public void Zero_bytes_after_the_reply_are_ignored() =>
        Assert.Equal("done", Message([.. Encoding.UTF8.GetBytes(Body("done")), 0, 0, 0], "UTF-8"));

    [Theory]
    [InlineData(0xD6)]
    [InlineData(0xFF)]
    [InlineData(0xA0)]
    [InlineData(0x81)]
    public void Half_a_character_at_the_end_of_a_text_does_not_swallow_its_quotation_mark(int half) =>
        Assert.Equal("成\uFFFD", Message([.. Gb18030.GetBytes("{\"retcode\":\"1\",\"message\":\"成"), (byte)half, .. "\"}"u8], null));

    [Theory]
    [InlineData("""a\u0000\u0000\u0000""", "a")]
    [InlineData("""\u0000""", "")]
    [InlineData("""a\u0000b\u0000""", "a\0b")]
    [InlineData("""a\\u0000""", "a\\u0000")]
    [InlineData("""a\\\u0000""", "a\\")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""\ud83d""", "\uFFFD")]
    [InlineData("""\ude00\ud83d""", "\uFFFD\uFFFD")]
    [InlineData("""\ud9af""", "\uFFFD")]
    [InlineData("""\uD9AF""", "\uFFFD")]
    [InlineData("""\ud83d\u0041""", "\uFFFDA")]
    [InlineData("""\uD83D\uDE00\uDBFF""", "😀\uFFFD")]
    [InlineData("""\"\/\u0000""", "\"/")]
    public void Padding_is_dropped_and_half_a_surrogate_pair_is_replaced(string escaped, string text) =>
        Assert.Equal(text, Message(Encoding.UTF8.GetBytes($$"""{"retcode":"1","message":"{{escaped}}"}"""), null));

    [Theory]
    [InlineData("""{"retcode":"1","message":"\""")]
    [InlineData("""{"retcode":"1","message":"\u00""")]
    [InlineData("""{"retcode":"1","message":"\u0000""")]
    [InlineData("""{"retcode":"1","message":"\ud83d\u""")]
    [InlineData("""{"retcode":"1","message":"\u0000\uzzzz"}""")]
    [InlineData("\\u0000\\")]
    public void An_incomplete_escape_is_no_JSON(string body)
    {
        Assert.Null(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: true, out var problem));
        Assert.Contains("not JSON", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"retcode":"0\u0000\u0000","result":{},"message":""}""")]
    [InlineData("""{"retcode":"0","message":"success\u0000"}""")]
    public void A_success_with_padding_is_a_success(string body) =>
        Assert.True(ReplyReader.Read(Encoding.UTF8.GetBytes(body), wantsResult: false, out _)!.IsSuccess);

    [Fact]
    public void An_event_with_an_unreadable_text_keeps_everything_else()
    {
        byte[] body =
        [
            .. """{"retcode":"0","event":{"eventType":"AgentOther_Note","workNo":"105","content":{"name":"\ud800","context":"""u8,
            (byte)'"', 0xD6, .. "\",\"sender\":\"101\"}}}"u8,
        ];

        var received = Assert.Single(
            AgentEventReader.Read(ReplyReader.Read(body, wantsResult: true, out _)!.Event!, 101, new Uri("https://gw:8043"), default));

        var content = System.Text.Json.Nodes.JsonNode.Parse(received.Raw)!["content"]!;
        Assert.Equal(("\uFFFD", "\uFFFD", "101"), ((string?)content["name"], (string?)content["context"], (string?)content["sender"]));
    }

    [Fact]
    public void A_result_in_GBK_is_kept_in_UTF_8()
    {
        var reply = ReplyReader.Read(Gb18030.GetBytes("""{"retcode":"0","result":{"name":"张三"}}"""), wantsResult: true, out _)!;

        Assert.Equal("""{"name":"张三"}""", Encoding.UTF8.GetString(reply.Result!));
    }

    [Fact]
    public void ASCII_is_not_copied()
    {
        var body = """{"message":"success","retcode":"0","result":{"path":"y:\\a\/b","name":"\u5f20"}}"""u8.ToArray();
        _ = ReplyText.Normalize(body, "GBK");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var text = ReplyText.Normalize(body, "GBK");

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(text.Overlaps(body));
    }

    [Fact]
    public void UTF_8_is_not_copied()
    {
        var body = Encoding.UTF8.GetBytes(Body("坐席"));

        Assert.True(ReplyText.Normalize(body, "UTF-8").Overlaps(body));
    }

    private static string Body(string message) => $$"""{"retcode":"1","message":"{{message}}"}""";

    private static string Message(byte[] body, string? charset)
    {
        var reply = ReplyReader.Read(body, wantsResult: false, out var problem, charset);
        Assert.True(reply is not null, problem);
        return reply.Message;
    }
}
