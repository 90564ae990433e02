namespace AgentGateway.Simulator;

/// <summary>The types of the target of a transfer, with the numbers of the reference (voicecall.md, 1).</summary>
internal static class TransferDevice
{
    public const int Queue = 1;
    public const int Agent = 2;
    public const int Ivr = 3;
    public const int AccessCode = 4;
    public const int OutsideNumber = 5;
}

/// <summary>What happens to the agent in a transfer. The numbers of the reference depend on the target (voicecall.md, 3.9).</summary>
internal enum TransferKind
{
    Blind,
    Suspend,
    AfterSuccess,
    TalkFirst,
    ThreeParty,
}

/// <summary>The target of a transfer, and its kind.</summary>
internal sealed record TransferRequest(int Device, string Address, TransferKind Kind)
{
    /// <summary>Returns the kind for a number of the wire; null: the reference doesn't have it for this target.</summary>
    public static TransferKind? KindOf(int device, int mode) => (device, mode) switch
    {
        (TransferDevice.OutsideNumber, 1) => TransferKind.Blind,
        (TransferDevice.OutsideNumber, 2) => TransferKind.AfterSuccess,
        (TransferDevice.OutsideNumber, 3) => TransferKind.TalkFirst,
        (TransferDevice.OutsideNumber, 4) => TransferKind.ThreeParty,
        (TransferDevice.Ivr, 0) => TransferKind.Blind,
        (TransferDevice.Ivr, 1) => TransferKind.Suspend,
        (TransferDevice.Queue or TransferDevice.Agent or TransferDevice.AccessCode, 0) => TransferKind.Blind,
        (TransferDevice.Queue or TransferDevice.Agent or TransferDevice.AccessCode, 2) => TransferKind.AfterSuccess,
        _ => null,
    };
}

/// <summary>Transfers the current call of an agent.</summary>
internal sealed class CallTransfer(SimulatedGateway gateway, Agent agent, TransferRequest request)
{
    public string Begin()
    {
        lock (agent.Gate)
        {
            if (agent.Presence.Call is not { IsSpoken: true } call || agent.Conference is not null || IsForbidden(call))
            {
                return RetCode.TransferNoCall;
            }

            agent.Raise(EventType.CallCustomerAlerting, CallEventContent.CustomerAlerting(call.CallId, request.Address));
            gateway.Time.After(gateway.Settings.CallDelay, () => Complete(call));
            return RetCode.Success;
        }
    }

    /// <summary>An internal call can't leave the gateway, and an outbound call can't be transferred blindly to an outside number.</summary>
    private bool IsForbidden(PhoneCall call) => request.Device == TransferDevice.OutsideNumber
        && (call.Feature == CallFeature.Internal || (call.Feature == CallFeature.Outbound && request.Kind == TransferKind.Blind));

    private void Complete(PhoneCall call)
    {
        if (agent.Presence.Call != call)
        {
            return;
        }

        if (!IsReached(call))
        {
            agent.Raise(EventType.CallConnectFail, EventContent.Text(call.CallId));
            return;
        }

        lock (agent.Gate)
        {
            Complete(call, request.Kind);
        }
    }

    private void Complete(PhoneCall call, TransferKind kind)
    {
        switch (kind)
        {
            case TransferKind.Suspend:
                gateway.Time.After(
                    gateway.Settings.CallDelay, () => agent.Raise(EventType.CallReturnFromIvr, EventContent.Text(call.CallId)));
                break;
            case TransferKind.TalkFirst:
                agent.Phone.Suspend(call);
                var second = new PhoneCall(agent.Presence.NextCallId(), gateway.Time.GetUtcNow())
                {
                    Feature = CallFeature.Outbound,
                    Caller = agent.Id.ToInvariant(),
                    Called = request.Address,
                    Parties = [request.Address],
                };
                agent.Presence.Begin(second);
                agent.Phone.Talk(second);
                break;
            case TransferKind.ThreeParty:
                call.Parties.Add(request.Address);
                agent.Raise(EventType.CallConference, CallEventContent.Conference(call));
                break;
            default:
                Leave(call, kind);
                break;
        }
    }

    private void Leave(PhoneCall call, TransferKind kind)
    {
        if (kind == TransferKind.AfterSuccess)
        {
            agent.Raise(EventType.CallSuccTransResult, CallEventContent.TransferResult(failed: false));
        }

        agent.Phone.Take(call);
        agent.Raise(EventType.CallRelease, EventContent.Text(call.CallId));
        agent.Phone.HangUp();
    }

    /// <summary>Returns whether the target takes the call. An agent is offered it.</summary>
    private bool IsReached(PhoneCall call)
    {
        if (request.Device != TransferDevice.Agent)
        {
            return !Dialing.IsSilent(request.Address);
        }

        return InvariantText.TryNumber(request.Address, 0, int.MaxValue, out var id)
            && id != agent.Id
            && new Dialing(gateway).TryOffer(gateway.FindAgent(id), new PhoneCall(call.CallId, gateway.Time.GetUtcNow())
            {
                Feature = call.Feature,
                Caller = call.Caller,
                Called = call.Called,
                Skill = call.Skill,
                SkillId = call.SkillId,
                Data = call.Data,
                TransferredBy = agent.Id,
                Parties = [.. call.Parties],
            });
    }
}
