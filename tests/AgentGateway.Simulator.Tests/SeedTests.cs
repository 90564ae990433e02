using System.Net;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the examples of the five founding documents, with their literal requests and replies.</summary>
public class SeedTests
{
    private const string SampleReply =
        """
        {
          "result": {},
          "message": "success",
          "retcode": "0"
        }
        """;

    [Theory]
    [InlineData("stopvoicetoconf", null)]
    [InlineData("releaseagentconf", null)]
    [InlineData("holdparticipant", """
        {
            "address": "88887946",
            "addressType": "6",
            "playMode": 2,
            "voicePath": "y:/conf/120/1136287.V3"
        }
        """)]
    public async Task The_sample_request_of_a_chairperson_gets_the_sample_reply(string operation, string? body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "88887946");

        var answer = await chairperson.ConferenceAsync(operation, body);

        AssertIsSampleReply(answer);
    }

    [Fact]
    public async Task A_rejected_invitation_gets_the_sample_reply()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        var invited = await gateway.SignInAsync(102);
        await chairperson.ConferenceAsync("batchaddparticipant", """{"addresses":[{"addressType":"9","address":"102"}]}""");

        AssertIsSampleReply(await invited.ConferenceAsync("rejectagentconf"));
    }

    [Fact]
    public async Task The_sample_of_play_with_numbers_for_volume_and_speed_gets_the_sample_reply()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(105);

        var answer = await agent.PlaybackAsync("PUT", "play", """
            {
                "voicepath": "Y:/1/0/20180621/105/1406470.V3",
                "startpostion": 0,
                "volumechange": 20,
                "speedchange": 20,
                "times": 1,
                "codeformat": 0,
                "locationId": -1
            }
            """);

        AssertIsSampleReply(answer);
    }

    /// <summary>The documents print the reply over five lines. On the wire it has no white space, and is otherwise identical.</summary>
    private static void AssertIsSampleReply(Answer answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json; charset=UTF-8", answer.Message.Content.Headers.ContentType!.ToString());
        Assert.Equal(string.Concat(SampleReply.Where(static sign => !char.IsWhiteSpace(sign))), answer.Body);
    }
}
