using Microsoft.Extensions.Time.Testing;

namespace AgentGateway.Simulator.Tests;

/// <summary>Tests playing recordings to an agent, and recording.</summary>
public class PlaybackTests
{
    private const string Play = """{"voicepath":"Y:/1/0/20180621/105/1406470.V3"}""";

    [Fact]
    public async Task Playing_rings_the_phone_and_starts_when_it_is_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        await agent.PlaybackAsync("PUT", "play", Play);
        Assert.Equal(["AgentState_Busy", "AgentOther_PhoneAlerting"], await agent.EventTypesAsync());
        Assert.Equal("500-003", (await agent.PlaybackAsync("POST", "pauseplay")).RetCode);

        gateway.AnswerPhones();
        Assert.Equal(["AgentOther_PhoneOffhook", "AgentMediaEvent_Play", "AgentMediaEvent_Play_Succ"], await agent.EventTypesAsync());
        Assert.Equal(
            """{"message":"","retcode":"0","result":{"agentState":7,"isWorking":true}}""",
            (await agent.OwnAsync("GET", "agentstatus")).Body);
    }

    [Fact]
    public async Task A_missing_file_fails_after_the_phone_was_answered()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        await agent.PlaybackAsync("PUT", "play", """{"voicepath":"Y:/missing.V3"}""");
        gateway.AnswerPhones();

        Assert.Equal(
            [
                "AgentState_Busy", "AgentOther_PhoneAlerting", "AgentOther_PhoneOffhook {\"type\":\"main\"}",
                "AgentOther_PhoneRelease {\"phoneState\":3}", "AgentState_Ready", "AgentMediaEvent_Play_Fail",
                "AgentMediaEvent_StopPlayDone {\"cause\":2}",
            ],
            await agent.EventsAsync());
    }

    [Fact]
    public async Task A_stopped_playback_ends_with_cause_1_and_a_finished_one_with_cause_0()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { IdleTimeout = TimeSpan.FromDays(1), GuidTimeout = TimeSpan.FromDays(1) });
        var agent = await StartAsync(gateway);

        await agent.PlaybackAsync("DELETE", "stopplay");
        Assert.Equal(
            ["AgentOther_PhoneRelease {\"phoneState\":3}", "AgentState_Ready", "AgentMediaEvent_StopPlayDone {\"cause\":1}"],
            await agent.EventsAsync());

        await agent.PlaybackAsync("PUT", "play", Play);
        gateway.AnswerPhones();
        await agent.EventsAsync();
        gateway.Control.Advance(VoiceFiles.RecordingLength);
        Assert.Equal("AgentMediaEvent_StopPlayDone {\"cause\":0}", (await agent.EventsAsync()).Last());
    }

    [Fact]
    public async Task The_position_follows_the_clock_pauses_and_jumps()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { TimeProvider = new FakeTimeProvider(DateTimeOffset.UnixEpoch) });
        var agent = await StartAsync(gateway, """{"voicepath":"Y:/1.V3","startpostion":10}""");

        gateway.Control.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(30, Position(gateway));
        await agent.PlaybackAsync("POST", "pauseplay");
        gateway.Control.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(30, Position(gateway));
        await agent.PlaybackAsync("POST", "resumeplay");
        await agent.PlaybackAsync("POST", "forefast/100");
        Assert.Equal(130, Position(gateway));
        await agent.PlaybackAsync("POST", "backfast/2147483647");
        Assert.Equal(0, Position(gateway));
        await agent.PlaybackAsync("POST", "playrelocation", """{"seekdirection":0,"seekseconds":50,"seekposition":1}""");
        Assert.Equal(50, Position(gateway));
        await agent.PlaybackAsync("POST", "playrelocation", """{"seekseconds":60,"seekposition":2}""");
        Assert.Equal(VoiceFiles.RecordingLength.TotalSeconds - 60, Position(gateway));
        Assert.Equal(
            [
                "AgentMediaEvent_PausePlayDone", "AgentMediaEvent_ResumePlayDone", "AgentMediaEvent_JumpPlayDone",
                "AgentMediaEvent_JumpPlayDone", "AgentMediaEvent_JumpPlayDone", "AgentMediaEvent_JumpPlayDone",
            ],
            await agent.EventTypesAsync());
    }

    [Theory]
    [InlineData("POST", "pauseplay", "500-003")]
    [InlineData("POST", "resumeplay", "500-005")]
    [InlineData("POST", "forefast/5", "500-002")]
    [InlineData("POST", "backfast/5", "500-001")]
    [InlineData("DELETE", "stopplay", "500-009")]
    [InlineData("DELETE", "stoprecord", "500-008")]
    public async Task Without_a_playback_its_operations_are_state_errors(string method, string operation, string retCode)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal(retCode, (await agent.PlaybackAsync(method, operation)).RetCode);
        Assert.Empty(await agent.EventsAsync());
    }

    [Fact]
    public async Task Playing_again_and_playing_in_a_conference_are_state_errors()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await StartAsync(gateway);
        var chairperson = await gateway.SignInChairpersonAsync(102);

        Assert.Equal("500-007", (await agent.PlaybackAsync("PUT", "play", Play)).RetCode);
        Assert.Equal("500-007", (await chairperson.PlaybackAsync("PUT", "play", Play)).RetCode);
        Assert.Equal("500-005", (await agent.PlaybackAsync("POST", "resumeplay")).RetCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"voicePath":"Y:/1.V3"}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","startpostion":-1}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","startpostion":"5"}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","volumechange":"123456"}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","speedchange":"-5"}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","speedchange":true}""")]
    [InlineData("""{"voicepath":"Y:/1.V3","codeformat":1}""")]
    [InlineData(
        """{"voicepath":"ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"}""")]
    public async Task A_play_body_outside_the_limits_is_an_invalid_parameter(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("000-002", (await agent.PlaybackAsync("PUT", "play", body)).RetCode);
        Assert.Empty(await agent.EventsAsync());
    }

    [Theory]
    [InlineData("""{"voicepath":"Y:/1.V3","volumechange":"12345","speedchange":"0","times":7,"locationId":null}""")]
    [InlineData("""{"voicepath":"pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"}""")]
    public async Task A_play_body_at_the_limits_is_accepted(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("0", (await agent.PlaybackAsync("PUT", "play", body)).RetCode);
    }

    [Fact]
    public async Task Network_recordings_can_be_played_endlessly()
    {
        await using var gateway = await TestGateway.StartAsync(
            TestGateway.Options with { IdleTimeout = TimeSpan.FromDays(1), GuidTimeout = TimeSpan.FromDays(1) });
        var agent = await gateway.SignInAsync(101);

        Assert.Equal("000-002", (await agent.PlaybackAsync("POST", "netplay", """{"fileName":"Y:/1.V3"}""")).RetCode);
        Assert.Equal("0", (await agent.PlaybackAsync("POST", "netplay", """{"fileName":"Y:/1.V3","ccId":1,"playTime":0}""")).RetCode);
        gateway.AnswerPhones();
        gateway.Control.Advance(3 * VoiceFiles.RecordingLength);

        Assert.Equal("AgentMediaEvent_Play_Succ", (await agent.EventsAsync()).Last());
    }

    [Fact]
    public async Task A_call_can_be_recorded_and_the_recording_stopped()
    {
        await using var gateway = await TestGateway.StartAsync();
        var idle = await gateway.SignInAsync(102);
        Assert.Equal("500-008", (await idle.PlaybackAsync("PUT", "record", """{"mediaType":5}""")).RetCode);
        var agent = await StartAsync(gateway);

        Assert.Equal("000-002", (await agent.PlaybackAsync("PUT", "record", """{"mediaType":4}""")).RetCode);
        await agent.PlaybackAsync("PUT", "record", """{"mediaType":5,"fileName":"Y:/missing.V3"}""");
        await agent.PlaybackAsync("PUT", "record", """{"mediaType":5}""");
        Assert.Equal("500-008", (await agent.PlaybackAsync("PUT", "record", """{"mediaType":5}""")).RetCode);
        await agent.PlaybackAsync("DELETE", "stoprecord");

        Assert.Equal(
            ["AgentMediaEvent_Record_Fail", "AgentMediaEvent_Record", "AgentMediaEvent_StopRecordDone"], await agent.EventTypesAsync());
    }

    [Fact]
    public async Task Screen_recording_reports_success_and_failure_in_its_events()
    {
        await using var gateway = await TestGateway.StartAsync();
        var agent = await gateway.SignInAsync(101);
        (string, string)[] calls =
        [
            ("PUT", "startrecordscreen"), ("PUT", "startrecordscreen"), ("DELETE", "stoprecordscreen"), ("DELETE", "stoprecordscreen"),
        ];
        foreach (var (method, operation) in calls)
        {
            Assert.Equal("""{"result":{},"message":"success","retcode":"0"}""", (await agent.PlaybackAsync(method, operation)).Body);
        }

        Assert.Equal(
            [
                "AgentMediaEvent_StartRecordScreen_Succ", "AgentMediaEvent_StartRecordScreen_Fail",
                "AgentMediaEvent_StopRecordScreen_Succ", "AgentMediaEvent_StopRecordScreen_Fail",
            ],
            await agent.EventTypesAsync());
    }

    private static async Task<SignedInAgent> StartAsync(TestGateway gateway, string body = Play)
    {
        var agent = await gateway.SignInAsync(101);
        Assert.Equal("0", (await agent.PlaybackAsync("PUT", "play", body)).RetCode);
        gateway.AnswerPhones();
        await agent.EventsAsync();
        return agent;
    }

    private static double Position(TestGateway gateway) => (double)gateway.Control.GetAgent(101)["position"]!;
}
