using System.Text;
using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>Tests typed replies with content: those of the simulator, and the other forms that the reference allows.</summary>
public sealed class SessionQueryTests
{
    private static readonly Uri Address = new("https://gw:8043/");

    [Fact]
    public async Task An_inspector_sees_every_conference_with_its_chairperson_and_its_participants()
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conferences = 45 });
        var inspector = await bench.SignInAsync(900);

        var ids = await inspector.GetConferenceIdsAsync();
        var conferences = await inspector.GetConferencesAsync(ids);

        Assert.Equal(45, ids.Distinct().Count());
        Assert.Equal(ids.Order(), conferences.Select(conference => conference.ConferenceId).Order());
        Assert.Equal(3, bench.Seen(900, "queryConfInfos").Length);
        Assert.All(conferences, conference =>
        {
            Assert.Equal(bench.Gateway.Address, conference.Gateway);
            Assert.Equal(
                conference.AgentId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Assert.Single(conference.Participants, participant => participant.Role == ParticipantRole.Chairperson).Address);
            Assert.All(
                conference.Participants,
                participant => Assert.Equal(
                    (conference.ConferenceId, conference.AgentId), (participant.ConferenceId, participant.AgentId)));
            Assert.InRange(conference.Elapsed!.Value, TimeSpan.Zero, TimeSpan.FromDays(1));
        });
    }

    [Fact]
    public async Task An_agent_that_is_no_inspector_has_no_permission()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetConferenceIdsAsync());

        Assert.Equal((FailureKind.PermissionDenied, "101-004"), (failure.Kind, failure.RetCode));
    }

    [Theory]
    [InlineData(FaultKind.NullResult)]
    [InlineData(FaultKind.AbsentResult)]
    [InlineData(FaultKind.TextResult)]
    [InlineData(FaultKind.BooleanResult)]
    public async Task A_reply_without_a_list_of_conferences_does_not_mean_that_none_is_running(FaultKind fault)
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync(900);

        foreach (var (operation, query) in new (string, Func<Task>)[]
        {
            ("queryAllConfIds", () => session.GetConferenceIdsAsync()),
            ("queryAllConfIds", () => session.GetVisibleConferencesAsync()),
            ("queryConfInfos", () => session.GetConferencesAsync([5000])),
            ("queryConfInfos", () => session.FindConferenceAsync(5000)),
        })
        {
            bench.Control.AddFault(new Fault { Kind = fault, AgentId = 900, Operation = operation, Count = 1 });

            Assert.Equal(FailureKind.BadReply, (await Assert.ThrowsAsync<GatewayException>(query)).Kind);
        }
    }

    [Theory]
    [InlineData("""{"confs":[]}""", 0)]
    [InlineData("[]", 0)]
    [InlineData("""{"confs":null}""", 0)]
    [InlineData("{}", null)]
    [InlineData("""{"confs":[{}]}""", null)]
    [InlineData("""{"confs":[{},{"confId":1}]}""", 1)]
    public void Only_a_list_states_which_conferences_are_running(string json, int? count) =>
        Assert.Equal(count, ConferenceResults.Conferences(Encoding.UTF8.GetBytes(json), Address)?.Count);

    [Fact]
    public void The_page_s_sample_of_conferences_is_read_as_an_object_and_as_an_array()
    {
        const string confs = """
            [{"confId": 1029888, "confState": 1, "startTime": 1475745454000, "applyConfTime": 60, "confHaveBeenTime": 29, "addresses": [
              {"addressType": "6", "address": "70005", "deviceCallType": 0, "deviceType": 0, "channelAttrib": 3, "channelState": 1,
               "role": 0, "enterTime": 1475745464000},
              {"addressType": "9", "address": "153", "deviceCallType": 0, "deviceType": 6, "channelAttrib": 1, "channelState": 0,
               "role": 1, "enterTime": 1475745454000}]}]
            """;
        foreach (var json in new[] { confs, $$"""{"confs": {{confs}}}""" })
        {
            var conference = Assert.Single(ConferenceResults.Conferences(Encoding.UTF8.GetBytes(json), Address)!);

            Assert.Equal(
                (1029888L, (int?)153, ConferenceState.AnnouncementPlaying),
                (conference.ConferenceId, conference.AgentId, conference.State));
            Assert.Equal((TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(29)), (conference.Duration, conference.Elapsed));
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1475745454000), conference.StartTime);
            Assert.Equal(
                [
                    ("70005", AddressType.PhoneNumber, ParticipantRole.Participant, ParticipantMode.ListenAndSpeak, ParticipantState.Held),
                    ("153", AddressType.AgentId, ParticipantRole.Chairperson, ParticipantMode.ListenOnly, ParticipantState.Normal),
                ],
                conference.Participants.Select(
                    participant => (participant.Address, participant.AddressType, participant.Role, participant.Mode, participant.State)));
        }
    }

    [Theory]
    [InlineData("""{"agentState":4,"isWorking":false}""", AgentState.Idle, false)]
    [InlineData("""[{"agentState":"7","isWorking":"true"}]""", AgentState.Talking, true)]
    [InlineData("""{"agentState":99}""", AgentState.Unknown, null)]
    public void The_state_of_an_agent_is_read_as_declared_and_as_sampled(string json, AgentState state, bool? isWorking)
    {
        var status = SessionResults.Status(Encoding.UTF8.GetBytes(json), 101, Address)!;

        Assert.Equal((101, state, isWorking), (status.AgentId, status.State, status.IsWorking));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"agentState":null}""")]
    [InlineData("""[[]]""")]
    public void A_missing_state_is_not_invented(string json) =>
        Assert.Null(SessionResults.Status(Encoding.UTF8.GetBytes(json), 101, Address));

    [Fact]
    public async Task A_reply_without_the_state_is_a_BadReply()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        bench.Control.AddFault(new Fault { Kind = FaultKind.NullResult, Operation = "getAgentStatus" });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => session.GetStatusAsync());

        Assert.Equal((FailureKind.BadReply, "getAgentStatus"), (failure.Kind, failure.Operation));
    }

    [Fact]
    public async Task A_removal_returns_missing_participants_and_an_extension_the_added_minutes()
    {
        await using var bench = await Bench.StartAsync();
        var session = await bench.SignInAsync();
        _ = await session.InvokeAsync(
            ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4, DurationMinutes = 1420 }), wait: TimeSpan.FromSeconds(10));

        var removal = await session.InvokeAsync(ConferenceCalls.RemoveParticipants([new Invitee("153", AddressType.AgentId)]));
        var extension = await session.InvokeAsync(ConferenceCalls.Prolong(30));

        Assert.Equal([("153", (AddressType?)AddressType.AgentId)], ConferenceResults.Missing(removal.ResultJson));
        Assert.Equal(20, ConferenceResults.AppliedMinutes(extension.ResultJson));
    }

    [Theory]
    [InlineData("""{"noExistParticipants":[{"address":"153"}]}""", null)]
    [InlineData("""{"noExistParticipants":[{"address":"153","addressType":null}]}""", null)]
    [InlineData("""{"noExistParticipants":[{"address":"153","addressType":""}]}""", null)]
    [InlineData("""{"noExistParticipants":[{"address":"153","addressType":"7"}]}""", null)]
    [InlineData("""{"noExistParticipants":[{"address":"153","addressType":"6"}]}""", AddressType.PhoneNumber)]
    [InlineData("""{"noExistParticipants":[{"address":"153","addressType":9}]}""", AddressType.AgentId)]
    public void The_type_of_an_address_that_was_not_found_is_that_of_the_gateway(string json, AddressType? type) =>
        Assert.Equal([("153", type)], ConferenceResults.Missing(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Another_agent_is_read_with_its_strings_and_numbers()
    {
        var status = SessionResults.Details(
            Encoding.UTF8.GetBytes("""{"workno":"153","name":"Ada","status":"4","phonenumber":"40153","vdnid":1,"ctiStatus":"1"}"""),
            7,
            Address,
            DateTimeOffset.Now)!;

        Assert.Equal(
            (153, AgentState.Idle, "Ada", "40153", (int?)1), (status.AgentId, status.State, status.Name, status.PhoneNumber, status.VdnId));
    }
}
