namespace AgentGateway.Simulator;

/// <summary>The progress of a call on an agent's phone.</summary>
internal enum CallStage
{
    /// <summary>The agent has called somebody who hasn't answered yet.</summary>
    Dialing,

    /// <summary>The agent is called and hasn't answered yet.</summary>
    Ringing,

    Talking,

    Held,
}

/// <summary>The call types that the simulator uses, with the numbers of the reference (queues.md, 1).</summary>
internal static class CallFeature
{
    public const int Inbound = 0;
    public const int Internal = 6;
    public const int Outbound = 7;
}

/// <summary>A call on an agent's phone. The agent's lock guards it.</summary>
internal sealed class PhoneCall(string callId, DateTimeOffset beganAt)
{
    public string CallId { get; } = callId;

    public DateTimeOffset BeganAt { get; set; } = beganAt;

    /// <summary>When the call was answered; null until then.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; set; }

    public CallStage Stage { get; set; } = CallStage.Talking;

    public int Feature { get; init; }

    public string Caller { get; init; } = "";

    public string Called { get; init; } = "";

    public string Skill { get; init; } = "";

    public int SkillId { get; init; }

    public string Data { get; init; } = "";

    /// <summary>The agent that transferred the call; null: nobody did.</summary>
    public int? TransferredBy { get; init; }

    /// <summary>The other end, if it is an agent of this gateway.</summary>
    public Agent? OtherAgent { get; init; }

    /// <summary>Returns the same call for an agent that continues it.</summary>
    public PhoneCall For(DateTimeOffset at)
    {
        var continued = new PhoneCall(CallId, BeganAt)
        {
            Feature = Feature,
            Caller = Caller,
            Called = Called,
            Skill = Skill,
            SkillId = SkillId,
            Data = Data,
            OtherAgent = OtherAgent,
            Parties = [.. Parties],
        };
        continued.Answer(at);
        return continued;
    }

    public bool IsMuted { get; set; }

    /// <summary>The numbers of the other parties.</summary>
    public List<string> Parties { get; init; } = [];

    public bool IsSpoken => Stage == CallStage.Talking;

    public void Answer(DateTimeOffset at)
    {
        AnsweredAt = at;
        Stage = CallStage.Talking;
    }
}
