using AgentGateway.Simulator;

namespace AgentGateway.Client.Tests;

/// <summary>
/// The gateway refuses an operation on a participant with 000-002 for any reason. The client then determines whether the participant
/// is in the conference.
/// </summary>
public sealed class ParticipantRefusalTests(SharedBench shared) : IClassFixture<SharedBench>
{
    private const string File = "y:/conf/120/1136287.V3";

    private Bench Bench => shared.Bench;

    [Fact]
    public async Task A_participant_that_is_not_in_the_conference_is_a_ParticipantNotFound_with_its_address()
    {
        var (session, conferenceId) = await Bench.ChairAsync();

        var failure = await RefusalAsync(session, ConferenceCalls.Hold("70009", AddressType.PhoneNumber, File));

        Assert.Equal(
            (FailureKind.ParticipantNotFound, "000-002", "70009", (AddressType?)AddressType.PhoneNumber),
            (failure.Kind, failure.RetCode, failure.Address, failure.AddressType));
        Assert.Contains("PhoneNumber 70009", failure.Message, StringComparison.Ordinal);
        Assert.Equal((session.AgentId, "holdParticipant"), (failure.AgentId, failure.Operation));
        Assert.Equal(["holdParticipant", "queryConfInfos"], Bench.Asked(session));
        Assert.Equal(("holdParticipant", conferenceId), (session.LastOperation, session.ConferenceId));
        Assert.Equal(failure.Message, session.LastError);
    }

    [Fact]
    public async Task The_number_of_an_agent_is_another_participant_than_the_phone_of_the_same_number()
    {
        var (session, _) = await Bench.ChairAsync();

        var failure = await RefusalAsync(
            session,
            ConferenceCalls.Unhold(
                session.AgentId!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), AddressType.PhoneNumber));

        Assert.Equal(FailureKind.ParticipantNotFound, failure.Kind);
    }

    [Fact]
    public async Task A_participant_in_the_conference_leaves_the_refusal_unchanged()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync(
            new ParticipantAddress(ParticipantAddress.PhoneNumber, "88887946"));
        Bench.Control.AddFault(
            new Fault { AgentId = session.AgentId, Operation = "holdParticipant", Kind = FaultKind.RetCode, RetCode = "000-002" });

        var failure = await session.FailsAsync(ConferenceCalls.Hold("88887946", AddressType.PhoneNumber, File), conferenceId);

        Assert.Equal((FailureKind.InvalidArgument, "000-002"), (failure.Kind, failure.RetCode));
    }

    [Fact]
    public async Task In_a_specified_conference_the_participant_is_also_searched_for()
    {
        var (session, conferenceId) = await Bench.ChairWithoutEventsAsync(
            new ParticipantAddress(ParticipantAddress.PhoneNumber, "88887946"));

        var failure = await session.FailsAsync(ConferenceCalls.Hold("70009", AddressType.PhoneNumber, File), conferenceId);

        Assert.Equal((FailureKind.ParticipantNotFound, (long?)conferenceId), (failure.Kind, failure.ConferenceId));
    }

    [Fact]
    public async Task If_the_participants_cannot_be_queried_the_refusal_stays_unchanged()
    {
        var (session, _) = await Bench.ChairAsync();
        Bench.Control.AddFault(
            new Fault
            {
                AgentId = session.AgentId,
                Operation = "queryConfInfos",
                Kind = FaultKind.RetCode,
                RetCode = "100-007",
                Count = 9,
            });

        var failure = await RefusalAsync(session, ConferenceCalls.Hold("70009", AddressType.PhoneNumber, File));

        Assert.Equal((FailureKind.InvalidArgument, "000-002"), (failure.Kind, failure.RetCode));
    }

    [Fact]
    public async Task Without_a_known_conference_nothing_is_queried()
    {
        var (session, _) = await Bench.ChairWithoutEventsAsync();

        var failure = await RefusalAsync(session, ConferenceCalls.Hold("70009", AddressType.PhoneNumber, File));

        Assert.Equal(FailureKind.InvalidArgument, failure.Kind);
        Assert.Contains("the participant", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(["holdParticipant"], Bench.Asked(session));
    }

    private static async Task<GatewayException> RefusalAsync(AgwSession session, OperationCall call) =>
        await Assert.ThrowsAsync<GatewayException>(() => session.InvokeAsync(call).AsTask());
}
