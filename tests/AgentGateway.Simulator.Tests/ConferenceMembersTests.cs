namespace AgentGateway.Simulator.Tests;

/// <summary>Tests inviting, answering, rejecting and removing participants.</summary>
public class ConferenceMembersTests
{
    [Fact]
    public async Task An_invited_agent_rings_and_joins_by_answering()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        var invited = await gateway.SignInAsync(102);

        var answer = await chairperson.ConferenceAsync(
            "batchaddparticipant", """{"addresses":[{"addressType":"9","address":"102","deviceType":6}]}""");
        Assert.Equal("0", answer.RetCode);
        Assert.Equal(["AgentState_Busy", "AgentOther_PhoneAlerting", "AgentConf_Ringing"], await invited.EventTypesAsync());
        Assert.Empty(await chairperson.EventsAsync());
        Assert.Equal("101-001", (await invited.ConferenceAsync("requestleaveagentconf")).RetCode);

        Assert.Equal("0", (await invited.ConferenceAsync("answeragentconf")).RetCode);
        Assert.Equal(["AgentOther_PhoneOffhook", "AgentConf_SelfJoinResult"], await invited.EventTypesAsync());
        Assert.Equal(
            [ConferenceTests.Changed(gateway, changeType: 0, changeReason: 255, "102", deviceType: 6)], await chairperson.EventsAsync());
        Assert.Equal("101-001", (await invited.ConferenceAsync("answeragentconf")).RetCode);
    }

    [Fact]
    public async Task A_rejected_invitation_releases_the_phone_and_notifies_the_others()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        var invited = await gateway.SignInAsync(102);
        await chairperson.ConferenceAsync("batchaddparticipant", """{"addresses":[{"addressType":"9","address":"102"}]}""");
        await invited.EventsAsync();

        Assert.Equal("0", (await invited.ConferenceAsync("rejectagentconf")).RetCode);

        Assert.Equal(["AgentOther_PhoneRelease", "AgentState_Ready"], await invited.EventTypesAsync());
        Assert.Equal([ConferenceTests.Changed(gateway, changeType: 1, changeReason: 0, "102")], await chairperson.EventsAsync());
        Assert.Equal("101-001", (await invited.ConferenceAsync("rejectagentconf")).RetCode);
    }

    [Fact]
    public async Task Phones_join_by_themselves_except_those_that_end_in_0000()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);

        await chairperson.ConferenceAsync(
            "batchaddparticipant", """{"addresses":[{"addressType":"6","address":"70005"},{"addressType":"6","address":"70000"}]}""");
        Assert.Empty(await chairperson.EventsAsync());
        gateway.AnswerPhones();
        Assert.Equal([ConferenceTests.Changed(gateway, 0, 255, "70005", type: 6)], await chairperson.EventsAsync());
        gateway.Control.Advance(ConferenceRules.RingTimeout);
        Assert.Equal([ConferenceTests.Changed(gateway, 0, 255, "70000", type: 6, result: 1)], await chairperson.EventsAsync());
    }

    [Theory]
    [InlineData("103")]
    [InlineData("4711")]
    [InlineData("mary")]
    public async Task An_agent_that_cannot_be_called_is_a_failed_join(string address)
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);

        await chairperson.ConferenceAsync("batchaddparticipant", $$"""{"addresses":[{"addressType":"9","address":"{{address}}"}]}""");
        gateway.AnswerPhones();

        Assert.Equal([ConferenceTests.Changed(gateway, 0, 255, address, result: 1)], await chairperson.EventsAsync());
    }

    [Fact]
    public async Task Removing_reports_missing_participants_and_removes_the_others()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await ConferenceTests.StartWithMemberAsync(gateway);

        var answer = await chairperson.ConferenceAsync(
            "batchremoveparticipant", """{"addresses":[{"addressType":"9","address":"102"},{"addressType":"6","address":"102"}]}""");

        Assert.Equal(
            """{"result":{"noExistParticipants":[{"addressType":"6","address":"102"}]},"message":"success","retcode":"0"}""", answer.Body);
        Assert.Equal(
            ["AgentMediaEvent_StopRecordDone", "AgentOther_PhoneRelease", "AgentConf_SelfLeaveResult", "AgentState_Ready"],
            await member.EventTypesAsync());
        Assert.Equal([ConferenceTests.Changed(gateway, changeType: 1, changeReason: 1, "102")], await chairperson.EventsAsync());
    }

    [Fact]
    public async Task A_removal_that_includes_the_chairperson_removes_nobody()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70001");

        var answer = await chairperson.ConferenceAsync(
            "batchremoveparticipant", """{"addresses":[{"addressType":"6","address":"70001"},{"addressType":"9","address":"101"}]}""");

        Assert.Equal("101-006", answer.RetCode);
        Assert.Empty(await chairperson.EventsAsync());
    }

    [Fact]
    public async Task A_participant_that_signs_out_leaves_with_reason_4()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await ConferenceTests.StartWithMemberAsync(gateway);

        Assert.Equal("100-010", (await member.OwnAsync("DELETE", "logout")).RetCode);
        Assert.Equal("0", (await member.OwnAsync("DELETE", "forcelogout")).RetCode);

        Assert.Equal([ConferenceTests.Changed(gateway, changeType: 1, changeReason: 4, "102")], await chairperson.EventsAsync());
    }

    [Fact]
    public async Task A_conference_continues_after_its_chairperson_signs_out_and_belongs_to_it_after_the_next_sign_in()
    {
        await using var gateway = await TestGateway.StartAsync();
        var (chairperson, member) = await ConferenceTests.StartWithMemberAsync(gateway);
        await chairperson.OwnAsync("DELETE", "forcelogout");
        Assert.Empty(await member.EventsAsync());

        var again = await gateway.SignInAsync(101, keepEvents: true);

        Assert.Equal(
            ["AgentOther_InService", "AgentState_Ready", "AgentState_Busy", "AgentConf_SelfJoinResult"], await again.EventTypesAsync());
        Assert.Equal("0", (await again.ConferenceAsync("releaseagentconf")).RetCode);
    }

    [Fact]
    public async Task Announcements_end_by_themselves_and_a_missing_file_fails()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70001");

        await chairperson.ConferenceAsync("playvoicetoconf", """{"playType":1,"voicePath":"y:/conf/120/1.V3"}""");
        await chairperson.ConferenceAsync(
            "playvoicetoparticipant", """{"addressType":"6","address":"70001","voicePath":"y:/conf/120/missing.V3"}""");
        gateway.AnswerPhones();
        Assert.Equal(["AgentConf_StopParticipantVoice {\"result\":1}"], await chairperson.EventsAsync());
        gateway.Control.Advance(VoiceFiles.AnnouncementLength);
        Assert.Equal(["AgentConf_StopVoice {\"result\":0}"], await chairperson.EventsAsync());
    }

    [Fact]
    public async Task A_stopped_announcement_raises_no_event()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101, "70001");
        await chairperson.ConferenceAsync("playvoicetoconf", """{"voicePath":"y:/conf/120/1.V3"}""");
        await chairperson.ConferenceAsync(
            "playvoicetoparticipant", """{"addressType":"6","address":"70001","voicePath":"y:/conf/120/1.V3"}""");

        Assert.Equal("0", (await chairperson.ConferenceAsync("stopvoicetoconf")).RetCode);
        Assert.Equal(
            "0", (await chairperson.ConferenceAsync("stopvoicetoparticipant", """{"addressType":"6","address":"70001"}""")).RetCode);

        gateway.Control.Advance(VoiceFiles.AnnouncementLength);
        Assert.Empty(await chairperson.EventsAsync());
    }

    [Fact]
    public async Task A_failure_to_stop_a_voice_can_be_injected_with_its_cause()
    {
        await using var gateway = await TestGateway.StartAsync();
        var chairperson = await gateway.SignInChairpersonAsync(101);
        await gateway.SendRawAsync(
            "POST",
            "simulator/faults",
            """{"operation":"stopVoiceToConf","fault":"retCode","retCode":"100-007","message":"Unknown ERROR._61","count":1"""
            + ""","result":{"errorReason":61}}""");

        Assert.Equal(
            """{"message":"Unknown ERROR._61","result":{"errorReason":61},"retcode":"100-007"}""",
            (await chairperson.ConferenceAsync("stopvoicetoconf")).Body);
        Assert.Equal("0", (await chairperson.ConferenceAsync("stopvoicetoconf")).RetCode);
    }
}
