namespace AgentGateway.Simulator;

/// <summary>The values of changeType in AgentConf_ParticipantChanged (events.md 2.1).</summary>
internal static class ChangeType
{
    public const int Joined = 0;
    public const int Left = 1;
    public const int BecameChairperson = 2;
    public const int Muted = 3;
    public const int Unmuted = 4;
    public const int Held = 5;
    public const int Unheld = 6;
}
