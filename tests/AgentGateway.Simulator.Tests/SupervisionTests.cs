namespace AgentGateway.Simulator.Tests;

/// <summary>Tests the beginning, the answer, and the end of a supervision (inspection.md 3).</summary>
public class SupervisionTests
{
    private const string Reply = """{"message":"","retcode":"0","result":{}}""";

    [Fact]
    public async Task Listening_can_begin_before_the_target_has_a_call()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (inspector, target) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101));

        Assert.Equal(Reply, (await inspector.InspectAsync("PUT", "addsupervise/101")).Body);
        gateway.AnswerPhones();

        Assert.Equal(["AgentOther_BeQcStart {\"qcType\":8,\"qcAgentId\":900}"], await target.EventsAsync());
    }

    [Fact]
    public async Task The_answer_of_a_stopped_supervision_does_not_answer_the_next_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (inspector, target) = (await gateway.SignInAsync(900), await gateway.SignInAsync(101));
        await inspector.InspectAsync("PUT", "addsupervise/101");
        gateway.Control.Advance(TestGateway.CallDelay / 2);
        await inspector.InspectAsync("DELETE", "101");
        await inspector.InspectAsync("PUT", "addsupervise/101");
        await target.EventsAsync();

        gateway.Control.Advance(TestGateway.CallDelay / 2);
        Assert.Empty(await target.EventsAsync());
        gateway.Control.Advance(TestGateway.CallDelay / 2);
        Assert.Equal(["AgentOther_BeQcStart {\"qcType\":8,\"qcAgentId\":900}"], await target.EventsAsync());
    }

    [Fact]
    public async Task A_supervision_whose_mode_was_changed_before_the_answer_is_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var (_, member) = await ConferenceTests.StartWithMemberAsync(gateway);
        await inspector.InspectAsync("PUT", "addsupervise/102");
        await inspector.InspectAsync("POST", "requestswitchinsertwhisperagent?whisperagentid=102&switchtype=2");
        await member.EventsAsync();

        gateway.AnswerPhones();

        Assert.Equal(["AgentOther_BeQcStart {\"qcType\":20172,\"qcAgentId\":900}"], await member.EventsAsync());
    }

    [Fact]
    public async Task A_whisper_can_be_stopped()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inspector = await gateway.SignInAsync(900);
        var (_, member) = await ConferenceTests.StartWithMemberAsync(gateway);
        await inspector.InspectAsync("POST", "requestwhisperagent?whisperagentid=102");
        gateway.AnswerPhones();
        await member.EventsAsync();

        Assert.Equal(Reply, (await inspector.InspectAsync("POST", "requeststopwhisperagent?whisperagentid=102")).Body);

        Assert.Equal(["AgentOther_BeQcStop {\"qcType\":20172,\"qcAgentId\":900}"], await member.EventsAsync());
    }
}
