namespace AgentGateway.Simulator;

/// <summary>The limits of a conference, and what the simulator does where the reference leaves it open (docs/simulator.md).</summary>
internal static class ConferenceRules
{
    public const int MaxMinutes = 1440;

    public const int MaxCapacity = 120;

    /// <summary>The only caller number that is refused, and the cause of the refusal, both from the sample of the reference.</summary>
    public const string RefusedCaller = "21234";

    public const int RefusedCallerCause = 21234;

    /// <summary>The cause of other refusals. The reference has no table; 47 is "busy" among the release causes.</summary>
    public const int RefusedStateCause = 47;

    /// <summary>Phone numbers that end in these digits never answer.</summary>
    public const string SilentPhoneSuffix = "0000";

    /// <summary>The changeReason of events to which it doesn't apply, as in the sample of the reference.</summary>
    public const int NoChangeReason = 255;

    /// <summary>The time after which an invitation that nobody answers lapses.</summary>
    public static readonly TimeSpan RingTimeout = TimeSpan.FromSeconds(60);
}
