namespace AgentGateway.Client.Tests;

/// <summary>Tests a conference from its start to its end. Each step waits for the event that completes its operation.</summary>
public sealed class ConferenceFlowTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const string File = "y:/conf/120/1136287.V3";
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_chairperson_leads_a_conference_with_a_phone()
    {
        var session = await Bench.SignInAsync();
        await DoAsync(session, ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: true);
        await InviteAsync(session, new Invitee("88887946", AddressType.PhoneNumber));

        await DoAsync(session, ConferenceCalls.Hold("88887946", AddressType.PhoneNumber, File), wait: true);
        Assert.Equal(ParticipantState.Held, (await PhoneAsync(session)).State);
        await DoAsync(session, ConferenceCalls.Unhold("88887946", AddressType.PhoneNumber), wait: true);
        Assert.Equal(ParticipantState.Normal, (await PhoneAsync(session)).State);
        await DoAsync(session, ConferenceCalls.ChangeMode("88887946", AddressType.PhoneNumber, ParticipantMode.ListenOnly), wait: true);
        Assert.Equal(ParticipantMode.ListenOnly, (await PhoneAsync(session)).Mode);
        await DoAsync(session, ConferenceCalls.ChangeMode("88887946", AddressType.PhoneNumber, ParticipantMode.ListenAndSpeak), wait: true);
        await DoAsync(session, ConferenceCalls.ChangeMode("88887946", AddressType.PhoneNumber, ParticipantMode.SpeakOnly));
        await DoAsync(session, ConferenceCalls.PlayVoice(File));
        await DoAsync(session, ConferenceCalls.StopVoice);
        await DoAsync(session, ConferenceCalls.PlayVoiceTo("88887946", AddressType.PhoneNumber, File));
        await DoAsync(session, ConferenceCalls.StopVoiceTo("88887946", AddressType.PhoneNumber));
        await DoAsync(session, ConferenceCalls.Resize(2));
        await DoAsync(session, ConferenceCalls.Prolong(10));
        await DoAsync(session, ConferenceCalls.RemoveParticipants([new Invitee("88887946", AddressType.PhoneNumber)]));
        await DoAsync(session, ConferenceCalls.Release, wait: true);

        Assert.Null(session.ConferenceId);
        Assert.Equal(
            "101-001", (await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(ConferenceCalls.Release).AsTask())).RetCode);
    }

    [Fact]
    public async Task An_invited_agent_answers_takes_the_chair_and_the_first_one_leaves()
    {
        var (first, second) = (await Bench.SignInAsync(), await Bench.SignInAsync());
        await DoAsync(first, ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: true);
        await RingAsync(first, second);

        await DoAsync(second, ConferenceCalls.Answer, wait: true);
        await DoAsync(first, ConferenceCalls.ShiftPresident(second.AgentId!.Value), wait: true);
        await DoAsync(first, ConferenceCalls.Leave, wait: true);

        Assert.Equal(
            FailureKind.ConferenceNotFound,
            (await Assert.ThrowsAsync<GatewayException>(() => first.InvokeAsync(ConferenceCalls.StopVoice).AsTask())).Kind);
        await DoAsync(second, ConferenceCalls.Release, wait: true);
    }

    [Fact]
    public async Task An_invited_agent_rejects()
    {
        var (first, second) = (await Bench.SignInAsync(), await Bench.SignInAsync());
        await DoAsync(first, ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: true);
        await RingAsync(first, second);

        await DoAsync(second, ConferenceCalls.Reject, wait: true);

        Assert.Equal(AgentState.Idle, (await second.GetStatusAsync()).State);
    }

    [Fact]
    public async Task Rights_in_a_conference_are_those_of_the_chairperson()
    {
        var (first, second) = (await Bench.SignInAsync(), await Bench.SignInAsync());
        await DoAsync(first, ConferenceCalls.Request(new ConferenceRequest { MemberCount = 4 }), wait: true);
        await RingAsync(first, second);
        await DoAsync(second, ConferenceCalls.Answer, wait: true);

        Assert.Equal(FailureKind.NotChairperson, await KindAsync(second, ConferenceCalls.Release));
        Assert.Equal(FailureKind.ChairpersonRule, await KindAsync(first, ConferenceCalls.Leave));
        Assert.Equal(FailureKind.ChairpersonRule, await KindAsync(first, ConferenceCalls.ShiftPresident(first.AgentId!.Value)));
        Assert.Equal(
            FailureKind.AlreadyInConference, await KindAsync(first, ConferenceCalls.Request(new ConferenceRequest { MemberCount = 2 })));
    }

    private static async Task DoAsync(AgwSession session, OperationCall call, bool wait = false) =>
        Assert.Equal("0", (await session.InvokeAsync(call, wait: wait ? TestTimeout : null)).RetCode);

    private static async Task<FailureKind> KindAsync(AgwSession session, OperationCall call) =>
        (await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(call).AsTask())).Kind;

    private static async Task InviteAsync(AgwSession session, Invitee invitee)
    {
        var reader = session.ReadEvents();
        await DoAsync(session, ConferenceCalls.AddParticipants([invitee]));
        object? content = null;
        while (content is not ParticipantChange { ChangeType: ParticipantChangeType.Joined })
        {
            content = (await reader.ReadAsync().AsTask().WithinTimeout())!.Content;
        }
    }

    private static async Task RingAsync(AgwSession chairperson, AgwSession invited)
    {
        var reader = invited.ReadEvents();
        await DoAsync(
            chairperson,
            ConferenceCalls.AddParticipants(
                [new Invitee(invited.AgentId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), AddressType.AgentId)]));
        while ((await reader.ReadAsync().AsTask().WithinTimeout())!.EventType != "AgentConf_Ringing")
        {
        }
    }

    private static async Task<Participant> PhoneAsync(AgwSession session) =>
        Assert.Single(
            Assert.Single(await session.GetConferencesAsync([session.ConferenceId!.Value])).Participants,
            participant => participant.AddressType == AddressType.PhoneNumber);
}
