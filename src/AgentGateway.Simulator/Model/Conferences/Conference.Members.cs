namespace AgentGateway.Simulator;

/// <summary>The participants: how they join and leave, and how they are held and muted.</summary>
internal sealed partial class Conference
{
    public Participant? Find(ParticipantAddress address) => participants.Find(participant => participant.Address == address);

    /// <summary>Calls the invited parties that aren't participants yet. The outcomes are events.</summary>
    public string Invite(IReadOnlyList<Participant> invited)
    {
        lock (Gate)
        {
            var newcomers = invited.DistinctBy(static participant => participant.Address)
                .Where(participant => Find(participant.Address) is null)
                .ToList();
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

            agent.EnterJoinedStage();
            agent.Presence.Offhook();
            Join(participant);
            agent.Raise(EventType.ConfSelfJoinResult, EventContent.ConfId(Id));
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

    /// <summary>Removes the participants with these addresses, and returns the addresses that aren't in the conference.</summary>
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
            NotifyAll(participant, hold ? ChangeType.Held : ChangeType.Unheld);
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
                NotifyAll(participant, attribute == 1 ? ChangeType.Muted : ChangeType.Unmuted);
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
            NotifyAll(successor, ChangeType.BecameChairperson);
            successor.Agent?.Raise(EventType.ConfPresidentChanged, EventContent.ConfId(Id));
            return RetCode.Success;
        }
    }

    /// <summary>Handles the end of an agent's session. A chairperson keeps its conference; another participant leaves it.</summary>
    public void OnSignedOut(Agent agent)
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

    private Participant? FindRinging(Agent agent) =>
        participants.Find(participant => participant.IsRinging && participant.Agent == agent);

    private void Ring(Participant newcomer)
    {
        newcomer.IsRinging = true;
        participants.Add(newcomer);
        if (newcomer.Address.AddressType == ParticipantAddress.PhoneNumber)
        {
            var silent = newcomer.Address.Address.EndsWith(ConferenceRules.SilentPhoneSuffix, StringComparison.Ordinal);
            newcomer.Timer = silent
                ? gateway.Time.After(ConferenceRules.RingTimeout, () => Lapse(newcomer))
                : gateway.Time.After(gateway.Settings.CallDelay, () => PickUp(newcomer));
            return;
        }

        if (newcomer.Agent is not { IsSignedIn: true } agent || agent.Presence.IsTalking || !agent.TryEngage(this, ConferenceStage.Ringing))
        {
            newcomer.Timer = gateway.Time.After(gateway.Settings.CallDelay, () => Lapse(newcomer));
            return;
        }

        agent.Presence.BeginCall();
        agent.Raise(EventType.ConfRinging, EventContent.ConfId(Id));
        newcomer.Timer = gateway.Time.After(ConferenceRules.RingTimeout, () => Lapse(newcomer));
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
        NotifyAll(participant, ChangeType.Joined, except: participant.Agent);
    }

    /// <summary>Ends an invitation that nobody answered, or that couldn't be delivered.</summary>
    private void Lapse(Participant participant)
    {
        lock (Gate)
        {
            if (!participant.IsRinging || !participants.Remove(participant))
            {
                return;
            }

            Disconnect(participant);
            NotifyAll(participant, ChangeType.Joined, failed: true);
        }
    }

    private void Drop(Participant participant, int changeReason)
    {
        participants.Remove(participant);
        Disconnect(participant);
        NotifyAll(participant, ChangeType.Left, changeReason);
    }

    /// <summary>Disconnects the phone of a participant, with the events of a leave if it had joined.</summary>
    private void Disconnect(Participant participant)
    {
        participant.Timer?.Dispose();
        if (participant.Agent is not { } agent || agent.Conference != this)
        {
            return;
        }

        agent.Disengage(this);
        if (!participant.IsRinging)
        {
            var content = EventContent.StopRecordDone(participant.EnterTime, gateway.Time.GetUtcNow(), Id);
            agent.Raise(EventType.MediaStopRecordDone, content);
        }

        agent.Presence.Onhook();
        if (!participant.IsRinging)
        {
            agent.Raise(EventType.ConfSelfLeaveResult, EventContent.ConfId(Id));
        }

        agent.Presence.EnterStateAfterCall();
    }

    /// <summary>Notifies every agent that has joined.</summary>
    private void NotifyAll(
        Participant subject, int changeType, int changeReason = ConferenceRules.NoChangeReason, bool failed = false, Agent? except = null)
    {
        var content = EventContent.ParticipantChanged(Id, subject, changeType, changeReason, failed);
        foreach (var participant in participants)
        {
            if (!participant.IsRinging && participant.Agent != except)
            {
                participant.Agent?.Raise(EventType.ConfParticipantChanged, content);
            }
        }
    }
}
