using System.Net;
using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>The events of multimedia calls, in the forms of the reference's samples (media.md 1.5).</summary>
public sealed class MediaEventReaderTests
{
    [Fact]
    public void A_text_message_has_a_typed_content_and_its_call()
    {
        var received = Read(
            """
            {"eventType":"AgentEvent_MessageData","workNo":"101","content":{"callid":"1-1","caller":"70001","called":"60015","feature":0,
            "type":"main","message":"Hello","mediaAbility":"5","jsonKey":["callid"]},"jsonKey":["eventType"]}
            """);

        Assert.Equal(
            new CallMessage
            {
                CallId = "1-1",
                Caller = "70001",
                Called = "60015",
                CallType = (CallType)0,
                Type = "main",
                Message = "Hello",
                MediaAbility = 5,
            },
            received.Content);
        Assert.Equal("1-1", received.CallId);
    }

    [Fact]
    public void The_credentials_of_a_video_room_are_secure_and_masked_everywhere_else()
    {
        // The sample has a blank before the type, and one key twice.
        var received = Read(
            """
            {"eventType":" AgentEvent_RequestConnect","workNo":"101","content":{"userId":"101","ctime":"1552524689","channelId":"7",
            "signature":"S3cr3t/sig","appId":"4pp","appId":"4pp","role":"1","ip":"10.1.2.3","port":"8443","signalingDomainIn":"in",
            "signalingDomainOut":"out","locationId":"0","callid":"1-1"}}
            """);

        var room = Assert.IsType<VideoRoom>(received.Content);
        Assert.Equal("AgentEvent_RequestConnect", received.EventType);
        Assert.Equal(("101", "1552524689", "7", "1"), (room.UserId, room.Expiry, room.ChannelId, room.Role));
        Assert.Equal(("10.1.2.3", 8443, "in", "out"), (room.ServerAddress, room.Port, room.SignalingDomainIn, room.SignalingDomainOut));
        Assert.Equal(("1-1", 0), (room.CallId, room.LocationId));
        Assert.Equal("S3cr3t/sig", new NetworkCredential("", room.Signature).Password);
        Assert.Equal("4pp", new NetworkCredential("", room.AppId).Password);
        Assert.DoesNotContain("S3cr3t", received.Raw + room, StringComparison.Ordinal);
        Assert.DoesNotContain("4pp", received.Raw, StringComparison.Ordinal);
        Assert.Contains("\"channelId\":\"7\"", received.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"eventType":"AgentEvent_RequestConnect","content":{"\u0073ignature":"S3cr3t","app\u0049d":"4pp","role":"1"}}""")]
    [InlineData("""{"eventType":"AgentEvent_requestConnect","content":{"signature":"S3cr3t","appId":"4pp","role":"1"}}""")]
    [InlineData("""{"eventType":"AGENTEVENT_REQUESTCONNECT ","content":{"signature":"S3cr3t","appId":"4pp","role":"1"}}""")]
    [InlineData("""{"eventType":"AgentEvent_RequestConnect","content":{"x":[{"Signature ":"S3cr3t"}],"APP_ID":["4pp"],"role":"1"}}""")]
    [InlineData("""{"eventType":"AgentEvent_RequestConnect","content":{"x":"{\"signature\":\"S3cr3t\",\"appId\":\"4pp\"}","role":"1"}}""")]
    public void The_credentials_of_a_video_room_are_masked_however_their_names_are_written(string json)
    {
        var received = Read(json);

        Assert.Equal("1", Assert.IsType<VideoRoom>(received.Content).Role);
        Assert.DoesNotContain("S3cr3t", received.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("4pp", received.Raw, StringComparison.Ordinal);
        Assert.Contains("\"role\":\"1\"", received.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", ImageCaptureResult.Succeeded)]
    [InlineData("\"2\"", ImageCaptureResult.Refused)]
    [InlineData("null", null)]
    public void A_photo_tells_its_outcome_and_its_file(string result, ImageCaptureResult? expected)
    {
        var received = Read(
            $$$"""
            {"eventType":"AgentEvent_ImageCapture","workNo":"101","content":{"callid":"1-1","result":{{{result}}},
            "filename":"F:/5/1/20220611/1002/1113201.jpg","locationId":"0"}}
            """);

        Assert.Equal(new ImageCaptured("1-1", expected, "F:/5/1/20220611/1002/1113201.jpg", 0), received.Content);
    }

    private static AgentEvent Read(string json) =>
        Assert.Single(AgentEventReader.Read(Encoding.UTF8.GetBytes(json), 101, new Uri("https://gw:8043"), default));
}
