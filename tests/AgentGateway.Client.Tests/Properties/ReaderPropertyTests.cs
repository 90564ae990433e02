using System.Text;

namespace AgentGateway.Client.Tests;

/// <summary>For any bytes, the readers return a reply or a problem, and throw only the declared exceptions.</summary>
public sealed class ReaderPropertyTests
{
    private static readonly Uri Address = new("https://gw:8043/");

    [Fact]
    public void Any_body_is_a_reply_or_has_a_problem() => Fuzz.Bytes(40_000, Corpus.Replies, body =>
    {
        var whole = ReplyReader.Read(body, wantsResult: true, out var problem, isPoll: true);
        var brief = ReplyReader.Read(body, wantsResult: false, out var sameProblem, isPoll: true);

        Assert.Equal((whole is null, problem, whole?.RetCode), (brief is null, sameProblem, brief?.RetCode));
        Assert.Equal(whole is null, problem is not null);
        if (whole is null)
        {
            return;
        }

        Assert.InRange(whole.RetCode.Length, 1, 301);
        Assert.DoesNotContain(whole.RetCode, char.IsControl);
        Assert.True(whole.Result is null || JsonText.Parse(whole.Result) is not null);
        Assert.True(whole.Event is null || JsonText.Parse(whole.Event) is not null);
        if (!whole.IsSuccess)
        {
            Assert.DoesNotContain(GatewayException.ForRetCode(default, whole.Facts, null).Message, char.IsControl);
        }
    });

    [Fact]
    public void Any_event_is_read_or_skipped() =>
        Fuzz.Bytes(30_000, [.. Corpus.Events, "[" + string.Join(",", Corpus.Events) + "]"], json =>
    {
        foreach (var received in AgentEventReader.Read(json, 101, new Uri("https://gw:8043"), default))
        {
            Assert.NotEmpty(received.EventType);
            Assert.DoesNotContain(received.EventType, char.IsControl);
            Assert.NotNull(JsonText.Parse(Encoding.UTF8.GetBytes(received.Raw)));
            Assert.True(received.AgentId >= 0);
        }
    });

    [Fact]
    public void Any_result_is_read_as_far_as_it_can_be() => Fuzz.Bytes(20_000, Corpus.Results, json =>
    {
        Assert.All(
            ConferenceResults.Conferences(json, Address) ?? [],
            conference => Assert.All(conference.Participants, participant => Assert.DoesNotContain(participant.Address, char.IsControl)));
        _ = ConferenceResults.ConferenceIds(json);
        _ = ConferenceResults.AppliedMinutes(json);
        _ = ConferenceResults.Missing(json);
        _ = SessionResults.Status(json, 101, Address);
        _ = SessionResults.Details(json, 101, Address, DateTimeOffset.MaxValue);
        _ = AgentDetails.ReadList(json, Address, DateTimeOffset.Now);
        _ = AgentDetails.ReadGroups(json, Address, DateTimeOffset.Now);
        _ = QueueResults.Names(json);
        _ = QueueResults.Statistics(json, Address);
        _ = QueueResults.Calls(json, 1, Address);
        _ = SessionResults.Guid(json);
        var facts = SignInFacts.Read(json);
        Assert.DoesNotContain(facts.MediaType + facts.ServerName, char.IsControl);
    });
}
