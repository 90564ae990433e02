namespace AgentGateway.Simulator;

/// <summary>How people come, go, and are held or muted.</summary>
internal sealed partial class Conference
{
    private const string ParticipantChanged = "AgentConf_ParticipantChanged";

    public Participant? Find(ParticipantAddress address) => participants.Find(participant => participant.Address == address);

    /// <summary>Calls everybody who is not in it yet; the answers come as events.</summary>
    public string Invite(IReadOnlyList<Participant> invited)
    {
        lock (Gate)
        {
            var newcomers = invited.DistinctBy(static participant => participant.Address).Where(participant => Find(participant.Address) is null).ToList();
            if (participants.Count + newcomers.Count > Capacity)
            {
                return RetCode.InvalidParameter;
            }

            foreach (var newcomer in newcomers)
            {
                Ring(newcomer);
            }

            return RetCode.Success;
        }
    }

    public string Answer(Agent agent)
    {
        lock (Gate)
        {
            if (FindRinging(agent) is not { } participant)
            {
                return RetCode.NoConference;
            }

            agent.Joined();
            agent.Presence.Offhook();
            Join(participant);
            agent.Raise("AgentConf_SelfJoinResult", EventContent.ConfId(Id));
            return RetCode.Success;
        }
    }

    public string Reject(Agent agent)
    {
        lock (Gate)
        {
            if (FindRinging(agent) is not { } participant)
            {
                return RetCode.NoConference;
            }

            Drop(participant, changeReason: 0);
            return RetCode.Success;
        }
    }

    public string Leave(Agent agent, int changeReason = 0)
    {
        lock (Gate)
        {
            if (participants.Find(participant => participant.Agent == agent) is not { } leaver)
            {
                return RetCode.NoConference;
            }

            if (leaver.IsChairperson)
            {
                return RetCode.ChairpersonCannotLeave;
            }

            Drop(leaver, changeReason);
            return RetCode.Success;
        }
    }

    /// <summary>Removes those who are in the conference and answers who was not.</summary>
    public (string RetCode, IReadOnlyList<ParticipantAddress> Missing) Remove(IReadOnlyList<ParticipantAddress> addresses)
    {
        lock (Gate)
        {
            if (addresses.Any(address => Find(address) is { IsChairperson: true }))
            {
                return (RetCode.RemoveOneself, []);
            }

            var missing = new List<ParticipantAddress>();
            foreach (var address in addresses)
            {
                if (Find(address) is { } participant)
                {
                    Drop(participant, changeReason: 1);
                }
                else
                {
                    missing.Add(address);
                }
            }

            return (RetCode.Success, missing);
        }
    }

    public string Hold(ParticipantAddress address, bool hold)
    {
        lock (Gate)
        {
            if (Find(address) is not { IsRinging: false } participant)
            {
                return RetCode.InvalidParameter;
            }

            participant.IsHeld = hold;
            Announce(participant, hold ? 5 : 6);
            return RetCode.Success;
        }
    }

    public string ChangeMode(ParticipantAddress address, int attribute)
    {
        lock (Gate)
        {
            if (Find(address) is not { IsRinging: false } participant)
            {
                return RetCode.InvalidParameter;
            }

            participant.ChannelAttribute = attribute;
            if (attribute is 1 or 3)
            {
                Announce(participant, attribute == 1 ? 3 : 4);
            }

            return RetCode.Success;
        }
    }

    public string ShiftChairperson(Agent chairperson, int agentId)
    {
        if (agentId == chairperson.Id)
        {
            return RetCode.TransferToOneself;
        }

        lock (Gate)
        {
            var successor = participants.Find(participant => participant is { IsRinging: false, Agent: { } agent } && agent.Id == agentId);
            if (successor is null)
            {
                return RetCode.InvalidParameter;
            }

            Chairperson?.IsChairperson = false;
            successor.IsChairperson = true;
            Announce(successor, changeType: 2);
            successor.Agent?.Raise("AgentConf_PresidentChanged", EventContent.ConfId(Id));
            return RetCode.Success;
        }
    }

    /// <summary>The agent's session is gone. A chairperson keeps its conference, everybody else leaves it.</summary>
    public void SignedOut(Agent agent)
    {
        lock (Gate)
        {
            if (participants.Find(participant => participant.Agent == agent) is { IsChairperson: false } leaver)
            {
                Drop(leaver, changeReason: 4);
            }
            else if (agent.Stage == ConferenceStage.Applying)
            {
                agent.Disengage(this);
            }
        }
    }

    private Participant? FindRinging(Agent agent) => participants.Find(participant => participant.IsRinging && participant.Agent == agent);

    private void Ring(Participant newcomer)
    {
        newcomer.IsRinging = true;
        participants.Add(newcomer);
        if (newcomer.Address.AddressType == ParticipantAddress.PhoneNumber)
        {
            var silent = newcomer.Address.Address.EndsWith(OpenDecisions.SilentPhone, StringComparison.Ordinal);
            newcomer.Timer = silent
                ? gateway.Time.After(OpenDecisions.InvitationRings, () => Lapse(newcomer))
                : gateway.Time.After(gateway.Settings.CallDelay, () => PickUp(newcomer));
            return;
        }

        if (newcomer.Agent is not { IsSignedIn: true } agent || agent.Presence.IsTalking || !agent.TryEngage(this, ConferenceStage.Ringing))
        {
            newcomer.Timer = gateway.Time.After(gateway.Settings.CallDelay, () => Lapse(newcomer));
            return;
        }

        agent.Presence.BeginCall();
        agent.Raise("AgentConf_Ringing", EventContent.ConfId(Id));
        newcomer.Timer = gateway.Time.After(OpenDecisions.InvitationRings, () => Lapse(newcomer));
    }

    private void PickUp(Participant phone)
    {
        lock (Gate)
        {
            if (phone.IsRinging && participants.Contains(phone))
            {
                Join(phone);
            }
        }
    }

    private void Join(Participant participant)
    {
        participant.Timer?.Dispose();
        participant.IsRinging = false;
        participant.EnterTime = gateway.Time.GetUtcNow();
        Announce(participant, changeType: 0, except: participant.Agent);
    }

    /// <summary>Nobody answered, or nobody could be called.</summary>
    private void Lapse(Participant participant)
    {
        lock (Gate)
        {
            if (!participant.IsRinging || !participants.Remove(participant))
            {
                return;
            }

            End(participant);
            Announce(participant, changeType: 0, failed: true);
        }
    }

    private void Drop(Participant participant, int changeReason)
    {
        participants.Remove(participant);
        End(participant);
        Announce(participant, changeType: 1, changeReason);
    }

    /// <summary>Takes somebody's leg away, with the events of a leave where a leg was up.</summary>
    private void End(Participant participant)
    {
        participant.Timer?.Dispose();
        if (participant.Agent is not { } agent || agent.Conference != this)
        {
            return;
        }

        agent.Disengage(this);
        if (!participant.IsRinging)
        {
            agent.Raise("AgentMediaEvent_StopRecordDone", EventContent.StopRecordDone(participant.EnterTime, gateway.Time.GetUtcNow(), Id));
        }

        agent.Presence.Onhook();
        if (!participant.IsRinging)
        {
            agent.Raise("AgentConf_SelfLeaveResult", EventContent.ConfId(Id));
        }

        agent.Presence.AfterCall();
    }

    /// <summary>Tells every agent that has joined.</summary>
    private void Announce(Participant subject, int changeType, int changeReason = OpenDecisions.NoChangeReason, bool failed = false, Agent? except = null)
    {
        var content = EventContent.ParticipantChanged(Id, subject, changeType, changeReason, failed);
        foreach (var participant in participants)
        {
            if (!participant.IsRinging && participant.Agent != except)
            {
                participant.Agent?.Raise(ParticipantChanged, content);
            }
        }
    }
}
