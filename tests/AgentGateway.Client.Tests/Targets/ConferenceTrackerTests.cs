namespace AgentGateway.Client.Tests;

/// <summary>Tests what the events of a session show about the conference of its agent, and what they don't show.</summary>
public sealed class ConferenceTrackerTests
{
    private const long First = 1029888;
    private const long Second = 1029889;

    private readonly ConferenceTracker _tracker = new(isNew: false, sharesEvents: false);

    [Fact]
    public void A_new_sign_in_is_certainly_in_no_conference_and_not_invited_to_one()
    {
        var tracker = new ConferenceTracker(isNew: true, sharesEvents: false);

        Assert.Equal((null, true), (tracker.Current.ConferenceId, tracker.Current.IsCertain));
        Assert.Equal((null, true), (tracker.Invitation.ConferenceId, tracker.Invitation.IsCertain));
    }

    [Fact]
    public void A_forced_sign_in_knows_no_conference_before_the_first_event()
    {
        Assert.False(_tracker.Current.IsCertain);
        Assert.False(_tracker.Invitation.IsCertain);

        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));

        Assert.True(_tracker.Current.Is(First));
    }

    [Theory]
    [InlineData("AgentConf_RequestSuccess")]
    [InlineData("AgentConf_SelfJoinResult")]
    [InlineData("AgentConf_PresidentChanged")]
    public void An_event_of_a_conference_counts(string type)
    {
        _tracker.Note(TestEvent.Conference(type, First));
        _tracker.Note(TestEvent.Conference(type, null));

        Assert.True(_tracker.Current.Is(First));
        Assert.False(_tracker.Current.Is(Second));
        Assert.Equal(First, _tracker.Current.OtherThan(Second));
        Assert.Null(_tracker.Current.OtherThan(First));
    }

    [Theory]
    [InlineData(First)]
    [InlineData(null)]
    public void After_the_agent_has_left_its_conference_there_is_certainly_none(long? reported)
    {
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));

        _tracker.Note(TestEvent.Conference("AgentConf_SelfLeaveResult", reported));

        Assert.Equal((null, true), (_tracker.Current.ConferenceId, _tracker.Current.IsCertain));
    }

    [Fact]
    public void A_late_end_of_another_conference_changes_nothing()
    {
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", Second));

        _tracker.Note(TestEvent.Conference("AgentConf_SelfLeaveResult", First));

        Assert.True(_tracker.Current.Is(Second));
    }

    [Fact]
    public void A_refused_application_does_not_clear_a_known_conference()
    {
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));

        _tracker.Note(TestEvent.Of("AgentConf_RequestFailed", new ConferenceRefused(47)));

        Assert.True(_tracker.Current.Is(First));
    }

    [Fact]
    public void A_change_of_a_participant_decides_nothing_because_it_may_be_late()
    {
        _tracker.Note(TestEvent.Of("AgentConf_ParticipantChanged", new ParticipantChange { ConferenceId = First, Participant = "101" }));

        Assert.Equal(default, _tracker.Current);
    }

    [Fact]
    public void After_a_possible_loss_nothing_is_certain_until_the_next_event()
    {
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));
        _tracker.Note(TestEvent.Conference("AgentConf_Ringing", Second));

        _tracker.Doubt();

        Assert.Equal((First, false), (_tracker.Current.ConferenceId, _tracker.Current.IsCertain));
        Assert.False(_tracker.Current.Is(First));
        Assert.Null(_tracker.Current.OtherThan(Second));
        Assert.False(_tracker.Invitation.IsCertain);
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));
        Assert.True(_tracker.Current.Is(First));
    }

    [Fact]
    public void A_session_that_shares_its_events_is_never_certain()
    {
        var tracker = new ConferenceTracker(isNew: true, sharesEvents: true);
        Assert.False(tracker.Current.IsCertain);

        tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));
        tracker.Note(TestEvent.Conference("AgentConf_Ringing", Second));

        Assert.Equal((First, false), (tracker.Current.ConferenceId, tracker.Current.IsCertain));
        Assert.Equal((Second, false), (tracker.Invitation.ConferenceId, tracker.Invitation.IsCertain));
    }

    [Theory]
    [InlineData("AgentConf_SelfJoinResult")]
    [InlineData("AgentOther_PhoneRelease")]
    [InlineData("AgentState_Ready")]
    public void An_invitation_ends_when_the_agent_joins_hangs_up_or_is_idle(string type)
    {
        _tracker.Note(TestEvent.Conference("AgentConf_Ringing", First));
        Assert.True(_tracker.Invitation.Is(First));

        _tracker.Note(TestEvent.Conference(type, First));

        Assert.Equal((null, true), (_tracker.Invitation.ConferenceId, _tracker.Invitation.IsCertain));
    }

    [Fact]
    public void An_invitation_without_a_conference_is_unknown()
    {
        _tracker.Note(TestEvent.Conference("AgentConf_Ringing", null));

        Assert.Equal(default, _tracker.Invitation);
    }

    [Fact]
    public void An_ended_session_knows_no_conference()
    {
        _tracker.Note(TestEvent.Conference("AgentConf_SelfJoinResult", First));

        _tracker.Clear();

        Assert.Equal(default, _tracker.Current);
    }
}
